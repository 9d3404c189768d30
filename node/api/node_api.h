// NodeApi: everything a person can ask of a node. The command line and the window are written
// against this alone.
//
// Plain values, no overloads. Each call is one step of the engine: what it answers is committed.
// Two implementations: in this process (engine/local_api.h, under tests and the simulator) and over
// the control socket (control/client.h). Alerts cross as fourw/1 JSON text, the model that people,
// files and scripts share; so there is one parser, in the node, and its findings come back as
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "domain/argument.h"
#include "domain/time.h"

namespace ww::api {

// Why a call did not do what was asked. The command line turns `kind` into its exit code.
struct Problem {
  enum class Kind : std::uint8_t {
    other,
    usage,
    locked,
    no_node,
    wrong_passphrase,
    not_found,
    unchecked_words,
    invalid,
    not_in_this_version,
  };
  struct FieldError {
    std::string field, code, message;
  };
  struct Finding {
    std::string id, field, kind, text;
  };  // of the redactor: accept or remove each

  Kind kind = Kind::other;
  std::string message;             // plain words: what is wrong and what to do next
  std::vector<FieldError> errors;  // invalid alerts
  std::vector<Finding> findings;
  std::string code{};   // what exactly it was, for programs; may be empty
  ArgumentList args{};  // what the code is about
};
inline Problem problem(Problem::Kind kind, std::string message) {
  return {kind, std::move(message), {}, {}, {}, {}};
}
inline Problem problem(Problem::Kind kind, std::string message, std::string code,
                       ArgumentList args = {}) {
  return {kind, std::move(message), {}, {}, std::move(code), std::move(args)};
}
template <class T = Unit>
using Answer = Result<T, Problem>;

// ---- node
// ------------------------------------------------------------------------------------------

struct InitRequest {
  std::string name;                  // what contacts will see
  std::string region = "GB";         // home region of numbers typed without a country
  std::optional<std::string> relay;  // an address
  SecretBytes passphrase;
};
struct RelayInfo {
  std::string address;
  std::string state;  // connected, connecting, unreachable, unused, refused
  bool password = false;
  bool leaving = false;  // removed, but something is still kept there
};
// What became of removing a relay. Where something is kept there, it is left: read on, used for
// nothing new, and gone by itself when nothing is there any more.
struct RelayRemoved {
  bool gone = false;
  std::uint32_t people = 0;     // are told of the new place of what they send us
  std::uint32_t unsettled = 0;  // invites and handshakes end there first
  std::uint32_t written = 0;    // people whose own place it is, and who are written to there
  std::vector<std::string> circles_moved, circles_staying;
  std::string place;  // the relay that the people are told of, or empty
};
// What the owner must be told, until it is dealt with: a restored copy, a clone, a fork.
struct Notice {
  std::string id, code;
  ArgumentList args;
  Instant since, last;  // last: it happened again
  std::uint32_t times = 1;
  std::optional<Instant> ended;
  std::string text;  // a sentence for a person
};
struct Status {
  bool exists = false;  // a profile was made here
  bool locked = true;
  std::string name;
  std::uint32_t contacts = 0, circles = 0, alerts = 0;
  std::vector<RelayInfo> relays;
  struct {
    std::uint32_t saved = 0, handed_over = 0, confirmed = 0;
  } outbox;  // alerts by delivery state
  std::uint64_t journal_bytes = 0;
  bool tor = false, tor_required = false;
  std::string tor_proxy;  // HOST:PORT; empty: none
  // off: connections are direct. missing: Tor is required and no proxy is named, so there are none.
  // Of a proxy: unknown (nothing was connected yet), works, absent, refuses (it is not Tor's).
  std::string tor_state;
  std::vector<Notice> notices;  // the open ones, the oldest first
};
struct TorSetting {
  std::string mode;                  // off, on, require
  std::optional<std::string> proxy;  // HOST:PORT; else the one that is set, else Tor's usual one
};
struct Check {
  std::string name;
  bool ok = false;
  std::string detail;
};  // doctor

// ---- people
// ------------------------------------------------------------------------------------------

struct ContactInfo {
  std::string name, their_name;
  std::string state;    // invited, answering, answered, established, renewing, failed, removed
  std::string failure;  // why it failed, as a code; "renewed": the words are to be compared again;
                        // "queue_lost": nothing that is sent to her can be fetched at the relay
  std::string trust;    // unchecked, verified, changed
  std::optional<Instant> verified_at;
  std::optional<std::string> words;  // null until the handshake has gone both ways
  std::string digits;
  bool muted = false;
  Instant created;
  std::optional<Instant> invite_until;
  std::uint32_t lost = 0;  // of her messages, noticed as missing: lost or withheld on their way
};
struct InviteRequest {
  std::string name;
};  // --for NAME; empty: the node picks "invite 1", ...
struct InviteMade {
  std::string name, text;
  Instant until;
};
struct AcceptRequest {
  std::string invite, name;
  bool allow_relay = false;  // the invite names a relay that is not one of her own, without Tor
};
struct CircleInfo {
  std::string name;
  std::string state;  // joining, member, left, removed, frozen, not_current
  bool admin = false;
  std::uint32_t epoch = 0;
  std::vector<std::string> regions;
  struct MemberInfo {
    std::string pseudonym, contact, state;
    bool self = false, admin = false;
  };
  std::vector<MemberInfo>
      members;  // contact: the name of the contact, where she is one; state: joined, invited
  std::uint32_t lost = 0;  // messages noticed as missing
};
struct CircleNew {
  std::string name;
  std::vector<std::string> regions;
};

// ---- alerts
// ------------------------------------------------------------------------------------------

struct SendRequest {
  std::string json;  // one alert of the model
  std::vector<std::string> circles, contacts;
  bool urgent = false, dry_run = false;
  std::vector<std::string> accept;  // ids of findings that were read and kept
};
struct Sent {
  std::string id;
  std::string state;  // saved, handed_over, confirmed; "dry_run"
  std::vector<std::string> warnings;
  std::string alert;  // as it leaves, JSON: the preview
};
struct ListRequest {
  std::optional<std::string> region;
  std::optional<Instant> since;
  std::uint32_t limit = 200, offset = 0;
  std::optional<std::string> text = std::nullopt;      // words, each of which must occur
  std::optional<std::string> severity = std::nullopt;  // extreme, severe ...
};
// Of an alert that was updated: severity, codes, regions, summary and the rest of the newest words.
struct AlertLine {
  std::string id, kind, severity, state;
  std::vector<std::string> codes, regions;
  Instant received;
  std::string from{};     // as in AlertShown
  bool checked = true;    // false: only contacts whose words are not compared brought it
  std::string summary{};  // its beginning, at most 120 characters
  std::vector<std::string> identifiers{};  // the surest first
  std::string status{};                    // actual, exercise, test
  std::string urgency_now{};
};
struct AlertShown {
  std::string alert;  // JSON, the model as sent; of an updated alert the newest words
  Instant received;
  std::string from;   // contact's name, "CIRCLE: pseudonym", or "me"
  std::string state;  // current, updated, retracted, disputed, expired
  std::string urgency_now;
  struct {
    std::uint32_t first_hand = 0, others = 0;
    bool mine = false;
  } corroborations;
  struct Event {
    std::string id, kind, reason;
    Instant at;
    std::string before{};  // of an update: the words that it replaced, JSON
  };
  std::vector<Event> history;
  std::string delivery;                   // of own alerts: saved, handed_over, confirmed
  std::uint32_t people = 0, arrived = 0;  // whom it is for, and who has said that she has it
  std::vector<std::string> arrived_at;    // of these, who are contacts, by name
  bool partial = false;                   // parts of it are newer than this program
  // Every way it came by, the strongest first: a checked contact, a member, an unchecked contact.
  struct Way {
    std::string from;
    bool checked = false;
  };
  std::vector<Way> origins{};
};
struct CorroborateRequest {
  std::string id;  // of the alert
  std::string reason = "same_identifier_own_experience";
  std::optional<std::string> basis;  // first_hand unless told
};
// Both are the author's alone, and reach everybody whom the alert went to. `id`: of the alert, or
// of an update of it.
struct UpdateRequest {
  std::string id;
  std::string json;                   // the whole new words; the node sets id, kind, sent and refs
  std::optional<std::string> reason;  // added_detail, corrected ...; else the one in the json
  bool dry_run = false;
  std::vector<std::string> accept;  // ids of findings that were read and kept
};
struct RetractRequest {
  std::string id;      // also of an own corroboration
  std::string reason;  // wrong_person, unsafe_for_author, consent_withdrawn, not_true, legal,
                       // duplicate
};
struct Extracted {
  std::string kind, raw, canon;
  std::vector<std::string> warnings;
};
struct Match {
  std::string alert;       // its id
  std::string identifier;  // of the alert, as sent
  std::string strength;    // exact, possible, faded
  std::string why;
  std::vector<std::string> marks{};  // disputed, under_review, unchecked
  std::string status{};              // actual, exercise, test
  std::string urgency_now{};
};
// In her own journal.
struct JournalMatch {
  std::string incident;                // its id; empty: it stands with the person of concern
  std::string subject, subject_label;  // id of the person; empty when nobody is named
  std::string identifier, strength;
};
struct Unread {
  std::string what, why;
};
struct Checked {
  std::vector<Extracted> extracted;  // what reads as an identifier by itself, and what matched
  std::vector<Match> matches;
  std::vector<JournalMatch> journal;
  std::vector<Unread> unread;  // what of the text was not read, or not as it came
};

// Something happened. `cursor` of the last one is the next call's `after`.
struct Event {
  std::uint64_t cursor = 0;
  std::string what;    // alert, delivery, contact, circle, notice
  std::string id;      // of the alert; name of the contact or circle
  std::string detail;  // new state
};

class JournalApi;  // api/journal_api.h

class NodeApi {
 public:
  virtual ~NodeApi() = default;

  virtual Answer<> init(const InitRequest& request) = 0;
  virtual Answer<> unlock(const SecretBytes& passphrase) = 0;
  virtual Answer<> lock() = 0;
  virtual Answer<Status> status() = 0;
  virtual Answer<std::vector<Check>> doctor() = 0;
  virtual Answer<> stop() = 0;  // ends the node's process

  virtual Answer<std::vector<Notice>> notices(bool ended) = 0;  // `ended`: those, too
  virtual Answer<> notice_done(const std::string& id) = 0;

  virtual Answer<std::vector<RelayInfo>> relays() = 0;
  virtual Answer<> relay_add(const std::string& address,
                             const std::optional<SecretBytes>& password) = 0;
  virtual Answer<RelayRemoved> relay_remove(const std::string& address) = 0;
  virtual Answer<> config_set(const std::string& key, const std::string& value) = 0;
  virtual Answer<std::vector<std::pair<std::string, std::string>>> config() = 0;

  // Holds at once and is kept. Works while the node is locked, and before there is a profile.
  virtual Answer<> tor_set(const TorSetting& setting) = 0;

  virtual Answer<InviteMade> contact_invite(const InviteRequest& request) = 0;
  virtual Answer<ContactInfo> contact_accept(const AcceptRequest& request) = 0;
  virtual Answer<std::vector<ContactInfo>> contacts() = 0;
  virtual Answer<ContactInfo> contact(const std::string& name) = 0;
  // Without `words` it shows them. With them it says that both have read the same: refused with
  // unchecked_words when they are not (any more) those of the contact. Empty: those shown last.
  virtual Answer<ContactInfo> contact_verify(const std::string& name,
                                             const std::optional<std::string>& words) = 0;
  virtual Answer<> contact_rename(const std::string& name, const std::string& new_name) = 0;
  virtual Answer<> contact_mute(const std::string& name, bool muted) = 0;
  virtual Answer<> contact_remove(const std::string& name) = 0;

  virtual Answer<CircleInfo> circle_new(const CircleNew& request) = 0;
  virtual Answer<std::vector<CircleInfo>> circles() = 0;
  virtual Answer<CircleInfo> circle(const std::string& name) = 0;
  virtual Answer<CircleInfo> circle_add(const std::string& circle, const std::string& contact) = 0;
  virtual Answer<CircleInfo> circle_remove(const std::string& circle,
                                           const std::string& member) = 0;
  virtual Answer<> circle_join(const std::string& circle) = 0;  // when `circles` is set to `ask`
  // The same people on a new board.
  virtual Answer<CircleInfo> circle_move(const std::string& circle) = 0;
  virtual Answer<> circle_leave(const std::string& circle) = 0;

  virtual Answer<Sent> alert_send(const SendRequest& request) = 0;
  virtual Answer<std::vector<AlertLine>> alerts(const ListRequest& request) = 0;
  virtual Answer<AlertShown> alert(
      const std::string& id) = 0;  // the id, or its first 6 characters and more
  virtual Answer<Sent> alert_corroborate(const CorroborateRequest& request) = 0;
  virtual Answer<Sent> alert_update(const UpdateRequest& request) = 0;
  // `id` of the answer is the retraction's own. Withdrawing twice is one withdrawal.
  virtual Answer<Sent> alert_retract(const RetractRequest& request) = 0;
  virtual Answer<Checked> check(const std::string& text) = 0;

  // Events after `after`, waiting up to `wait` for the first; empty when nothing came. A bounded
  // log is kept: a cursor too old starts at its oldest event. In-process implementations do not
  // wait.
  virtual Answer<std::vector<Event>> events(std::uint64_t after, Duration wait) = 0;

  // Her own journal. Lives as long as the node does; while it is locked, every call answers so.
  virtual JournalApi& journal() = 0;
};

}  // namespace ww::api

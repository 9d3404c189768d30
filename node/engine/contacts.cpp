// What a person does with her contacts: invite, accept, compare words, rename, mute, remove.
#include "engine/contacts.h"

#include "core/contact_keys.h"
#include "engine/own_relays.h"
#include "engine/relay_choice.h"
#include "ports/notice_rows.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "wire/invite.h"

namespace ww::engine {
namespace {

using Kind = api::Problem::Kind;

constexpr std::size_t kOwnNameMax = 80;  // bytes; ours for a contact, never on the wire

api::Problem no_such_contact(const std::string& name) {
  return problem(Kind::not_found, "There is no contact named \"" + name +
                                      "\". `watchword contact list` shows the names.");
}

const char* to_text(ContactState state) {
  switch (state) {
    case ContactState::invited:
      return "invited";
    case ContactState::answering:
      return "answering";
    case ContactState::answered:
      return "answered";
    case ContactState::established:
      return "established";
    case ContactState::failed:
      return "failed";
    case ContactState::removed:
      return "removed";
    case ContactState::renewing:
      return "renewing";
  }
  return "unknown";
}

const char* to_text(Trust trust) {
  switch (trust) {
    case Trust::unchecked:
      return "unchecked";
    case Trust::verified:
      return "verified";
    case Trust::changed:
      return "changed";
  }
  return "unknown";
}

// A yes to a question is not enough here, for whoever waits for a booking says yes quickly: she
// adds the relay, or names the option herself.
api::Problem private_relay(const Route& route) {
  const std::string address = to_address(route);
  api::Problem refused =
      problem(Kind::unchecked_words,
              "This invite is answered at a relay inside a private network or on this very "
              "machine: " +
                  address +
                  ". An invite alone never leads there. If you know that relay, add it with "
                  "`watchword relay add " +
                  address + "` and accept the invite again, or say --allow-relay.");
  refused.errors = {{"invite", "private_relay", "its relay's address is a private one"}};
  return refused;
}

std::string why_unreadable(Errc code) {
  if (code == Errc::unsupported) {
    return "This invite was made by a newer version. Update this program, or ask for an invite "
           "from the same "
           "version.";
  }
  return "This invite cannot be read: a part is missing or mistyped. Copy all of it, from "
         "\"watchword:\" on, and "
         "try again.";
}

}  // namespace

// ---- invite and accept
// ----------------------------------------------------------------------------

api::Answer<api::InviteMade> Contacts::invite(const api::InviteRequest& request) {
  const std::string name = request.name.empty() ? free_invite_name() : request.name;
  // Asked for again while nobody has answered: the same one, for it is for one person.
  const auto pending = context_.store.contacts().find_by_name(name);
  if (pending && pending->state == ContactState::invited && !pending->invite.empty() &&
      context_.now < pending->invite_not_after) {
    return api::InviteMade{pending->name, wire::invite_text(pending->invite),
                           pending->invite_not_after};
  }
  if (auto bad = bad_name(name)) return *bad;
  const auto place = relay_for_new(context_);
  if (!place) {
    return problem(Kind::other,
                   "An invite needs a relay, where the answer can be left. Add one first: "
                   "`watchword relay add "
                   "ADDRESS`.");
  }
  Contact contact;
  contact.id = contact.party = context_.random.id<ContactId>();
  contact.name = name;
  contact.state = ContactState::invited;
  contact.inviter = true;
  contact.created = context_.now;
  contact.own_r = context_.random.key();
  contact.r_word = context_.random.key();
  contact.own_routes = {*place};
  const auto invite = make_invite(contact, InviteKind::contact, limits::kInviteLife);
  if (!invite) return problem(Kind::other, "The keys of the invite could not be made.");

  context_.store.contacts().put(contact);
  const auto source =
      add_source(contact, Source::Kind::invite_queue, 0, invite->sid, contact.own_routes.front());
  queue_new(contact, source, invite->sid, std::nullopt, relay::Ttl::fortnight);
  tell(contact, "invited");
  return api::InviteMade{name, wire::invite_text(contact.invite), invite->not_after};
}

api::Answer<api::ContactInfo> Contacts::accept(const api::AcceptRequest& request) {
  Bytes bytes;
  const auto invite = readable_invite(request.invite, bytes);
  if (!invite) return problem(Kind::invalid, why_unreadable(invite.error().code));
  if (invite->kind != InviteKind::contact) {
    return problem(Kind::invalid,
                   "This is no invite: it renews a contact, and travels between two programs by "
                   "itself. Ask for an invite.");
  }
  if (auto bad = bad_name(request.name)) return *bad;
  if (context_.store.contacts().find_by_invite(Digest32{crypto::sha256(bytes)})) {
    return problem(Kind::invalid,
                   "This invite was used here before. An invite is for one person, once. If "
                   "somebody else gave it to "
                   "you, ask whom it was made for.");
  }
  const Route& theirs = invite->routes.front();
  if (!relay_is_chosen(context_, theirs)) {
    if (!request.allow_relay) {
      if (is_private_address(theirs)) return private_relay(theirs);
      const bool tor = context_.options.tor;
      return problem(
          Kind::unchecked_words,
          "This invite is answered at a relay that is not one of yours: " + to_address(theirs) +
              (tor ? ". Whoever runs it would see, through Tor, when this device is online."
                   : ". That relay and your internet provider would see this device's address.") +
              " If you trust it, say --allow-relay, or add it with `watchword relay add`.");
    }
    allow_relay(context_, theirs);
  }
  const Route own = relay_for_new(context_).value_or(theirs);

  Contact contact;
  contact.id = contact.party = context_.random.id<ContactId>();
  contact.name = request.name;
  contact.state = ContactState::answering;
  contact.created = context_.now;
  contact.invite = bytes;
  contact.invite_not_after = invite->not_after;
  contact.s0 = crypto::Key(invite->s0);
  contact.own_r = context_.random.key();
  contact.r_word = context_.random.key();
  contact.peer_identity = invite->offer.identity;
  contact.peer_seal_pub = invite->seal_pub;
  contact.peer_routes = invite->routes;
  const auto identity = open_party(contact.party, *invite);
  if (!identity || !begin_answer(contact, *invite, *identity, own)) {
    return problem(Kind::invalid,
                   "This invite was changed on its way: its keys do not fit. Ask for a new one.");
  }
  tell(contact, "answering");
  return info(contact);
}

// ---- the others
// --------------------------------------------------------------------------------------

api::Answer<api::ContactInfo> Contacts::show(const std::string& name) {
  const auto contact = context_.store.contacts().find_by_name(name);
  if (!contact) return no_such_contact(name);
  return info(*contact);
}

api::Answer<std::vector<api::ContactInfo>> Contacts::list() {
  std::vector<api::ContactInfo> list;
  for (const Contact& contact : context_.store.contacts().all()) list.push_back(info(contact));
  return list;
}

// What is confirmed are the words that two people have read to each other. A renewal, or another
// answer, may put others in their place between the showing and the yes.
api::Answer<api::ContactInfo> Contacts::verify(const std::string& name,
                                               const std::optional<std::string>& words) {
  auto contact = context_.store.contacts().find_by_name(name);
  if (!contact) return no_such_contact(name);
  auto& settings = context_.store.settings();
  const std::string shown = "words.shown." + to_hex(contact->id.bytes);
  if (!words) {
    if (!contact->words.empty()) settings.set(shown, contact->words);
    return info(*contact);
  }
  if (contact->words.empty()) {
    return problem(Kind::unchecked_words,
                   "There are no words to compare yet: \"" + name +
                       "\" has not answered. Try again when both of you were online.");
  }
  const std::string compared =
      words->empty() ? settings.get(shown).value_or(contact->words) : *words;
  if (compared != contact->words) {
    return problem(
        Kind::unchecked_words,
        "The words with \"" + name +
            "\" have changed since they were shown. Nothing was recorded: compare the new "
            "ones, `watchword contact verify " +
            name + "`.");
  }
  contact->trust = Trust::verified;
  contact->verified_at = context_.now;
  const bool renewed = contact->before.has_value();
  drop_before(*contact);  // its old identity can do nothing from now on
  context_.store.contacts().put(*contact);
  context_.notice_over("keys_renewed_compare_words", about(*contact));
  tell(*contact, "verified");
  if (renewed) {  // what the other lost, or may have lost, is sent again
    receiver_.on_renewed(contact->id);
    circles_.on_checked(contact->id);
  }
  return info(*contact);
}

api::Answer<> Contacts::rename(const std::string& name, const std::string& new_name) {
  auto contact = context_.store.contacts().find_by_name(name);
  if (!contact) return no_such_contact(name);
  const auto holder = context_.store.contacts().find_by_name(new_name);
  if (!holder || holder->id != contact->id) {
    if (auto bad = bad_name(new_name)) return *bad;
  }
  contact->name = new_name;
  context_.store.contacts().put(*contact);
  tell(*contact, "renamed");
  return Unit{};
}

api::Answer<> Contacts::mute(const std::string& name, bool muted) {
  auto contact = context_.store.contacts().find_by_name(name);
  if (!contact) return no_such_contact(name);
  contact->muted = muted;
  context_.store.contacts().put(*contact);
  tell(*contact, muted ? "muted" : "unmuted");
  return Unit{};
}

api::Answer<> Contacts::remove(const std::string& name) {
  auto contact = context_.store.contacts().find_by_name(name);
  if (!contact) return no_such_contact(name);
  fail_contact(*contact, "removed");
  if (!context_.ratchet.remove_party(contact->party))
    context_.log.warning("a contact had no ratchet");
  tell(*contact, "removed");
  deaf_.erase(contact->id);
  context_.store.notices().erase_of(about(*contact));
  context_.store.contacts().erase(contact->id);
  return Unit{};
}

// ---- time
// --------------------------------------------------------------------------------------------

std::optional<Instant> Contacts::on_time() {
  std::optional<Instant> next = tend_renewals();
  const auto moves = tend_moves();
  if (moves && (!next || *moves < *next)) next = moves;
  for (Contact& contact : context_.store.contacts().in_state(ContactState::invited)) {
    const Instant end = contact.invite_not_after + limits::kInviteGrace;
    if (context_.now > end) {
      if (!context_.may_erase) continue;  // by a wrong clock every open invite would be lost
      const auto invite = wire::decode_invite(contact.invite);
      if (invite && !context_.ratchet.drop_offer(contact.party, invite->offer)) {
        context_.log.warning("an expired invite had no offer");
      }
      fail_contact(contact, "expired");
    } else if (!next || end < *next) {
      next = end + Duration{1};
    }
  }
  return next;
}

// ---- small things
// ------------------------------------------------------------------------------------

std::optional<api::Problem> Contacts::bad_name(const std::string& name) {
  const bool printable = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (name.empty() || name.size() > kOwnNameMax || !printable || name.front() == ' ' ||
      name.back() == ' ') {
    return problem(Kind::invalid,
                   "A name has 1 to 80 bytes, no control characters, and no space at either end.");
  }
  if (context_.store.contacts().find_by_name(name)) {
    return problem(Kind::invalid,
                   "There is a contact named \"" + name + "\" already. Choose another name.");
  }
  if (context_.store.contacts().all().size() >= limits::kContactsMax) {
    return problem(Kind::invalid,
                   "This node has 500 contacts, which is the most. Remove one first.");
  }
  return std::nullopt;
}

std::string Contacts::free_invite_name() {
  for (int number = 1;; ++number) {
    std::string name = "invite " + std::to_string(number);
    if (!context_.store.contacts().find_by_name(name)) return name;
  }
}

std::string Contacts::own_name() { return context_.store.settings().get("name").value_or(""); }

api::ContactInfo Contacts::info(const Contact& contact) const {
  api::ContactInfo info;
  info.name = contact.name;
  info.their_name = contact.their_name;
  info.state = to_text(contact.state);
  info.failure = contact.failure;
  if (contact.before && info.failure.empty()) info.failure = "renewed";
  if (info.failure.empty() && deaf_.contains(contact.id)) info.failure = "queue_lost";
  info.trust = to_text(contact.trust);
  info.verified_at = contact.verified_at;
  if (!contact.words.empty()) info.words = contact.words;
  info.digits = contact.digits;
  info.muted = contact.muted;
  info.created = contact.created;
  info.lost = contact.lost;
  if (contact.state == ContactState::invited) info.invite_until = contact.invite_not_after;
  return info;
}

void Contacts::tell(const Contact& contact, std::string detail) {
  context_.tell("contact", contact.name, std::move(detail));
}

}  // namespace ww::engine

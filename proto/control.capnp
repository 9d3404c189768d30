@0xc87ddc5cf5e70c11;
# The control socket: how a command line or a window speaks with the node of its own user.
#
# The story. The node listens on a Unix socket in the profile's folder (folder 0700, socket 0600).
# It asks the kernel who has connected (SO_PEERCRED) and drops anyone but its own user before a
# single byte is read. What remains gets a Gate and nothing else; the Gate hands out a Node once both
# sides have found a version that they share. A Node mirrors node/api/node_api.h, call by call.
#
# Rules
#   - Every answer has `problem` as field 0. Null means that it was done and the other fields hold.
#     A problem is a value: exception texts of this protocol never reach a person.
#   - Secrets are `Secret`, so that both ends can keep them out of ordinary memory and wipe them.
#   - Texts are UTF-8. A text that may be absent is null when it is.
#   - Instants are milliseconds since 1970-01-01 UTC. An instant that may be absent is a MaybeInstant.
#   - No text is longer than control/bounds.h allows.
#   - Ordinals are never used again. A dead field is renamed obsoleteX and keeps its number.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::control");

using Answer = import "answer.capnp";
using Problem = Answer.Problem;
using MaybeInstant = Answer.MaybeInstant;
using Journal = import "journal.capnp".Journal;

interface Gate @0xa1c3d06f1d0b7a41 {
  # The bootstrap capability: all that a fresh connection may do.

  hello @0 (versionMin :UInt16, versionMax :UInt16) -> (problem :Problem, version :UInt16, node :Node);
  # The caller names the range of versions that it speaks, the node picks the highest that both do.
  # Without one, `problem` is `other` and `node` is null.
}

struct Secret @0x9f6a4b1eac8c1c93 {
  # A passphrase or password on its way through the socket.

  padded @0 :Data;
  # UInt16 length in little-endian, then the bytes, then zeros up to a multiple of 64: so that it can
  # lie in locked memory of its own, and the size of the call does not tell how long it is.
}

struct InitRequest @0xe2a0c8a6b4f7d918 {
  # A new profile.

  name @0 :Text;
  # What contacts will see.
  region @1 :Text;
  # ISO 3166-1 of numbers typed without a country.
  relay @2 :Text;
  # A relay's address; null for none yet.
  passphrase @3 :Secret;
  # What will unlock it.
}

struct Relay @0xc0d6b52e9f314a07 {
  # One relay that the owner added.

  address @0 :Text;
  # watchword-relay://HOST:PORT/KEY
  state @1 :Text;
  # connected, connecting, unreachable, unused, refused
  password @2 :Bool;
  # A password was given for it.
  leaving @3 :Bool;
  # Removed, but something is still kept there: it is used for nothing new.
}

struct RelayRemoved @0xe1b7c40d52f8936a {
  # What became of removing a relay.

  gone @0 :Bool;
  # Nothing was kept there. Else it goes by itself, when nothing is there any more.
  people @1 :UInt32;
  # Are told of the new place of what they send the owner.
  unsettled @2 :UInt32;
  # Invites and handshakes end there first.
  written @3 :UInt32;
  # People whose own place it is: they are written to there.
  circlesMoved @4 :List(Text);
  circlesStaying @5 :List(Text);
  # Of others, who alone can move them.
  place @6 :Text;
  # The relay that the people are told of, or empty.
}

struct Notice @0xc4a91f3be7205d86 {
  # What the owner must be told, until it is dealt with.

  id @0 :Text;
  code @1 :Text;
  # Stable, for programs.
  args @2 :List(Answer.Argument);
  since @3 :Int64;
  last @4 :Int64;
  # When it happened again.
  times @5 :UInt32;
  ended @6 :MaybeInstant;
  text @7 :Text;
  # A sentence for a person.
}

struct Status @0x8f2d4be07c1a9e35 {
  # How the node is.

  exists @0 :Bool;
  # A profile was made here. When false, all that follows is empty.
  locked @1 :Bool;
  # When true, nothing but `exists` is known.
  name @2 :Text;
  # What contacts see.
  contacts @3 :UInt32;
  circles @4 :UInt32;
  alerts @5 :UInt32;
  # Known alerts, own ones included.
  relays @6 :List(Relay);
  saved @7 :UInt32;
  # Own alerts that are durably here and not yet at a relay.
  handedOver @8 :UInt32;
  # Own alerts that are durably at a relay.
  confirmed @9 :UInt32;
  # Own alerts of which every reader's node said that it has them.
  journalBytes @10 :UInt64;
  # Size on disk.
  tor @11 :Bool;
  torRequired @12 :Bool;
  # Nothing leaves without Tor.
  notices @13 :List(Notice);
  # What its owner must be told: a restored copy, a clone, a fork.
  torProxy @14 :Text;
  # HOST:PORT, empty without one.
  torState @15 :Text;
  # off, missing, unknown, works, absent, refuses. With `torProxy` and the two above, known of a locked node too.
}

struct Check @0xf3b7c2d91e8a4506 {
  # One finding of the doctor.

  name @0 :Text;
  ok @1 :Bool;
  detail @2 :Text;
  # Plain words: what was seen, and what to do about it.
}

struct Setting @0x97e4f1b03ac5d268 {
  # One line of the configuration.

  key @0 :Text;
  value @1 :Text;
}

struct Invite @0xd81b6e4f20a7c395 {
  # An invite that was made.

  name @0 :Text;
  # The contact's name here.
  text @1 :Text;
  # The line that begins "watchword:". For one person, once.
  until @2 :Int64;
  # It is void from then on.
}

struct Contact @0xab94e07d13f26c58 {
  # One person.

  name @0 :Text;
  # The owner's name for her.
  theirName @1 :Text;
  # What she calls herself. Received text.
  state @2 :Text;
  # invited, answering, answered, established, failed, removed
  failure @3 :Text;
  # Why it failed, as a code; empty otherwise.
  trust @4 :Text;
  # unchecked, verified, changed
  verifiedAt @5 :MaybeInstant;
  words @6 :Text;
  # Six words; null until the handshake has gone both ways.
  digits @7 :Text;
  # The same as digits; empty when `words` is null.
  muted @8 :Bool;
  created @9 :Int64;
  inviteUntil @10 :MaybeInstant;
  lost @11 :UInt32;
  # Of her messages, noticed as missing: lost or withheld on their way.
}

struct Circle @0xee5c7a9b48d01f23 {
  # One circle, as this node sees it.

  name @0 :Text;
  state @1 :Text;
  # joining, member, left, removed, frozen, not_current
  admin @2 :Bool;
  # This node administers it.
  epoch @3 :UInt32;
  # Counts the changes of its members.
  regions @4 :List(Text);
  # ISO 3166-2.
  members @5 :List(Member);
  lost @6 :UInt32;
  # Messages noticed as missing: lost or withheld on their way.

  struct Member {
    pseudonym @0 :Text;
    # What she calls herself in this circle. Received text.
    contact @1 :Text;
    # Name of the contact, where she is one; empty otherwise.
    state @2 :Text;
    # joined, invited
    self @3 :Bool;
    admin @4 :Bool;
  }
}

struct SendRequest @0xb02f8d6e5c9147ea {
  # One alert that shall leave.

  json @0 :Text;
  # fourw/1.
  circles @1 :List(Text);
  contacts @2 :List(Text);
  # Who gets it, by name.
  urgent @3 :Bool;
  dryRun @4 :Bool;
  # Checked and shown, neither kept nor sent.
  accept @5 :List(Text);
  # Ids of findings that were read and kept.
}

struct UpdateRequest @0x8448046668bb90a1 {
  # New words of an own alert.

  id @0 :Text;
  # Of the alert, or of an update of it.
  json @1 :Text;
  # fourw/1, whole. The node sets id, kind, sent and refs.
  reason @2 :Text;
  # null: the one in `json`.
  dryRun @3 :Bool;
  # Checked and shown, neither kept nor sent.
  accept @4 :List(Text);
  # Ids of findings that were read and kept.
}

struct Sent @0xcf71e35a0d8b2946 {
  # What became of it.

  id @0 :Text;
  state @1 :Text;
  # saved, handed_over, confirmed, dry_run
  warnings @2 :List(Text);
  alert @3 :Text;
  # JSON, as it leaves.
}

struct AlertLine @0x945de8b1f70a3c62 {
  # An alert in a list.

  id @0 :Text;
  kind @1 :Text;
  severity @2 :Text;
  state @3 :Text;
  # current, updated, retracted, disputed, expired
  codes @4 :List(Text);
  regions @5 :List(Text);
  received @6 :Int64;
  from @7 :Text;
  unchecked @8 :Bool;
  # Only contacts whose words are not compared brought it.
  summary @9 :Text;
  # The beginning of the newest words.
  identifiers @10 :List(Text);
  status @11 :Text;
  # actual, exercise, test
  urgencyNow @12 :Text;
}

struct AlertShown @0xf86a20c7b9e4d153 {
  # An alert, whole.

  alert @0 :Text;
  # JSON, the model as sent.
  received @1 :Int64;
  from @2 :Text;
  # A contact's name, "CIRCLE: pseudonym", or "me".
  state @3 :Text;
  urgencyNow @4 :Text;
  # `urgency` with the time that has gone by since.
  firstHand @5 :UInt32;
  # Others who say that they met the same themselves.
  others @6 :UInt32;
  # Others who say so by hearsay.
  mine @7 :Bool;
  # The owner has said so too.
  history @8 :List(Step);
  delivery @9 :Text;
  # Of own alerts: saved, handed_over, confirmed; empty otherwise.
  partial @10 :Bool;
  # Parts of it are newer than this program.
  origins @11 :List(Way);
  # Every way it came by, the strongest first.
  people @12 :UInt32;
  # Of own alerts: how many it is for,
  arrived @13 :UInt32;
  # and how many of them have said that they have it.
  arrivedAt @14 :List(Text);
  # Of these, the contacts, by name.

  struct Step {
    id @0 :Text;
    kind @1 :Text;
    reason @2 :Text;
    at @3 :Int64;
    before @4 :Text;
    # Of an update: the words that it replaced, JSON.
  }
  struct Way {
    from @0 :Text;
    checked @1 :Bool;
  }
}

struct Checked @0xd23e9b4078f6a1c5 {
  # What is known here of a number, plate, handle or message. Never a verdict of safety.

  extracted @0 :List(Extracted);
  # What reads as an identifier by itself, and what matched.
  matches @1 :List(Match);
  journal @2 :List(JournalMatch);
  unread @3 :List(Unread);
  # What of the text was not read, or not as it came.

  struct JournalMatch {
    # In her own journal.

    incident @0 :Text;
    # Its id; empty: it stands with the person of concern.
    subject @1 :Text;
    # Id of the person; empty when nobody is named.
    subjectLabel @2 :Text;
    identifier @3 :Text;
    strength @4 :Text;
  }
  struct Unread {
    what @0 :Text;
    why @1 :Text;
  }
  struct Extracted {
    kind @0 :Text;
    raw @1 :Text;
    # As it stood in the text.
    canon @2 :Text;
    # In the one spelling of its kind.
    warnings @3 :List(Text);
  }
  struct Match {
    alert @0 :Text;
    # Its id.
    identifier @1 :Text;
    # Of the alert, as sent.
    strength @2 :Text;
    # exact, possible, faded
    why @3 :Text;
    # Plain words.
    marks @4 :List(Text);
    # disputed, under_review, unchecked
    status @5 :Text;
    # actual, exercise, test
    urgencyNow @6 :Text;
  }
}

struct Event @0xa6c8175fd3e0b924 {
  # Something happened.

  cursor @0 :UInt64;
  what @1 :Text;
  # alert, delivery, contact, circle, notice
  id @2 :Text;
  # Of the alert; name of the contact or circle.
  detail @3 :Text;
  # New state.
}

interface Node @0xbe09d4f86172ca3d {
  # Everything a person can ask of a node. Each call is one step: what it answers is committed.

  init @0 InitRequest -> (problem :Problem);
  unlock @1 (passphrase :Secret) -> (problem :Problem);
  lock @2 () -> (problem :Problem);
  status @3 () -> (problem :Problem, value :Status);
  doctor @4 () -> (problem :Problem, value :List(Check));
  stop @5 () -> (problem :Problem);
  # The process ends when the answer has left.

  relays @6 () -> (problem :Problem, value :List(Relay));
  relayAdd @7 (address :Text, password :Secret) -> (problem :Problem);
  # `password` is null for an open relay.
  relayRemove @8 (address :Text) -> (problem :Problem, value :RelayRemoved);
  configSet @9 (key :Text, value :Text) -> (problem :Problem);
  config @10 () -> (problem :Problem, value :List(Setting));

  contactInvite @11 (name :Text) -> (problem :Problem, value :Invite);
  # Without a name the node picks one.
  contactAccept @12 (invite :Text, name :Text, allowRelay :Bool) -> (problem :Problem, value :Contact);
  # `allowRelay`: the invite may lead to a relay that is not one of the owner's, without Tor.
  contacts @13 () -> (problem :Problem, value :List(Contact));
  contact @14 (name :Text) -> (problem :Problem, value :Contact);
  contactVerify @15 (name :Text, confirm :Bool, words :Text) -> (problem :Problem, value :Contact);
  # `words`: those that were compared; empty: those that were shown last. With `confirm` alone.
  contactRename @16 (name :Text, newName :Text) -> (problem :Problem);
  contactMute @17 (name :Text, muted :Bool) -> (problem :Problem);
  contactRemove @18 (name :Text) -> (problem :Problem);

  circleNew @19 (name :Text, regions :List(Text)) -> (problem :Problem, value :Circle);
  circles @20 () -> (problem :Problem, value :List(Circle));
  circle @21 (name :Text) -> (problem :Problem, value :Circle);
  circleAdd @22 (circle :Text, contact :Text) -> (problem :Problem, value :Circle);
  circleRemove @23 (circle :Text, member :Text) -> (problem :Problem, value :Circle);
  circleJoin @24 (circle :Text) -> (problem :Problem);
  circleLeave @25 (circle :Text) -> (problem :Problem);

  alertSend @26 SendRequest -> (problem :Problem, value :Sent);
  alerts @27 (region :Text, since :MaybeInstant, limit :UInt32, offset :UInt32, text :Text, severity :Text) -> (problem :Problem, value :List(AlertLine));
  # `region` is null for all.
  alert @28 (id :Text) -> (problem :Problem, value :AlertShown);
  # The id, or its first 6 characters and more.
  alertCorroborate @29 (id :Text, reason :Text, basis :Text) -> (problem :Problem, value :Sent);
  # `basis` null: first_hand.
  check @30 (text :Text) -> (problem :Problem, value :Checked);

  events @31 (after :UInt64, waitMs :Int64) -> (problem :Problem, value :List(Event));
  # What happened after `after`. When nothing has, the node holds the call until something does or
  # `waitMs` is over, and then answers with an empty list.

  alertUpdate @32 UpdateRequest -> (problem :Problem, value :Sent);
  alertRetract @33 (id :Text, reason :Text) -> (problem :Problem, value :Sent);
  # Of an own alert. `value.id` is the retraction's own.

  journal @34 () -> (problem :Problem, journal :Journal);
  # What a person asks of her own journal (journal.capnp). The same for as long as the connection lasts:
  # while the node is locked, each of its calls says so.

  circleMove @38 (circle :Text) -> (problem :Problem, value :Circle);
  # The same people on a new board.
  torSet @35 (mode :Text, proxy :Text) -> (problem :Problem);
  # `mode`: off, on, require. `proxy` null: the one that is set, else Tor's usual one. Needs no passphrase.

  notices @36 (ended :Bool) -> (problem :Problem, value :List(Notice));
  # Open ones, the oldest first; with `ended` also those that are dealt with.
  noticeDone @37 (id :Text) -> (problem :Problem);
}

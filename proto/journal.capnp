@0xeaa75868098fab50;
# The journal over the control socket: what a person asks of her own record.
#
# Journal mirrors node/api/journal_api.h, call by call, under the rules of control.capnp. Incidents,
# persons of concern and own identifiers cross as JSON texts (incident/1, subject/1, own/1), so that there
# is one reader, in the node. Files cross in pieces. An id may be shortened to its first 6 characters
# wherever one is asked for.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::control");

using Answer = import "answer.capnp";
using Problem = Answer.Problem;
using MaybeInstant = Answer.MaybeInstant;

# ---- incidents

struct NoteRequest @0xde11804b8341fcdd {
  # What happened, in one go.

  text @0 :Text;
  # Becomes the account of a new incident.
  subject @1 :Text;
  # Id or label of a person of concern; null for none.
}

struct IncidentRef @0xece38d88c4e1f738 {
  # What was written.

  id @0 :Text;
  written @1 :Int64;
  # When it was first written; no edit changes it.
  version @2 :UInt32;
  warnings @3 :List(Text);
  # Plain words: what may not be meant that way.
}

struct IncidentWrite @0xa099beeddb66a212 {
  # One incident, whole.

  id @0 :Text;
  # Empty for a new one.
  json @1 :Text;
  # incident/1.
  state @2 :Text;
  # note, draft, complete; empty: as it is, and complete for a new one.
  subject @3 :Text;
  # Id or label; null: as it is; empty: no one.
  basedOn @4 :UInt32;
  # Of an edit: the version that was read.
}

struct EvidenceLine @0x81831e5aa5fdd3f6 {
  # A file in a list.

  id @0 :Text;
  incident @1 :Text;
  name @2 :Text;
  # As the file was called. Foreign text; never a path.
  mime @3 :Text;
  # By content.
  sha256 @4 :Text;
  # Hex, of the original bytes.
  how @5 :Text;
  # own_screenshot, saved_message, saved_voicemail, photo_of_letter, photo, recording, from_third_party,
  # other
  size @6 :UInt64;
  # Bytes.
  imported @7 :Int64;
}

struct Hint @0xc5dc83ce85dc57b9 {
  # What may apply. Never a verdict.

  id @0 :Text;
  # H1 ... H10
  text @1 :Text;
  card @2 :Text;
  # Id of the card that explains it.
  nation @3 :Text;
  pack @4 :Text;
  packDate @5 :Text;
  # Where the card stands.
  because @6 :List(Text);
  # Ids of incidents.
}

struct Consent @0xaf80987de9dec27b {
  # One permission.

  id @0 :Text;
  incident @1 :Text;
  route @2 :Text;
  # alert, project, scheme, police_anonymous, police_full
  to @3 :Text;
  note @4 :Text;
  shared @5 :List(Text);
  # Ids of alerts that left under it.
  given @6 :Int64;
  withdrawn @7 :MaybeInstant;
  owed @8 :UInt32;
  # Of `shared`: those whose withdrawal waits for room in the outbox.
}

struct Report @0xfae551fe3bdbb3cb {
  # One report that was made, and how it was met.

  id @0 :Text;
  # Empty for a new one.
  incident @1 :Text;
  to @2 :Text;
  # police, num, scheme, project, platform, host, ico, helpline, medical, other
  name @3 :Text;
  consent @4 :Text;
  # Id of the consent; empty for none.
  reference @5 :Text;
  outcome @6 :Text;
  responseQuality @7 :Text;
  at @8 :MaybeInstant;
  # When it was made.
  written @9 :Int64;
  # When it was noted here.
}

struct IncidentLine @0x8b559bedd892a1e6 {
  # An incident in a list.

  id @0 :Text;
  state @1 :Text;
  # note, draft, complete
  headline @2 :Text;
  subject @3 :Text;
  # Id of the person of concern; empty for none.
  subjectLabel @4 :Text;
  written @5 :Int64;
  start @6 :MaybeInstant;
  end @7 :MaybeInstant;
  codes @8 :List(Text);
  regions @9 :List(Text);
  version @10 :UInt32;
  happened @11 :Text;
  # When, in words: by the clocks of the place, and no finer than it was told. Empty: not told.
}

struct IncidentShown @0x9ca29804d5decc76 {
  # An incident, whole.

  line @0 :IncidentLine;
  json @1 :Text;
  # incident/1, of the version that was asked for.
  versions @2 :List(Version);
  evidence @3 :List(EvidenceLine);
  hints @4 :List(Hint);
  consents @5 :List(Consent);
  reports @6 :List(Report);
  review @7 :Int64;
  # She is asked then whether to keep it.

  struct Version {
    number @0 :UInt32;
    at @1 :Int64;
  }
}

struct IncidentQuery @0xb031dbff46e2097b {
  # Which incidents.

  subject @0 :Text;
  # Id or label; null for all.
  state @1 :Text;
  # Null for all.
  codes @2 :List(Text);
  regions @3 :List(Text);
  # Any of these; empty for all.
  since @4 :MaybeInstant;
  until @5 :MaybeInstant;
  oldestFirst @6 :Bool;
  limit @7 :UInt32;
  offset @8 :UInt32;
}

struct Found @0xa10f916975413d35 {
  # What a search found.

  line @0 :IncidentLine;
  why @1 :Text;
  # person, words, number, plate, handle ...
  subject @2 :SubjectLine;
  # Present: a person of concern was found, and `line` is empty.
}

# ---- persons of concern

struct SubjectLine @0xc54b907ab3e72998 {
  # A person of concern in a list.

  id @0 :Text;
  label @1 :Text;
  # The owner's word for him.
  incidents @2 :UInt32;
  first @3 :MaybeInstant;
  last @4 :MaybeInstant;
}

struct SubjectShown @0x876cc533f8e8258e {
  # A person of concern, whole.

  line @0 :SubjectLine;
  json @1 :Text;
  # subject/1
  identifiers @2 :List(Text);
  # "phone +447700900123", from the incidents and his own.
  hints @3 :List(Hint);
}

struct MaybeSame @0x86f8d3ecd9f37731 {
  # Another person of concern who may be the same one.

  subject @0 :SubjectLine;
  shared @1 :List(Text);
  # Identifiers that both have.
}

struct Undo @0xaf15ff14fb1bed7d {
  # A merge or split that can be undone.

  id @0 :Text;
  what @1 :Text;
  # Plain words.
  at @2 :Int64;
  undone @3 :Bool;
}

# ---- evidence

struct EvidenceStart @0xbdcafde9fc2c49b8 {
  # A file that is about to come.

  incident @0 :Text;
  name @1 :Text;
  size @2 :UInt64;
  # Bytes, as announced; another number of bytes is refused.
  how @3 :Text;
  made @4 :MaybeInstant;
  origin @5 :Text;
  # Who it came from.
  note @6 :Text;
}

struct EvidenceShown @0xf3283ae03824715d {
  # A file's card.

  line @0 :EvidenceLine;
  made @1 :MaybeInstant;
  origin @2 :Text;
  note @3 :Text;
  inside @4 :List(Inside);
  # What a picture says besides itself. Foreign text.
  rewritable @5 :Bool;
  # evidenceRewritten can be asked for.
  custody @6 :List(Custody);

  struct Inside {
    kind @0 :Text;
    # place, time, device, software, author, comment, thumbnail, trailing, other
    where @1 :Text;
    text @2 :Text;
  }
  struct Custody {
    number @0 :UInt32;
    line @1 :Text;
    # The exact line that was hashed and signed.
    hash @2 :Text;
    # Hex.
    signature @3 :Text;
    # Base64.
  }
}

struct EvidenceVerdict @0xc1a73acd1bea8e64 {
  # Whether a file and its chain are what they were.

  id @0 :Text;
  name @1 :Text;
  ok @2 :Bool;
  problem @3 :Text;
  # Plain words; empty when ok.
}

struct EvidenceProof @0xe9d346072ce9619a {
  # What goes into the folder of an export, besides the file itself.

  manifest @0 :Text;
  # JSON.
  custody @1 :Text;
  # The chain, a line each.
  publicKey @2 :Text;
  # PEM.
  howTo @3 :Text;
  # How anybody verifies it.
  signatures @4 :Text;
  # A line each, base64.
}

# ---- help

struct Source @0xf614e4e99b7ed08b {
  # Where a statement comes from.

  name @0 :Text;
  url @1 :Text;
  checked @2 :Text;
  # YYYY-MM-DD; empty: not checked.
}

struct Card @0x931a82f6a0b3c8f7 {
  # One card of a pack.

  id @0 :Text;
  kind @1 :Text;
  # law, care, forensic, tip, reminder, checklist, template_text
  title @2 :Text;
  nation @3 :Text;
  pack @4 :Text;
  packDate @5 :Text;
  body @6 :List(Text);
  items @7 :List(Item);
  # Of a checklist.
  sources @8 :List(Source);

  struct Item {
    id @0 :Text;
    text @1 :Text;
    state @2 :Text;
    # open, done, not_for_me
  }
}

struct Timer @0xe9125d7e868ab065 {
  # How long something may help.

  id @0 :Text;
  purpose @1 :Text;
  title @2 :Text;
  nation @3 :Text;
  from @4 :Int64;
  # The earliest possible moment: both limits count from it.
  best @5 :MaybeInstant;
  last @6 :MaybeInstant;
  # None of either: any time, or no clock.
  state @7 :Text;
  # best, may_still, ask_anyway, any_time, no_clock: no time is noted, so none is counted from
  body @8 :List(Text);
  sources @9 :List(Source);
  bestHours @10 :Int32;
  lastHours @11 :Int32;
  # Both limits as hours from when it happened; 0: none.
}

struct Help @0xbcdb68e7f0bd1058 {
  # Someone who may help.

  id @0 :Text;
  name @1 :Text;
  phone @2 :Text;
  web @3 :Text;
  email @4 :Text;
  hours @5 :Text;
  liaison @6 :Text;
  note @7 :Text;
  nation @8 :Text;
  pack @9 :Text;
  packDate @10 :Text;
  purposes @11 :List(Text);
  regions @12 :List(Text);
  languages @13 :List(Text);
  sources @14 :List(Source);
}

struct Care @0x803dd6e13e64eea0 {
  # What may help after an incident.

  careFirst @0 :Bool;
  # Sexual violence, or what may cost a life: `ring` and `first` come before everything.
  first @1 :List(Card);
  timers @2 :List(Timer);
  hints @3 :List(Hint);
  cards @4 :List(Card);
  contacts @5 :List(Help);
  ring @6 :List(Help);
  # Whom to ring before reading on.
}

struct Pack @0xd190f66014a6ee34 {
  # One file of dated data.

  id @0 :Text;
  nation @1 :Text;
  edition @2 :Text;
  # YYYY-MM-DD
  lang @3 :Text;
  origin @4 :Text;
  # built_in, imported
}

# ---- what may leave

struct PacketRequest @0xfeced9a2b755e599 {
  # A document for somebody else.

  kind @0 :Text;
  # police-anonymous, scheme, statement, log, medical, takedown, complaint, platform, withdrawal
  of @1 :Text;
  # Id of an incident, or id or label of a person of concern.
  format @2 :Text;
  # text, html, pdf, json
  lang @3 :Text;
  # Of the fixed words.
  accept @4 :List(Text);
  # Ids of findings that were read and kept.
  fill @5 :List(Gap);
  # Gaps of a letter.

  struct Gap {
    name @0 :Text;
    text @1 :Text;
  }
}

struct Packet @0xe060225094013481 {
  # The document.

  name @0 :Text;
  # A file name that says nothing.
  mime @1 :Text;
  bytes @2 :Data;
  proof @3 :Text;
  # JSON for `packet verify`; empty for anonymous kinds.
  gaps @4 :List(Text);
  # Of a letter: still to be filled.
}

interface Journal @0x8ffa7cdf714d0e44 {
  # Each call is one step: what it answers is committed.

  note @0 NoteRequest -> (problem :Problem, value :IncidentRef);
  incidentWrite @1 IncidentWrite -> (problem :Problem, value :IncidentRef);
  incident @2 (id :Text, version :UInt32) -> (problem :Problem, value :IncidentShown);
  # Version 0: the newest.
  incidents @3 IncidentQuery -> (problem :Problem, value :List(IncidentLine));
  search @4 (text :Text, limit :UInt32, offset :UInt32) -> (problem :Problem, value :List(Found));

  subjectWrite @5 (id :Text, json :Text) -> (problem :Problem, value :SubjectLine);
  # `id` empty: a new one.
  subject @6 (id :Text) -> (problem :Problem, value :SubjectShown);
  subjects @7 (limit :UInt32, offset :UInt32) -> (problem :Problem, value :List(SubjectLine));
  maybeSame @8 (subject :Text) -> (problem :Problem, value :List(MaybeSame));
  subjectMerge @9 (into :Text, from :Text) -> (problem :Problem, value :Undo);
  subjectSplit @10 (subject :Text, incidents :List(Text), newLabel :Text) -> (problem :Problem, value :Undo);
  # These incidents become another person's.
  undo @11 (id :Text) -> (problem :Problem);
  undos @12 () -> (problem :Problem, value :List(Undo));

  evidenceStart @13 EvidenceStart -> (problem :Problem, value :Text);
  # The upload's id, for the three calls that follow.
  evidenceAppend @14 (upload :Text, bytes :Data) -> (problem :Problem);
  # In order, 256 KiB at most.
  evidenceFinish @15 (upload :Text) -> (problem :Problem, value :EvidenceShown);
  evidenceAbandon @16 (upload :Text) -> (problem :Problem);
  evidenceList @17 (incident :Text) -> (problem :Problem, value :List(EvidenceLine));
  # Empty: all.
  evidence @18 (id :Text) -> (problem :Problem, value :EvidenceShown);
  evidenceOpen @19 (id :Text, purpose :Text) -> (problem :Problem, value :EvidenceProof);
  # `purpose`: view, export. Re-hashed, and noted in the custody chain.
  evidenceRead @20 (id :Text, offset :UInt64, most :UInt32) -> (problem :Problem, value :Data);
  evidenceRewritten @21 (id :Text) -> (problem :Problem, value :Data);
  # The picture alone.
  evidenceVerify @22 (id :Text) -> (problem :Problem, value :List(EvidenceVerdict));
  # Empty: all.

  care @23 (incident :Text) -> (problem :Problem, value :Care);
  cards @24 (name :Text, region :Text, lang :Text) -> (problem :Problem, value :List(Card));
  # `name`: an id, or words of a title; empty: all.
  contactsFor @25 (region :Text, purpose :Text) -> (problem :Problem, value :List(Help));
  packs @26 () -> (problem :Problem, value :List(Pack));
  packImport @27 (pack :Data, signature :Data) -> (problem :Problem, value :Pack);

  packet @28 PacketRequest -> (problem :Problem, value :Packet);

  consentGive @29 (incident :Text, route :Text, to :Text, note :Text, shared :List(Text)) -> (problem :Problem, value :Consent);
  consentWithdraw @30 (id :Text) -> (problem :Problem, value :Consent);
  # Retracts the alerts that were shared under it.
  consents @31 (incident :Text) -> (problem :Problem, value :List(Consent));
  # Empty: all.
  reportWrite @32 Report -> (problem :Problem, value :Report);
  reports @33 (incident :Text) -> (problem :Problem, value :List(Report));
  # Empty: all.

  own @34 () -> (problem :Problem, value :Text);
  # own/1
  ownSet @35 (json :Text) -> (problem :Problem);
  redact @36 (text :Text) -> (problem :Problem, value :List(Problem.Finding));
  blockList @37 (subjects :List(Text)) -> (problem :Problem, value :Text);
  # vCard 3.0. Empty list: all.

  dueForReview @38 () -> (problem :Problem, value :List(IncidentLine));
  keepUntil @39 (incident :Text, review :Int64) -> (problem :Problem);
  purge @40 (incident :Text) -> (problem :Problem);
  # Gone from the journal, evidence and all. There is no undo. Gone from the file when cleanUp says 0.
  cleanUp @41 () -> (problem :Problem, value :UInt32);
  # One slice of erasing what a purge left in the file; how many are left. The node goes on by itself
  # too.
}

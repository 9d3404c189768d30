@0xea3840e5b10b9d59;
# The alert: the Four W's of one incident, as it travels and as it is signed.
#
# The bytes are one message of one segment, without a segment table, in canonical form (Cap'n Proto,
# "Canonicalization"): the same alert has exactly one spelling. They are carried as they are: hashed
# as H("alert"; bytes), signed outside, stored, forwarded. A reader checks the form on the very bytes
# that came and never re-encodes them, so that an old node carries a newer alert unharmed.
#
# Presence is part of the meaning. A pointer that is null says "not told"; an empty list, an empty
# text, a Number of zero are told. An enum's `unspecified` says "not told", and is an error where a
# field is required.
#
# Growing: add fields at the end, add enumerants at the end, reuse nothing. A reader that meets an
# enumerant it does not know shows a partial view and does not forward. What must not be passed over
# by older readers goes into `extra` with its name in `mustUnderstand`.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("ww::schema::alert");

struct Alert @0xd1a6c3a7b2e94f01 {
  nonce @0 :Data;
  # 16 random bytes. The id, not carried, is the first 16 bytes of H("alert-id"; authorKey, nonce),
  # so that nobody can take another's. Shown as 26 characters of base32.

  authorKey @1 :Data;
  # Ed25519, 32 bytes, random for this alert and this audience: two audiences cannot tell that one
  # person wrote to both. It corrects and withdraws this alert.

  withdrawKeys @2 :List(Data);
  # At most 3 further keys, 32 bytes each, that may do the same: the original author's, where a
  # curator sends an edited copy. Null or not empty.

  derivedFrom @3 :Ref;
  # The alert that this is an edited copy of. Null: of none.

  refs @4 :Refs;
  # The chain that this continues. Null for a first alert.

  expires @5 :Time;
  # Required. Who carries the alert may read this without understanding the body.

  body @6 :Body;
  # Required.
}

struct Ref @0xb8f0d4c16e2a9702 {
  id @0 :Data;
  # 16 bytes.

  digest @1 :Data;
  # H("alert"; bytes) of that alert, 32 bytes: an id alone could be claimed by another alert.
}

struct Refs @0xc97be53d1f84a603 {
  root @0 :Ref;
  # The first alert of the chain.

  previous @1 :Ref;
  # The newest that the author knew; the root itself when nothing came between. Both null: the
  # author told an empty list.
}

struct Time @0xe40c7d92b65f3804 {
  seconds @0 :Int64;
  # Since 1970-01-01 UTC, within the years 1 to 9999.
}
struct Day @0xa2d9f16b7c03e505 {
  days @0 :Int32;
  # Since 1970-01-01, within the years 1 to 9999.
}
struct Month @0x9f5e08c4d7b21a06 {
  months @0 :UInt32;
  # Twelve times the year, plus the month counted from 0.
}
struct Number @0xd63b2fa98e40c107 {
  value @0 :Int32;
  # A pointer to a Number tells zero from "not told".
}
struct Range @0xf17a4bd05c926e08 {
  lo @0 :Int32;
  hi @1 :Int32;
  # People are described by ranges; lo is not above hi.
}
enum Truth {
  # A yes-or-no question.
  notTold @0;
  no @1;
  yes @2;
}

struct Body @0xcb82e6f3d0175a09 {
  # The model that people, files and scripts share. The names are those of its JSON.

  schema @0 :Text;
  # "fourw/1". Another number after the stroke: partial view, not forwarded.

  kind @1 :Kind;
  # Required.

  status @2 :Status;
  # Required.

  sent @3 :Time;
  # Required. Floored to the hour: the minute would help to tell who sent it.

  reason @4 :Reason;
  # Required for update, dispute and retract.

  lang @5 :Text;
  # Required: BCP 47, of the free text.

  share @6 :Share;
  # Required.

  severity @7 :Severity;
  # Required.

  urgency @8 :Urgency;
  # Required.

  certainty @9 :Certainty;
  # Required.

  basis @10 :Basis;
  # Required.

  action @11 :Action;
  # Required.

  advice @12 :List(Advice);

  what @13 :What;

  who @14 :Who;

  when @15 :When;

  where @16 :Where;

  mustUnderstand @17 :List(Text);
  # Names of fields without which this alert would be misread.

  extra @18 :List(Extra);
  # Fields of a newer model. Kept, shown raw, never acted on. Null or not empty.
}

struct Extra @0x8ed1a57b3f690c0a {
  path @0 :Text;
  # JSON pointer (RFC 6901) from the body.

  json @1 :Text;
  # The value as JSON text; judged like any text from a stranger.
}

struct Share @0xdc5f90b1e7a3480b {
  level @0 :Level;
  # Required.

  hops @1 :Number;
  # 0 to 2; above 0 only at network. The smaller of it and the circle's policy rules.

  support @2 :Truth;
  # The support project may know.

  police @3 :Police;

  stats @4 :Truth;
  # May be counted.
}

struct What @0xb02c7e8f94d15a0c {
  codes @0 :List(Code);
  # 1 to 8; required for alert and update.

  tactics @1 :List(Tactic);

  repeat @2 :Repeat;

  weapon @3 :List(Weapon);

  summary @4 :Text;
  # At most 1,000 characters, NFC, no control characters but newlines.
}
struct Repeat @0xe93d61c0f5b7280d {
  count @0 :Number;
  first @1 :Day;
  last @2 :Day;
}

struct Who @0xa67f03d8b91ce40e {
  n @0 :Number;
  # How many there were.

  withheld @1 :Truth;
  # The number was withheld. That is no identifier.

  people @2 :List(Person);
  # At most 5.

  ids @3 :List(Identifier);
  # At most 20.

  vehicles @4 :List(Vehicle);
  # At most 4.
}

struct Person @0xc1e8b45a70f3d90f {
  # All of it optional. Texts of at most 40 characters, lists of at most 8 entries of at most 120.

  role @0 :Role;
  gender @1 :Gender;
  age @2 :Range;
  # Years.

  heightCm @3 :Range;
  build @4 :Text;
  complexion @5 :Text;
  hair @6 :Hair;
  facialHair @7 :Text;
  eyes @8 :Text;
  glasses @9 :Truth;
  teeth @10 :Text;
  voice @11 :Voice;
  marks @12 :List(Mark);
  smell @13 :List(Text);
  clothing @14 :List(Text);
  words @15 :List(Text);
  # What was said, as it was said.

  distinctive @16 :List(Text);
  names @17 :List(Text);
}
struct Hair @0x94b6d20e8f7c5a10 {
  colour @0 :Text;
  style @1 :Text;
}
struct Voice @0xf80a3c5de9264b11 {
  accent @0 :Text;
  lang @1 :Text;
  note @2 :Text;
}
struct Mark @0xd7295b1f60ae8c12 {
  type @0 :MarkType;
  part @1 :Text;
  # Of the body.

  desc @2 :Text;
}

struct Identifier @0x8c43f7e2a5d09b13 {
  # One thing by which a person of concern may be met again.

  kind @0 :IdentifierKind;
  # Required.

  canon @1 :Text;
  # Required: the one spelling of its kind (phone: E.164; plate: capitals without spaces).

  conf @2 :Confidence;

  lastSeen @3 :Month;
  # Numbers are given to someone else: a match fades from here on.

  platform @4 :Text;
  # Of a handle: the registrable domain. The same handle elsewhere is only a hint.

  cc @5 :Text;
  # Of a plate: the country, ISO 3166-1.

  shown @6 :Text;
  note @7 :Text;
}

struct Vehicle @0xb5e16a90d3f74c14 {
  plate @0 :Text;
  # `?` stands for a character that was not seen.

  cc @1 :Text;
  make @2 :Text;
  model @3 :Text;
  colour @4 :Text;
  note @5 :Text;
  conf @6 :Confidence;
}

struct When @0xea07d8c52b914f15 {
  start @0 :Time;
  end @1 :Time;
  precision @2 :Precision;
  # Both times are floored to it, in UTC.

  tz @3 :Text;
  # The place's, never the device's.
}

struct Where @0x9d74be38f1a60c16 {
  mode @0 :Mode;
  setting @1 :Setting;
  regions @2 :List(Text);
  # ISO 3166-2. No polygons, no coordinates.

  locality @3 :Text;
  online @4 :Online;
}
struct Online @0xc38f52a6e0d97b17 {
  platform @0 :Text;
  host @1 :Text;
}

# The closed lists. A number never changes its meaning.

enum Kind {
  # What this message does.
  unspecified @0;
  alert @1;
  update @2;
  corroborate @3;
  dispute @4;
  retract @5;
}

enum Status {
  # Whether it is meant.
  unspecified @0;
  actual @1;
  exercise @2;
  test @3;
}

enum Level {
  # The widest audience that the author allows, from the narrowest on. There is no public one.
  unspecified @0;
  named @1;
  circle @2;
  circleSupport @3;
  network @4;
}

enum Police {
  # Her consent to passing on to the police, which only a support project can act on.
  unspecified @0;
  none @1;
  anonymous @2;
  full @3;
}

enum Severity {
  # Gravest first.
  unspecified @0;
  extreme @1;
  severe @2;
  moderate @3;
  minor @4;
  unknown @5;
}

enum Urgency {
  # As it was when it was sent. `immediate` reads as `past` 72 hours later.
  unspecified @0;
  immediate @1;
  expected @2;
  future @3;
  past @4;
  unknown @5;
}

enum Certainty {
  # How sure the author is.
  unspecified @0;
  observed @1;
  likely @2;
  possible @3;
  unlikely @4;
  unknown @5;
}

enum Basis {
  # How the author knows.
  unspecified @0;
  firstHand @1;
  toldByAffected @2;
  project @3;
  publicSource @4;
}

enum Action {
  # What readers had better do. Nothing here could be noticed by the person of concern.
  unspecified @0;
  avoid @1;
  avoidBlock @2;
  monitor @3;
  assess @4;
  allClear @5;
}

enum Advice {
  # Coded tips, which every reader sees in her own language.
  unspecified @0;
  moveAway @1;
  workInPairs @2;
  ring999IfSeen @3;
  doNotPayBeforeAdvice @4;
  keepMessages @5;
  tellVenue @6;
  saveEvidence @7;
}

enum Code {
  # What happened.
  unspecified @0;
  rape @1;
  sexualAssaultPenetration @2;
  sexualAssault @3;
  stealthing @4;
  physicalAssault @5;
  threatViolence @6;
  falseImprisonment @7;
  drugging @8;
  robbery @9;
  burglary @10;
  theft @11;
  fraudNonpayment @12;
  policeImpersonation @13;
  criminalDamage @14;
  harassment @15;
  stalking @16;
  maliciousComms @17;
  threateningComms @18;
  cyberflashing @19;
  falsePoliceReport @20;
  outing @21;
  outingThreat @22;
  blackmail @23;
  doxxing @24;
  impersonation @25;
  copyrightMisuse @26;
  voyeurismFilming @27;
  nciiSharing @28;
  nciiThreat @29;
  accountTakeover @30;
  spywareTracking @31;
  timewaster @32;
  boundaryPushing @33;
  concern @34;
  other @35;
}

enum Tactic {
  # How somebody pursues, online and offline.
  unspecified @0;
  monitoring @1;
  spyware @2;
  threateningTexts @3;
  trackingDevice @4;
  accountTakeover @5;
  denigration @6;
  imageDistribution @7;
  fakeProfiles @8;
  exclusion @9;
  flaming @10;
  outing @11;
  threatsDissemination @12;
  confidenceTrick @13;
  impersonation @14;
  spamming @15;
  trolling @16;
  bullyingByProxy @17;
}

enum Weapon {
  # What was used or shown.
  unspecified @0;
  none @1;
  knife @2;
  blunt @3;
  firearm @4;
  vehicle @5;
  restraint @6;
  drug @7;
  other @8;
  unknown @9;
}

enum Reason {
  # Why a message other than a first alert is sent. Each belongs to some kinds only.
  unspecified @0;
  addedDetail @1;
  corrected @2;
  consentChanged @3;
  urgencyChanged @4;
  narrowed @5;
  duplicateOf @6;
  sameIdentifierOwnExperience @7;
  samePersonOtherIdentifier @8;
  sawIt @9;
  wrongPerson @10;
  identifierReassigned @11;
  identifierBelongsToSomeoneElse @12;
  notAccurate @13;
  malicious @14;
  unsafeToSomeone @15;
  duplicate @16;
  unsafeForAuthor @17;
  consentWithdrawn @18;
  notTrue @19;
  legal @20;
}

enum Role {
  # Who the person was to the author.
  unspecified @0;
  client @1;
  formerClient @2;
  enquirer @3;
  stranger @4;
  partner @5;
  family @6;
  neighbour @7;
  landlord @8;
  otherClient @9;
  manager @10;
  claimsOfficial @11;
  other @12;
}

enum Gender {
  # As the author saw it.
  unspecified @0;
  man @1;
  woman @2;
  nonbinary @3;
  unknown @4;
}

enum MarkType {
  # What sort of mark.
  unspecified @0;
  tattoo @1;
  scar @2;
  piercing @3;
  birthmark @4;
  other @5;
}

enum IdentifierKind {
  # By what a person may be met again.
  unspecified @0;
  phone @1;
  email @2;
  handle @3;
  plate @4;
  payment @5;
  address @6;
  name @7;
  alias @8;
  url @9;
}

enum Confidence {
  # How sure the author is of this very value.
  unspecified @0;
  certain @1;
  likely @2;
  partial @3;
}

enum Precision {
  # To what the times are floored.
  unspecified @0;
  minute @1;
  hour @2;
  day @3;
  week @4;
  month @5;
  unknown @6;
}

enum Mode {
  # Where it took place, in the widest sense.
  unspecified @0;
  inPerson @1;
  online @2;
  phone @3;
  both @4;
}

enum Setting {
  # The kind of place.
  unspecified @0;
  incall @1;
  outcall @2;
  hotel @3;
  street @4;
  vehicle @5;
  venue @6;
  public @7;
  phone @8;
  onlinePlatform @9;
  other @10;
}

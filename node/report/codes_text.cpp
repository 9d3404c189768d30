#include "report/codes_text.h"

#include <iterator>

namespace ww::report {
namespace {

using namespace domain;
using Words = std::string_view;

// Each in the order of its enum; the number of words is checked against the last value.
constexpr Words kCodes[] = {
    "rape",
    "sexual assault by penetration",
    "sexual assault",
    "condom removed or damaged without consent",
    "physical assault",
    "threat of violence",
    "held or kept from leaving",
    "drugged, or something put in a drink",
    "robbery",
    "burglary",
    "theft",
    "not paid, or money taken back",
    "pretended to be police",
    "property damaged",
    "harassment",
    "stalking",
    "indecent, offensive or threatening message",
    "threat of death, serious injury, rape or serious loss",
    "sexual image sent without consent",
    "false report to the police",
    "outed",
    "threat to out",
    "blackmail",
    "private details published",
    "pretended to be her, or somebody else",
    "pictures or texts used without permission",
    "filmed or watched without consent",
    "intimate images shared without consent",
    "threat to share intimate images",
    "account taken over",
    "spyware or tracking device",
    "timewaster",
    "pushed boundaries",
    "something felt wrong",
    "something else",
};
constexpr Words kTactics[] = {
    "watching or waiting outside",
    "spyware on a device",
    "threatening texts",
    "tracking device",
    "account taken over",
    "false or degrading statements",
    "images passed on",
    "false profiles",
    "shutting out of groups or sites",
    "hostile messages in public",
    "outing",
    "threats to publish",
    "tricks to make somebody reveal things",
    "pretending to be somebody else",
    "floods of messages",
    "provoking",
    "getting others to harass",
};
constexpr Words kWeapons[] = {"none",    "knife or blade", "blunt object",
                              "firearm", "vehicle",        "something to tie or hold with",
                              "drug",    "other",          "not known"};
constexpr Words kRoles[] = {"client",
                            "former client",
                            "enquirer",
                            "stranger",
                            "partner",
                            "family member",
                            "neighbour",
                            "landlord",
                            "client of somebody else",
                            "manager",
                            "said to be an official",
                            "other"};
constexpr Words kGenders[] = {"man", "woman", "non-binary person", "not known"};
constexpr Words kMarks[] = {"tattoo", "scar", "piercing", "birthmark", "other mark"};
constexpr Words kIdentifierKinds[] = {"phone number", "e-mail address",  "profile or handle",
                                      "number plate", "payment account", "address",
                                      "name",         "name used",       "web address"};
constexpr Words kConfidences[] = {"certain", "likely", "partly known"};
constexpr Words kPrecisions[] = {"to the minute", "about that hour", "on that day",
                                 "in that week",  "in that month",   "not known exactly"};
constexpr Words kModes[] = {"in person", "online", "by phone", "in person and online or by phone"};
constexpr Words kSettings[] = {"incall", "outcall",      "hotel", "street",          "vehicle",
                               "venue",  "public place", "phone", "online platform", "other"};
constexpr Words kBases[] = {"at first hand", "told by the person it happened to",
                            "from a support project", "from a public source"};
constexpr Words kSeverities[] = {"extreme", "severe", "moderate", "minor", "not known"};
constexpr Words kUrgencies[] = {"happening now", "expected soon", "in the future", "past",
                                "not known"};
constexpr Words kCertainties[] = {"observed", "likely", "possible", "unlikely", "not known"};
constexpr Words kActions[] = {"avoid", "avoid and block", "keep an eye on it", "judge for yourself",
                              "no longer needed"};
constexpr Words kAdvice[] = {
    "move away",     "work in pairs",  "ring 999 if seen", "do not pay before getting advice",
    "keep messages", "tell the venue", "save evidence"};
constexpr Words kStatuses[] = {"actual", "exercise", "test"};
constexpr Words kLevels[] = {"these people, nobody else", "the circle",
                             "the circle and its support project", "the network"};
constexpr Words kPolice[] = {"no police", "police, anonymously", "police, in full"};
constexpr Words kReasons[] = {
    "more detail",
    "corrected",
    "consent changed",
    "urgency changed",
    "for fewer people",
    "the same as another one",
    "met the same herself",
    "the same person by another number or name",
    "saw it",
    "wrong person",
    "the number belongs to somebody else now",
    "the number belongs to somebody else",
    "not accurate",
    "meant to harm",
    "unsafe for somebody",
    "told twice",
    "unsafe for its author",
    "consent withdrawn",
    "not true",
    "for legal reasons",
};
constexpr Words kAlertKinds[] = {"alert", "update", "confirmation", "objection", "withdrawal"};

constexpr Words kChannels[] = {
    "in person", "phone call",   "voicemail", "text message",     "messenger",
    "e-mail",    "social media", "post",      "advertising site", "through somebody else"};
constexpr Words kEffects[] = {"distressed",
                              "alarmed",
                              "nervous",
                              "anxious",
                              "thinking of it every day",
                              "looking over the shoulder",
                              "not sleeping",
                              "not working",
                              "other"};
constexpr Words kRoutes[] = {"vaginal", "anal", "oral", "other"};
constexpr Words kMessageTicks[] = {
    "indecent",        "grossly offensive",        "obscene",        "threatening",
    "threat of death", "threat of serious injury", "threat of rape", "threat of financial loss"};
constexpr Words kMenaces[] = {"violence", "damage to property", "outing", "sharing images",
                              "reporting to authorities"};
constexpr Words kFilmConsents[] = {"agreed to", "not agreed to", "agreed to, then misused"};
constexpr Words kImageUses[] = {"taken", "shared", "posted", "threatened to be shared"};
constexpr Words kExposed[] = {"images",  "phone number", "e-mail address",
                              "address", "real name",    "screenshots of messages",
                              "other"};
constexpr Words kGrounds[] = {"copyright", "data protection", "intimate image", "other"};
constexpr Words kTakedownStates[] = {"found", "recorded", "asked to remove", "removed", "refused"};
constexpr Words kChecklistStates[] = {"open", "done", "not for me"};
constexpr Words kConsentRoutes[] = {"alert to peers", "support project", "reporting scheme",
                                    "police, anonymously", "police, in full"};
constexpr Words kReportTos[] = {
    "police",         "National Ugly Mugs",       "reporting scheme", "support project", "platform",
    "host of a site", "Information Commissioner", "helpline",         "medical service", "other"};
constexpr Words kHowCaptured[] = {"own screenshot",     "saved message", "saved voicemail",
                                  "photo of a letter",  "photo",         "recording",
                                  "from somebody else", "other"};

template <class E, std::size_t N>
constexpr std::string_view at(const Words (&words)[N], E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : std::string_view("other");
}

}  // namespace

// `last`: the enum's last value, so that a value added without words does not compile.
#define WW_WORDS(type, last, table)                                            \
  static_assert(std::size(table) == static_cast<std::size_t>(type::last) + 1); \
  template <>                                                                  \
  std::string_view words_of<type>(type value) {                                \
    return at(table, value);                                                   \
  }
WW_WORDS(Code, other, kCodes)
WW_WORDS(Tactic, bullying_by_proxy, kTactics)
WW_WORDS(Weapon, unknown, kWeapons)
WW_WORDS(Role, other, kRoles)
WW_WORDS(Gender, unknown, kGenders)
WW_WORDS(MarkType, other, kMarks)
WW_WORDS(IdentifierKind, url, kIdentifierKinds)
WW_WORDS(Confidence, partial, kConfidences)
WW_WORDS(Precision, unknown, kPrecisions)
WW_WORDS(Mode, both, kModes)
WW_WORDS(Setting, other, kSettings)
WW_WORDS(Basis, public_source, kBases)
WW_WORDS(Severity, unknown, kSeverities)
WW_WORDS(Urgency, unknown, kUrgencies)
WW_WORDS(Certainty, unknown, kCertainties)
WW_WORDS(Action, all_clear, kActions)
WW_WORDS(Advice, save_evidence, kAdvice)
WW_WORDS(Status, test, kStatuses)
WW_WORDS(Level, network, kLevels)
WW_WORDS(Police, full, kPolice)
WW_WORDS(Reason, legal, kReasons)
WW_WORDS(AlertKind, retract, kAlertKinds)
WW_WORDS(Channel, third_party, kChannels)
WW_WORDS(Effect, other, kEffects)
WW_WORDS(AssaultRoute, other, kRoutes)
WW_WORDS(MessageTick, threat_of_financial_loss, kMessageTicks)
WW_WORDS(Menace, authorities, kMenaces)
WW_WORDS(FilmConsent, agreed_then_misused, kFilmConsents)
WW_WORDS(ImageUse, threatened, kImageUses)
WW_WORDS(Exposed, other, kExposed)
WW_WORDS(TakedownGround, other, kGrounds)
WW_WORDS(TakedownState, refused, kTakedownStates)
WW_WORDS(ChecklistState, not_for_me, kChecklistStates)
WW_WORDS(ConsentRoute, police_full, kConsentRoutes)
WW_WORDS(ReportTo, other, kReportTos)
WW_WORDS(HowCaptured, other, kHowCaptured)
#undef WW_WORDS

}  // namespace ww::report

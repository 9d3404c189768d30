#include "domain/incident_codes.h"

#include "domain/pack.h"

namespace ww::domain {
namespace {

using Names = std::string_view;

constexpr Names kChannels[] = {"in_person", "call",   "voicemail", "sms",     "messenger",
                               "email",     "social", "post",      "ad_site", "third_party"};
constexpr Names kEffects[] = {"distressed",
                              "alarmed",
                              "nervous",
                              "anxious",
                              "thinking_of_it_daily",
                              "looking_over_shoulder",
                              "not_sleeping",
                              "not_working",
                              "other"};
constexpr Names kAssaultRoutes[] = {"vaginal", "anal", "oral", "other"};
constexpr Names kMessageTicks[] = {
    "indecent",        "grossly_offensive",        "obscene",        "threatening",
    "threat_of_death", "threat_of_serious_injury", "threat_of_rape", "threat_of_financial_loss"};
constexpr Names kMenaces[] = {"violence", "damage", "outing", "images", "authorities"};
constexpr Names kFilmConsents[] = {"agreed", "not_agreed", "agreed_then_misused"};
constexpr Names kImageUses[] = {"taken", "shared", "posted", "threatened"};
constexpr Names kExposed[] = {
    "images", "phone", "email", "address", "real_name", "message_screenshots", "other"};
constexpr Names kTakedownGrounds[] = {"copyright", "data_protection", "intimate_image", "other"};
constexpr Names kTakedownStates[] = {"found", "recorded", "asked", "removed", "refused"};
constexpr Names kChecklistStates[] = {"open", "done", "not_for_me"};
constexpr Names kConsentRoutes[] = {"alert", "project", "scheme", "police_anonymous",
                                    "police_full"};
constexpr Names kReportTo[] = {"police", "num", "scheme",   "project", "platform",
                               "host",   "ico", "helpline", "medical", "other"};
constexpr Names kHowCaptured[] = {"own_screenshot",   "saved_message", "saved_voicemail",
                                  "photo_of_letter",  "photo",         "recording",
                                  "from_third_party", "other"};
constexpr Names kCardKinds[] = {"law",      "care",      "forensic",     "tip",
                                "reminder", "checklist", "template_text"};
constexpr Names kWindowPurposes[] = {
    "emergency_contraception", "iud", "pep", "forensic", "sarc", "cctv"};
constexpr Names kHelpPurposes[] = {"emergency",
                                   "police",
                                   "sex_work_scheme",
                                   "stalking",
                                   "images",
                                   "sexual_violence",
                                   "medical",
                                   "data_protection",
                                   "blackmail",
                                   "emotional_support",
                                   "other"};

}  // namespace

#define WW_NAMES(type, table)                          \
  template <>                                          \
  std::span<const std::string_view> names_of<type>() { \
    return table;                                      \
  }
WW_NAMES(Channel, kChannels)
WW_NAMES(Effect, kEffects)
WW_NAMES(AssaultRoute, kAssaultRoutes)
WW_NAMES(MessageTick, kMessageTicks)
WW_NAMES(Menace, kMenaces)
WW_NAMES(FilmConsent, kFilmConsents)
WW_NAMES(ImageUse, kImageUses)
WW_NAMES(Exposed, kExposed)
WW_NAMES(TakedownGround, kTakedownGrounds)
WW_NAMES(TakedownState, kTakedownStates)
WW_NAMES(ChecklistState, kChecklistStates)
WW_NAMES(ConsentRoute, kConsentRoutes)
WW_NAMES(ReportTo, kReportTo)
WW_NAMES(HowCaptured, kHowCaptured)
WW_NAMES(CardKind, kCardKinds)
WW_NAMES(WindowPurpose, kWindowPurposes)
WW_NAMES(HelpPurpose, kHelpPurposes)
#undef WW_NAMES

}  // namespace ww::domain

// Dated data as values: law cards, care windows, help contacts, checklists, letters. Text shown to
// people stands here and nowhere in code; what is here has a nation, a date and a source. json/
// reads the files, packs/ signs and accepts them; core decides what may help now.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/incident_codes.h"
#include "domain/time.h"

namespace ww::domain {

// Where a statement comes from. A statement without a source that somebody can open is `checked`
// nullopt, and is shown as "not checked".
struct Source {
  std::string name;                    // "legislation.gov.uk", "safety guide", ...
  std::string url;                     // as text; never opened by the program. May be empty
  std::optional<std::string> checked;  // YYYY-MM-DD
  bool operator==(const Source&) const = default;
};

enum class CardKind : std::uint8_t { law, care, forensic, tip, reminder, checklist, template_text };

struct ChecklistItem {
  std::string id, text;
  bool operator==(const ChecklistItem&) const = default;
};

struct Card {
  std::string id;  // "law.harassment": the same in every nation's pack
  CardKind kind = CardKind::tip;
  std::string title;
  std::vector<std::string> body;     // paragraphs, plain words
  std::vector<ChecklistItem> items;  // of a checklist
  std::vector<Source> sources;
  bool operator==(const Card&) const = default;
};

// How long something may help, counted from the earliest possible moment. Both limits are shown,
// and "ask anyway" after the second: never "too late".
enum class WindowPurpose : std::uint8_t {
  emergency_contraception,
  iud,
  pep,
  forensic,
  sarc,  // any time: no limits
  cctv,
};
struct CareWindow {
  std::string id;  // "forensic_vaginal", "pep"
  WindowPurpose purpose = WindowPurpose::sarc;
  std::string title;
  std::optional<AssaultRoute> route;       // only for this one
  std::optional<std::int32_t> best_hours;  // "go as soon as you can, best before"
  std::optional<std::int32_t> last_hours;  // "may still be possible, ask"
  std::vector<std::string> body;
  std::vector<Source> sources;
  bool operator==(const CareWindow&) const = default;
};

enum class HelpPurpose : std::uint8_t {
  emergency,
  police,
  sex_work_scheme,
  stalking,
  images,
  sexual_violence,
  medical,
  data_protection,
  blackmail,
  emotional_support,
  other,
};
struct HelpContact {
  std::string id, name;
  std::vector<HelpPurpose> purposes;
  std::vector<std::string> regions;  // ISO 3166-2; empty: the whole nation of the pack
  std::string phone;                 // as it is written for people; empty: none
  std::string web, email;            // as text
  std::string hours, liaison, note;
  std::vector<std::string> languages;
  std::vector<Source> sources;
  bool operator==(const HelpContact&) const = default;
};

// A text with gaps "{{name}}" (report/ fills them).
struct LetterTemplate {
  std::string id;  // "takedown.copyright", "boundary.first"
  std::string lang;
  std::string title;
  std::vector<std::string> body;
  std::vector<Source> sources;
  bool operator==(const LetterTemplate&) const = default;
};

// What may cost a life comes before everything else: whom to ring, and these cards. It holds when
// any of its codes or weapons was ticked, or one of its words stands in what was written.
struct UrgentRule {
  std::string id;
  std::vector<Code> codes;
  std::vector<Weapon> weapons;
  std::vector<std::string> words;  // beginnings of words, in lower case
  std::vector<std::string> cards;
  std::vector<HelpPurpose> purposes;
  bool operator==(const UrgentRule&) const = default;
};

struct RetentionDefaults {
  std::int32_t review_months = 12;
  bool operator==(const RetentionDefaults&) const = default;
};

// The nations that have a pack.
inline constexpr std::array<std::string_view, 5> kPackNations = {"GB-ENG", "GB-WLS", "GB-SCT",
                                                                 "GB-NIR", "IE"};
bool is_pack_nation(std::string_view nation);

struct Pack {
  std::string id;       // "gb-eng"
  std::string nation;   // GB-ENG, GB-WLS, GB-SCT, GB-NIR, IE
  std::string edition;  // YYYY-MM-DD
  std::string lang;     // BCP 47
  std::vector<Card> cards;
  std::vector<CareWindow> windows;
  std::vector<HelpContact> contacts;
  std::vector<LetterTemplate> letters;
  std::vector<UrgentRule> urgent;
  RetentionDefaults retention;
  bool operator==(const Pack&) const = default;
};

}  // namespace ww::domain

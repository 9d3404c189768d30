#include "domain/pack_rules.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "domain/alert_text_rules.h"
#include "domain/pack_limits.h"

namespace ww::domain {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_pack_id(std::string_view text) {
  return !text.empty() && text.size() <= limits::kPackId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' ||
                  c == '_' || c == '-';
         });
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Collects what is wrong, each with the path of the entry it was found in.
class Checker {
 public:
  explicit Checker(const Pack& pack) : pack_(pack) {}
  std::vector<FieldError> run();

 private:
  void refuse(std::string field, const char* code, const char* message) {
    errors_.push_back({std::move(field), code, message});
  }
  void line(const std::string& field, std::string_view text, std::size_t most, bool needed);
  void body(const std::string& field, const std::vector<std::string>& paragraphs);
  void listed(const std::string& field, const std::vector<std::string>& values,
              bool (*fits)(std::string_view));
  void sources(const std::string& field, const std::vector<Source>& sources);
  void needs_source(const std::string& field, const std::vector<Source>& sources);
  void id(const std::string& field, const std::string& id, const std::string& unique);
  void card(const Card& card);
  void window(const CareWindow& window);
  void contact(const HelpContact& contact);
  void letter(const LetterTemplate& letter);
  void urgent(const UrgentRule& rule);

  const Pack& pack_;
  std::vector<FieldError> errors_;
  std::set<std::string> seen_;
};

void Checker::line(const std::string& field, std::string_view text, std::size_t most, bool needed) {
  if (needed && text.empty()) refuse(field, "missing", "This text may not be empty.");
  if (length_of(text) > most) refuse(field, "too_long", "This text is longer than a screen line.");
  if (has_control_characters(text, false)) {
    refuse(field, "control_characters", "This text holds control characters.");
  }
}

void Checker::body(const std::string& field, const std::vector<std::string>& paragraphs) {
  if (paragraphs.size() > limits::kPackParagraphs) {
    refuse(field, "too_many", "These are too many paragraphs.");
  }
  for (const auto& paragraph : paragraphs) {
    line(field, paragraph, limits::kPackParagraph, true);
  }
}

void Checker::listed(const std::string& field, const std::vector<std::string>& values,
                     bool (*fits)(std::string_view)) {
  if (values.size() > limits::kPackListed) refuse(field, "too_many", "These are too many.");
  for (const auto& value : values) {
    if (!fits(value)) refuse(field, "malformed", "One of these is not of its form.");
  }
}

void Checker::sources(const std::string& field, const std::vector<Source>& sources) {
  if (sources.size() > limits::kPackListed) refuse(field, "too_many", "These are too many.");
  for (const auto& source : sources) {
    line(field, source.name, limits::kPackLine, true);
    if (!source.url.empty() && !is_https_address(source.url)) {
      refuse(field, "malformed", "An address begins with https:// and has no spaces.");
    }
    if (!source.checked) continue;
    if (!is_iso_day(*source.checked)) {
      refuse(field, "malformed", "Write the day as YYYY-MM-DD.");
    } else if (*source.checked > pack_.edition) {
      refuse(field, "after_edition", "This was checked after the edition of the pack.");
    }
  }
}

void Checker::needs_source(const std::string& field, const std::vector<Source>& sources) {
  if (sources.empty()) refuse(field, "no_source", "A number or time limit needs its source.");
}

void Checker::id(const std::string& field, const std::string& id, const std::string& unique) {
  if (!is_pack_id(id)) refuse(field, "malformed", "An id is letters, digits, dots, _ and -.");
  if (!seen_.insert(unique).second) refuse(field, "duplicate", "This id stands twice.");
}

void Checker::card(const Card& card) {
  const std::string field = "cards." + card.id;
  id(field, card.id, field);
  line(field, card.title, limits::kPackTitle, true);
  body(field, card.body);
  if (card.body.empty() && card.items.empty()) refuse(field, "missing", "This card says nothing.");
  if (card.items.size() > limits::kPackItems) refuse(field, "too_many", "These are too many.");
  if (card.items.empty() == (card.kind == CardKind::checklist)) {
    refuse(field, "malformed", "A checklist has items, and nothing else has.");
  }
  for (const auto& item : card.items) {
    id(field + "/" + item.id, item.id, field + "/" + item.id);
    line(field, item.text, limits::kPackItem, true);
  }
  sources(field, card.sources);
  if (card.kind == CardKind::law) needs_source(field, card.sources);
}

void Checker::window(const CareWindow& window) {
  const std::string field = "windows." + window.id;
  id(field, window.id, field);
  line(field, window.title, limits::kPackTitle, true);
  body(field, window.body);
  sources(field, window.sources);
  for (const auto& hours : {window.best_hours, window.last_hours}) {
    if (!hours) continue;
    if (*hours < 1 || *hours > limits::kPackHours) {
      refuse(field, "out_of_range", "This is no number of hours for a window.");
    }
    needs_source(field, window.sources);
  }
  if (window.best_hours && window.last_hours && *window.best_hours > *window.last_hours) {
    refuse(field, "out_of_range", "The best time may not end after the last.");
  }
  if (window.route && window.purpose != WindowPurpose::forensic) {
    refuse(field, "malformed", "Only a forensic window depends on what happened where.");
  }
}

void Checker::contact(const HelpContact& contact) {
  const std::string field = "contacts." + contact.id;
  id(field, contact.id, field);
  line(field, contact.name, limits::kPackTitle, true);
  line(field, contact.phone, limits::kPackLine, false);
  line(field, contact.email, limits::kPackLine, false);
  line(field, contact.hours, limits::kPackLine, false);
  line(field, contact.liaison, limits::kPackItem, false);
  line(field, contact.note, limits::kPackParagraph, false);
  if (!contact.web.empty() && !is_https_address(contact.web)) {
    refuse(field, "malformed", "An address begins with https:// and has no spaces.");
  }
  if (contact.purposes.empty()) refuse(field, "missing", "A contact says what it is for.");
  if (contact.purposes.size() > limits::kPackListed) refuse(field, "too_many", "Too many.");
  listed(field, contact.regions, is_region_code);
  listed(field, contact.languages, is_language_tag);
  sources(field, contact.sources);
  needs_source(field, contact.sources);
}

void Checker::letter(const LetterTemplate& letter) {
  const std::string field = "letters." + letter.id + "." + letter.lang;
  id(field, letter.id, field);
  if (!is_language_tag(letter.lang)) refuse(field, "malformed", "This is no language tag.");
  line(field, letter.title, limits::kPackTitle, true);
  body(field, letter.body);
  if (letter.body.empty()) refuse(field, "missing", "This letter says nothing.");
  sources(field, letter.sources);
}

void Checker::urgent(const UrgentRule& rule) {
  const std::string field = "urgent." + rule.id;
  id(field, rule.id, field);
  if (rule.codes.empty() && rule.weapons.empty() && rule.words.empty()) {
    refuse(field, "missing", "This rule never holds.");
  }
  if (rule.cards.empty()) refuse(field, "missing", "This rule shows nothing.");
  if (std::max({rule.codes.size(), rule.weapons.size(), rule.words.size(), rule.cards.size(),
                rule.purposes.size()}) > limits::kPackListed) {
    refuse(field, "too_many", "These are too many.");
  }
  for (const auto& word : rule.words) line(field, word, limits::kPackTitle, true);
  for (const auto& card : rule.cards) {
    const bool known = std::any_of(pack_.cards.begin(), pack_.cards.end(),
                                   [&](const Card& each) { return each.id == card; });
    if (!known) refuse(field, "unknown_card", "The pack has no such card.");
  }
}

std::vector<FieldError> Checker::run() {
  id("id", pack_.id, "id");
  if (!is_pack_nation(pack_.nation)) refuse("nation", "unknown_nation", "No such nation here.");
  if (!is_iso_day(pack_.edition)) refuse("edition", "malformed", "Write the day as YYYY-MM-DD.");
  if (!is_language_tag(pack_.lang)) refuse("lang", "malformed", "This is no language tag.");
  for (const auto& [size, most] : {std::pair{pack_.cards.size(), limits::kPackEntries},
                                   {pack_.windows.size(), limits::kPackWindows},
                                   {pack_.contacts.size(), limits::kPackEntries},
                                   {pack_.letters.size(), limits::kPackEntries},
                                   {pack_.urgent.size(), limits::kPackUrgent}}) {
    if (size > most) refuse("", "too_many", "A pack does not hold so many entries.");
  }
  const auto months = pack_.retention.review_months;
  if (months < 1 || months > limits::kPackReviewMonths) {
    refuse("retention.review_months", "out_of_range", "This is no time to ask again after.");
  }
  for (const auto& entry : pack_.cards) card(entry);
  for (const auto& entry : pack_.windows) window(entry);
  for (const auto& entry : pack_.contacts) contact(entry);
  for (const auto& entry : pack_.letters) letter(entry);
  for (const auto& entry : pack_.urgent) urgent(entry);
  return std::move(errors_);
}

}  // namespace

bool is_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    if (!is_digit(text[at])) return false;
  }
  using namespace std::chrono;
  const year_month_day day{year{number(text.substr(0, 4))},
                           month{static_cast<unsigned>(number(text.substr(5, 2)))},
                           std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  return day.ok();
}

bool is_https_address(std::string_view text) {
  constexpr std::string_view kBegin = "https://";
  return text.size() > kBegin.size() && text.size() <= limits::kPackUrl &&
         text.substr(0, kBegin.size()) == kBegin &&
         text.find('.', kBegin.size()) != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::vector<FieldError> check_pack(const Pack& pack) { return Checker(pack).run(); }

}  // namespace ww::domain

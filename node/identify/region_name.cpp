#include "identify/region_name.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

using domain::RegionTable;
using Named = std::pair<std::string, std::string>;  // code, name

// "Cardiff [Caerdydd GB-CRD]" -> "cardiff"; "Bristol, City of" -> "bristol"; "Leeds City" ->
// "leeds"
std::string plain(const std::string& name) {
  std::string text = latin_lower(name.substr(0, name.find_first_of("[,")));
  std::replace(text.begin(), text.end(), '-', ' ');
  text = std::string(trim(text));
  for (const char* end : {" city", " county"}) {
    const std::string_view last(end);
    if (text.size() > last.size() && text.ends_with(last)) text.resize(text.size() - last.size());
  }
  for (const char* begin : {"the ", "city of ", "county "}) {
    const std::string_view first(begin);
    if (text.size() > first.size() && text.starts_with(first)) text.erase(0, first.size());
  }
  return text;
}

bool has_word(const std::string& name, const std::string& word) {
  return (" " + name + " ").find(" " + word + " ") != std::string::npos;
}
bool begins_a_word(const std::string& name, const std::string& word) {
  return (" " + name).find(" " + word) != std::string::npos;
}

std::optional<std::string> country(const RegionTable& table, const std::string& text) {
  const std::string name = plain(text);
  for (const char* word : {"uk", "united kingdom", "britain", "great britain"}) {
    if (name == word) return "GB";
  }
  for (const char* word : {"ireland", "republic of ireland", "eire"}) {
    if (name == word) return "IE";
  }
  if (name == "london" || name == "greater london") return "GB-ENG";
  const std::string code = upper(text);
  if (table.knows(code) || code == "GB" || code == "IE") return code;
  if (!domain::is_country_code(code)) return std::nullopt;
  const auto names = table.names();
  const bool there = std::any_of(names.begin(), names.end(), [&](const Named& each) {
    return each.first.substr(0, 2) == code;
  });
  return there ? std::optional(code) : std::nullopt;
}

// The best country first; within one, by code.
std::size_t rank(const std::string& code, const std::string& home) {
  const auto nation = code.substr(0, 2);
  if (nation == home.substr(0, 2)) return 0;
  return nation == "GB" || nation == "IE" ? 1 : 2;
}

}  // namespace

RegionReading read_region(const RegionTable& table, const std::string& given,
                          const std::string& home_region) {
  const std::string text(trim(given));
  if (text.empty()) return {};
  if (const auto code = country(table, text)) return {code, {}};
  const std::string wanted = plain(text);
  if (wanted.empty()) return {};
  const auto names = table.names();
  const Named* exact = nullptr;
  std::vector<const Named*> whole, near;
  for (const auto& each : names) {
    const std::string name = plain(each.second);
    const auto place = rank(each.first, home_region);
    if (name == wanted && (exact == nullptr || place < rank(exact->first, home_region)))
      exact = &each;
    if (place == 2) continue;
    if (has_word(name, wanted)) whole.push_back(&each);
    if (begins_a_word(name, wanted) || (wanted.size() > 3 && edit_distance(name, wanted) <= 2))
      near.push_back(&each);
  }
  if (exact != nullptr) return {exact->first, {}};
  if (whole.size() == 1) return {whole.front()->first, {}};
  RegionReading reading;
  for (const auto* each : near) {
    if (reading.near.size() < kNearRegions)
      reading.near.push_back(each->second.substr(0, each->second.find(" [")) + " (" + each->first +
                             ")");
  }
  return reading;
}

}  // namespace ww::identify

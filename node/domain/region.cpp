#include "domain/region.h"

#include <algorithm>

namespace ww::domain {
namespace {

std::string full_parent(const RegionEntry& entry) {
  std::string country = entry.code.substr(0, 2);
  if (entry.parent.empty()) return country;
  if (entry.parent.find('-') != std::string::npos) return entry.parent;
  return country + "-" + entry.parent;
}

bool is_london(const RegionEntry& entry) {
  return entry.code.substr(0, 3) == "GB-" &&
         (entry.type == "London borough" || entry.type == "City corporation");
}

bool same_word(std::string_view a, std::string_view lower_word) {
  if (a.size() != lower_word.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (c != lower_word[i]) return false;
  }
  return true;
}

}  // namespace

RegionTable::RegionTable(const std::vector<RegionEntry>& entries) {
  for (const auto& entry : entries) {
    if (is_london(entry)) london_.push_back(entry.code);
    regions_[entry.code] = {entry.name, full_parent(entry)};
  }
  std::sort(london_.begin(), london_.end());
}

bool RegionTable::knows(std::string_view code) const {
  return regions_.find(code) != regions_.end();
}

std::optional<std::string> RegionTable::name_of(std::string_view code) const {
  const auto found = regions_.find(code);
  return found == regions_.end() ? std::nullopt : std::optional(found->second.name);
}

std::vector<std::pair<std::string, std::string>> RegionTable::names() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [code, region] : regions_) all.emplace_back(code, region.name);
  return all;
}

std::optional<std::string> RegionTable::parent_of(std::string_view code) const {
  const auto found = regions_.find(code);
  return found == regions_.end() ? std::nullopt : std::optional(found->second.parent);
}

bool RegionTable::covers(std::string_view wide, std::string_view code) const {
  const auto codes = group(wide);
  if (!codes.empty()) {
    return std::find(codes.begin(), codes.end(), std::string(code)) != codes.end();
  }
  std::optional<std::string> at{std::string(code)};
  // A code has few ancestors; the bound is against a table that names itself its parent.
  for (int step = 0; at && step < 8; ++step) {
    if (*at == wide) return true;
    at = parent_of(*at);
  }
  return false;
}

std::vector<std::string> RegionTable::within(std::string_view wide) const {
  std::vector<std::string> codes = group(wide);
  if (!codes.empty()) return codes;
  codes.emplace_back(wide);
  for (const auto& [code, region] : regions_) {
    if (code != wide && covers(wide, code)) codes.push_back(code);
  }
  return codes;
}

std::vector<std::string> RegionTable::group(std::string_view name) const {
  return same_word(name, "london") ? london_ : std::vector<std::string>{};
}

}  // namespace ww::domain

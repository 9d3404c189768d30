// Regions by ISO 3166-2, with the two things that its tables get wrong for us: Irish counties name
// their province without the country ("M" for IE-M), and Greater London has no code (GB-LND is the
// City alone), so that "London" stands here for its 33 codes.
//
// Built once from entries that json/region_json.h reads; the caller says where the file is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ww::domain {

struct RegionEntry {
  std::string code, name, parent, type;
};

class RegionTable {
 public:
  RegionTable() = default;
  explicit RegionTable(const std::vector<RegionEntry>& entries);

  std::size_t size() const { return regions_.size(); }
  bool knows(std::string_view code) const;
  std::optional<std::string> name_of(std::string_view code) const;
  // Every region: code and name, by code.
  std::vector<std::pair<std::string, std::string>> names() const;
  // The next wider code, up to the country: GB-LDS, GB-ENG, GB. nullopt for a country and for what
  // the table does not know.
  std::optional<std::string> parent_of(std::string_view code) const;
  // Whether `wide` (a code, a country such as "GB", or "London") holds `code` or is it.
  bool covers(std::string_view wide, std::string_view code) const;
  // Every code that `wide` covers, itself included where it is a code; `wide` alone when the table
  // does not know it.
  std::vector<std::string> within(std::string_view wide) const;
  // The codes of a group ("London", in any case); empty when it is none.
  std::vector<std::string> group(std::string_view name) const;

 private:
  struct Region {
    std::string name, parent;
  };
  std::map<std::string, Region, std::less<>> regions_;
  std::vector<std::string> london_;
};

}  // namespace ww::domain

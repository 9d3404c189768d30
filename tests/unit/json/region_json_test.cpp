// Goal: a circle that follows a region hears of all that lies in it.
#include "json/region_json.h"

#include <fstream>
#include <sstream>

#include "support/catch.h"

using namespace ww;

namespace {

domain::RegionTable installed() {
  std::ifstream file("/usr/share/iso-codes/json/iso_3166-2.json");
  std::stringstream text;
  text << file.rdbuf();
  auto entries = json::read_regions(text.str());
  REQUIRE(entries.ok());
  return domain::RegionTable(*std::move(entries));
}

}  // namespace

TEST_CASE("the installed table knows codes, names and parents", "[json][region]") {
  const auto table = installed();
  CHECK(table.size() > 4000);
  CHECK(table.knows("GB-LDS"));
  CHECK_FALSE(table.knows("GB-XYZ"));
  CHECK(table.name_of("GB-LDS") == "Leeds");
  CHECK(table.parent_of("GB-LDS") == "GB-ENG");
  CHECK(table.parent_of("GB-ENG") == "GB");
  CHECK_FALSE(table.parent_of("GB"));
  CHECK(table.parent_of("IE-CO") == "IE-M");  // the table says M
}

TEST_CASE("a region covers itself and what lies in it", "[json][region]") {
  const auto table = installed();
  CHECK(table.covers("GB-LDS", "GB-LDS"));
  CHECK(table.covers("GB-ENG", "GB-LDS"));
  CHECK(table.covers("GB", "GB-LDS"));
  CHECK(table.covers("IE-M", "IE-CO"));
  CHECK_FALSE(table.covers("GB-LDS", "GB-ENG"));
  CHECK_FALSE(table.covers("GB-SCT", "GB-LDS"));
  CHECK_FALSE(table.covers("IE", "GB-LDS"));
}

TEST_CASE("what lies within a region is what it covers", "[json][region]") {
  const auto table = installed();
  const auto england = table.within("GB-ENG");
  CHECK(std::find(england.begin(), england.end(), "GB-LDS") != england.end());
  CHECK(std::find(england.begin(), england.end(), "GB-ENG") != england.end());
  CHECK(std::find(england.begin(), england.end(), "GB-GLG") == england.end());
  CHECK(table.within("London").size() == 33);
  CHECK(table.within("XX-YY") == std::vector<std::string>{"XX-YY"});
}

TEST_CASE("London is its 33 codes, and the City is not London", "[json][region]") {
  const auto table = installed();
  CHECK(table.group("London").size() == 33);
  CHECK(table.covers("london", "GB-HCK"));
  CHECK(table.covers("London", "GB-LND"));
  CHECK_FALSE(table.covers("London", "GB-LDS"));
  CHECK_FALSE(table.covers("GB-LND", "GB-HCK"));
  CHECK(table.group("Leeds").empty());
}

TEST_CASE("a region that names itself as parent ends nowhere", "[json][region]") {
  const domain::RegionTable table({{"XX-A", "A", "XX-A", ""}});
  CHECK_FALSE(table.covers("XX", "XX-A"));
}

TEST_CASE("what is no table of regions is refused", "[json][region]") {
  CHECK_FALSE(json::read_regions("").ok());
  CHECK_FALSE(json::read_regions("[]").ok());
  CHECK_FALSE(json::read_regions(R"({"3166-2": 1})").ok());
  CHECK(json::read_regions(R"({"3166-2": [1, {"code": 5}, {"code": "GB-LDS"}]})")->size() == 1);
}

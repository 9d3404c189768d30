// Goal: a place that a person names becomes its code before it is kept or looked for, and one that
// is none is told: a setting that reads no number, or an empty list, would look like a quiet place.
#include "engine/places.h"

#include "engine/settings.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::engine;
using Kind = api::Problem::Kind;

namespace {

const domain::RegionTable& regions() {
  static const domain::RegionTable table({{"GB-ENG", "England", "", "Country"},
                                          {"GB-LDS", "Leeds", "GB-ENG", "Metropolitan district"},
                                          {"IE-D", "Dublin", "L", "County"},
                                          {"DE-BE", "Berlin", "", "Land"}});
  return table;
}

std::string kept(const api::Answer<std::string>& answer) { return answer ? *answer : "refused"; }

api::Answer<std::string> set(const std::string& key, const std::string& value) {
  return setting_value(regions(), key, value);
}

}  // namespace

TEST_CASE("the home region is kept as a code, however it is named", "[engine]") {
  const auto [named, code] = GENERATE(table<std::string, std::string>({{"GB", "GB"},
                                                                       {"gb", "GB"},
                                                                       {"England", "GB-ENG"},
                                                                       {"leeds", "GB-LDS"},
                                                                       {"IE", "IE"},
                                                                       {"DE", "DE"}}));
  CAPTURE(named);
  CHECK(kept(set("region", named)) == code);
}

TEST_CASE("a home region that is none is refused, and what is near is named", "[engine]") {
  for (const char* named : {"", "XX", "GB-QQQ", "Nowhere", "G\n", "\xFF"}) {
    CAPTURE(named);
    const auto refused = set("region", named);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::invalid);
  }
  CHECK_THAT(set("region", "Leed").error().message, ContainsSubstring("Leeds (GB-LDS)"));
}

TEST_CASE("without a table whatever has the form of a code is a region", "[engine]") {
  CHECK(kept(place_named({}, "GB-LDS", "GB")) == "GB-LDS");
  CHECK_FALSE(place_named({}, "Leeds", "GB"));
}

TEST_CASE("a setting takes what it is made for, and names what there is", "[engine]") {
  CHECK(kept(set("name", "Robin")) == "Robin");
  for (const std::string& name :
       {std::string(), std::string(41, 'a'), std::string("a\x01"), std::string("\xFF")}) {
    const auto refused = set("name", name);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::invalid);
  }
  CHECK(kept(set("circles", "ask")) == "ask");
  CHECK_THAT(set("circles", "never").error().message, ContainsSubstring("auto or ask"));
  CHECK(set("colour", "red").error().kind == Kind::not_found);
  CHECK_THAT(set("colour", "red").error().message, ContainsSubstring("name, region, circles"));
}

// Goal: a place is understood as people name it, and where it is not, what is near is named instead
// of guessed.
#include "identify/region_name.h"
#include "support/catch.h"

using namespace ww;
using identify::read_region;

namespace {

const domain::RegionTable& places() {
  static const domain::RegionTable regions(
      {{"GB-ENG", "England", "", "Country"},
       {"GB-WLS", "Wales [Cymru GB-CYM]", "", "Country"},
       {"GB-NIR", "Northern Ireland", "", "Province"},
       {"GB-LDS", "Leeds", "GB-ENG", "Metropolitan district"},
       {"GB-MAN", "Manchester", "GB-ENG", "Metropolitan district"},
       {"GB-BST", "Bristol, City of", "GB-ENG", "Unitary authority"},
       {"GB-CRF", "Cardiff [Caerdydd GB-CRD]", "GB-WLS", "Unitary authority"},
       {"GB-BFS", "Belfast City", "GB-NIR", "District"},
       {"GB-KHL", "Kingston upon Hull", "GB-ENG", "Unitary authority"},
       {"GB-KTT", "Kingston upon Thames", "GB-ENG", "London borough"},
       {"IE-D", "Dublin", "L", "County"},
       {"FR-75", "Paris", "", "Department"},
       {"JM-12", "Manchester", "", "Parish"}});
  return regions;
}

std::string code_of(const std::string& text, const std::string& home = "GB") {
  return read_region(places(), text, home).code.value_or("");
}

}  // namespace

TEST_CASE("a place is understood as people name it", "[identify][region]") {
  const auto [text, code] =
      GENERATE(table<std::string, std::string>({{"Leeds", "GB-LDS"},
                                                {" leeds ", "GB-LDS"},
                                                {"gb-lds", "GB-LDS"},
                                                {"GB-LDS", "GB-LDS"},
                                                {"Bristol", "GB-BST"},
                                                {"City of Bristol", "GB-BST"},
                                                {"Cardiff", "GB-CRF"},
                                                {"Belfast", "GB-BFS"},
                                                {"Hull", "GB-KHL"},
                                                {"dublin", "IE-D"},
                                                {"County Dublin", "IE-D"},
                                                {"Wales", "GB-WLS"},
                                                {"Ireland", "IE"},
                                                {"Northern Ireland", "GB-NIR"},
                                                {"UK", "GB"},
                                                {"GB", "GB"},
                                                {"fr", "FR"},
                                                {"Paris", "FR-75"},
                                                {"London", "GB-ENG"}}));
  CAPTURE(text);
  CHECK(code_of(text) == code);
}

TEST_CASE("the country at home goes first", "[identify][region]") {
  CHECK(code_of("Manchester", "GB") == "GB-MAN");
  CHECK(code_of("Manchester", "JM") == "JM-12");
}

TEST_CASE("what is not known is not guessed, and what is near is named", "[identify][region]") {
  CHECK(read_region(places(), "Leads", "GB").near == std::vector<std::string>{"Leeds (GB-LDS)"});
  const auto kingston = read_region(places(), "Kingston", "GB");
  CHECK_FALSE(kingston.code);
  CHECK(kingston.near.size() == 2);
  for (const char* text : {"", "  ", "GB-QQQ", "XX", "Nowhere", "?", "*"}) {
    CAPTURE(text);
    CHECK(code_of(text).empty());
  }
}

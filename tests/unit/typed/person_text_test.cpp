// Goal: an age and a height are kept as the ranges that were said, and nothing is made narrower.
#include "typed/person_text.h"

#include "support/catch.h"
#include "typed/several.h"

using namespace ww;
using namespace ww::typed;
using domain::IdentifierKind;

namespace {

std::string told(const std::optional<domain::Range>& range) {
  if (!range) return "none";
  return std::to_string(range->lo) + "-" + std::to_string(range->hi);
}

}  // namespace

TEST_CASE("an age is a range, as it was said", "[typed][age]") {
  const auto [text, expected] =
      GENERATE(table<std::string, std::string>({{"40", "40-40"},
                                                {"30-40", "30-40"},
                                                {"30 to 40", "30-40"},
                                                {"30s", "30-39"},
                                                {"mid-40s", "44-46"},
                                                {"mid 40s", "44-46"},
                                                {"early 30s", "30-33"},
                                                {"late twenties", "27-29"},
                                                {"in his forties", "40-49"},
                                                {"30's", "30-39"},
                                                {"under 25", "0-24"},
                                                {"over 60", "61-120"},
                                                {"60+", "60-120"},
                                                {"60 or over", "60-120"},
                                                {"about 40", "37-43"},
                                                {"40ish", "37-43"},
                                                {"~40", "37-43"},
                                                {"40 or 45", "40-45"},
                                                {"forty", "40-40"},
                                                {"40 years old", "40-40"},
                                                {"40yo", "40-40"},
                                                {"between 30 and 40", "30-40"},
                                                {"mid to late 40s", "44-49"},
                                                {"30s-40s", "30-49"},
                                                {"teens", "13-19"},
                                                {"30\xE2\x80\x93"
                                                 "40",
                                                 "30-40"}}));
  CAPTURE(text);
  CHECK(told(read_age(text)) == expected);
}

TEST_CASE("what is no age is none", "[typed][age]") {
  for (const char* text : {"", "old", "40-30", "200", "a", "40 and a beard", "35s", "mid", "-5x",
                           "07700 900142", "born 1980"}) {
    CAPTURE(text);
    CHECK(told(read_age(text)) == "none");
  }
}

TEST_CASE("a height is read in centimetres, metres, feet and inches", "[typed][height]") {
  const auto [text, expected] =
      GENERATE(table<std::string, std::string>({{"175", "175-175"},
                                                {"175cm", "175-175"},
                                                {"170-180", "170-180"},
                                                {"170 to 180 cm", "170-180"},
                                                {"1.75", "175-175"},
                                                {"1,75", "175-175"},
                                                {"1m75", "175-175"},
                                                {"1.75m", "175-175"},
                                                {"5'10\"", "178-178"},
                                                {"5'10", "178-178"},
                                                {"5ft 10", "178-178"},
                                                {"5 foot 10", "178-178"},
                                                {"5 ft 10 in", "178-178"},
                                                {"6ft", "183-183"},
                                                {"6'", "183-183"},
                                                {"about 6ft", "180-186"},
                                                {"six foot", "183-183"},
                                                {"six foot two", "188-188"},
                                                {"5'8-5'10", "173-178"},
                                                {"5'8\" to 5'10\"", "173-178"},
                                                {"5\xE2\x80\x99"
                                                 "10\xE2\x80\x9D",
                                                 "178-178"},
                                                {"over 6ft", "184-250"},
                                                {"under 170", "50-169"},
                                                {"6ft tall", "183-183"}}));
  CAPTURE(text);
  CHECK(told(read_height(text)) == expected);
}

TEST_CASE("what is no height is none", "[typed][height]") {
  for (const char* text : {"", "tall", "5", "600", "5'14", "9ft", "1.755", "5'10 and fat",
                           "12 stone", "180-170", "10", "40"}) {
    CAPTURE(text);
    CHECK(told(read_height(text)) == "none");
  }
}

TEST_CASE("ages and heights are shown as they were meant", "[typed][age]") {
  CHECK(age_in_words(*read_age("under 25")) == "under 25");
  CHECK(age_in_words(*read_age("over 60")) == "61 or over");
  CHECK(age_in_words(*read_age("mid-40s")) == "44-46");
  CHECK(height_in_words(*read_height("5'10")) == "178 cm");
  CHECK(height_in_words(*read_height("5'8-5'10")) == "173-178 cm");
  // And read again as the same.
  for (const char* text : {"under 25", "over 60", "30s", "40"})
    CHECK(read_age(age_in_words(*read_age(text))) == read_age(text));
  for (const char* text : {"under 170", "over 6ft", "5'8-5'10", "175"})
    CHECK(read_height(height_in_words(*read_height(text))) == read_height(text));
}

TEST_CASE("several identifiers in one field are several", "[typed][several]") {
  using Texts = std::vector<std::string>;
  const Texts two{"07700 900142", "07700 900143"};
  for (const char* text :
       {"07700 900142, 07700 900143", "07700 900142; 07700 900143", "07700 900142 or 07700 900143",
        "07700 900142\n  07700 900143", "07700 900142 / 07700 900143",
        "07700 900142 AND 07700 900143", "07700 900142;07700 900143\r\n"}) {
    CAPTURE(text);
    CHECK(several(text, IdentifierKind::phone) == two);
  }
  CHECK(several("AB51 XYZ; AB51 XYV", IdentifierKind::plate) == Texts{"AB51 XYZ", "AB51 XYV"});
  CHECK(several("https://a.example/x,1;2 or https://b.example/?q=a,b", IdentifierKind::url) ==
        Texts{"https://a.example/x,1;2", "https://b.example/?q=a,b"});
  CHECK(several("Tom and Jerry, Oraine", IdentifierKind::name) == Texts{"Tom and Jerry", "Oraine"});
  CHECK(several(" ; ,\n", IdentifierKind::phone).empty());
}

// Goal: what an alert names is met in a message however it is written there and whatever stands
// beside it; and what only looks like it is not called the same.
// Method: the questions of engine/check_questions.h to an index in memory (support/text_index.h).
#include "engine/check_questions.h"

#include "support/catch.h"
#include "support/text_index.h"

using namespace ww;
using domain::IdentifierKind;

namespace {

using Known = std::vector<std::string>;
const Known kNothing;

const test::TextIndex& index() {
  static const test::TextIndex filled = [] {
    test::TextIndex all;
    for (const char* phone : {"+447700900142", "+353209150123", "+34655512345"}) {
      all.add(IdentifierKind::phone, phone);
    }
    for (const char* plate : {"AB51XYZ", "AIZ1234", "A1ABC"}) {
      all.add(IdentifierKind::plate, plate, "", "GB");
    }
    all.add(IdentifierKind::plate, "BAB1234", "", "DE");
    all.add(IdentifierKind::email, "clock.test@example.com");
    all.add(IdentifierKind::handle, "clock.tick_ldn", "instagram.com");
    all.add(IdentifierKind::handle, "bigclock77", "chatapp.example");
    all.add(IdentifierKind::handle, "tocksnap", "snapchat.com");
    all.add(IdentifierKind::url, "https://directory.example/ViewProfile.asp?UserID=1234567");
    all.add(IdentifierKind::payment, "ukacct:112233-44556677");
    all.add(IdentifierKind::address, "ZZ999ZZ:9:example street");
    all.add(IdentifierKind::name, "clock tickson");
    all.add(IdentifierKind::alias, "bigtick");
    return all;
  }();
  return filled;
}
Known known(const std::string& text, const std::string& home = "GB-LDS") {
  return index().known(text, home);
}

const Known kPhone{"exact +447700900142"}, kPerhaps{"possible +447700900142"};

}  // namespace

TEST_CASE("a number is met with any number, date, time or price beside it", "[engine][check]") {
  for (const char* number : {"07700900142", "07700 900142", "07700 900 142", "+447700900142",
                             "+44 7700 900142", "(07700) 900142", "07700-900142", "07700.900.142",
                             "0044 7700 900142", "+44 (0)7700 900142", "00447700900142"}) {
    for (const char* beside : {"22:15",
                               "24/11/2026",
                               "24.11.2026",
                               "2026-11-24",
                               "24-11-2026",
                               "28/11/26 22:15",
                               "45",
                               "200",
                               "3",
                               "#3",
                               "2 times",
                               "1 hour",
                               "5ft 10",
                               "07700 900199",
                               "+ 07700 900199",
                               "020 7946 0000",
                               "\xC2\xA3"
                               "200",
                               "200.00",
                               "x2",
                               "(2)",
                               "999",
                               "LS1 4AP",
                               "1.",
                               "0"}) {
      for (const char* between : {" ", "  ", ", ", "\n", " - ", "; ", " / "}) {
        const std::string before = std::string(beside) + between + number;
        const std::string behind = std::string(number) + between + beside;
        CAPTURE(before, behind);
        CHECK(known(before) == kPhone);
        CHECK(known(behind) == kPhone);
        CHECK(known("rang " + before + " then " + behind + " again") == kPhone);
      }
    }
  }
}

TEST_CASE("a number is met in every spelling inside a message", "[engine][check]") {
  const auto in = [](const std::string& number) {
    return known("hi hun my nmber is " + number + " call me tonight, 200 for the hour");
  };
  // Blanks and invisible signs.
  for (const char* blank :
       {"\xC2\xA0", "\xE2\x80\x80", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x89", "\xE2\x80\x8A",
        "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x80\x8B", "\xE2\x80\x8D", "\xE2\x80\x8E",
        "\xEF\xBB\xBF", "\t", "%20", "&nbsp;", "\xEF\xB8\x8F", "\xC2\xAD", "\xE2\x80\xAA"}) {
    CAPTURE(blank);
    CHECK(in(std::string("07700") + blank + "900" + blank + "142") == kPhone);
  }
  for (const char* digits : {"0\xEF\xB8\x8F\xE2\x83\xA3"
                             "7\xEF\xB8\x8F\xE2\x83\xA3"
                             "700900142",
                             "\xE2\x93\xAA\xE2\x91\xA6\xE2\x91\xA6"
                             "00900142",
                             "\xE2\x93\xBF\xE2\x9D\xBC\xE2\x9D\xBC"
                             "00900142",
                             "\xD9\xA0\xD9\xA7\xD9\xA7\xD9\xA0\xD9\xA0 900142",
                             "\xEF\xBC\x90\xEF\xBC\x97\xEF\xBC\x97"
                             "00900142",
                             "07700\xE2\x80\x93"
                             "900\xE2\x80\x91"
                             "142"}) {
    CAPTURE(digits);
    CHECK(in(digits) == kPhone);
  }
  // Odd signs, letters and words: possibly.
  for (const char* sign : {"*", "_", "~", "#", "=", "+", "|", ":", ";", ",", "!", "'", "\n",
                           "\xC2\xB7", "\xE2\x80\xA2", "\xE3\x83\xBB", "\xF0\x9F\x93\x9E"}) {
    CAPTURE(sign);
    CHECK(in(std::string("07700") + sign + "900" + sign + "142") == kPerhaps);
  }
  for (const char* guess :
       {"o7700 9oo142", "o77oo9oo142", "O77OO 9OO l42", "07700 900 i42", "077009oo|42",
        "\xD0\x9E"
        "77\xD0\x9E\xD0\x9E 9\xD0\x9E\xD0\x9E"
        "142",
        "\xCE\xBF"
        "77\xCE\xBF\xCE\xBF 900142",
        "07seven00 900142", "o7seven00 9001four2", "07700 nine hundred 142",
        "07700 nine zero zero one four two", "oh double seven oh oh nine hundred one four two",
        "zero seven seven double zero nine double oh one forty two",
        "\xE9\x9B\xB6\xE4\xB8\x83\xE4\xB8\x83\xE9\x9B\xB6\xE9\x9B\xB6\xE4\xB9\x9D\xE9\x9B\xB6\xE9"
        "\x9B\xB6\xE4\xB8\x80\xE5\x9B\x9B\xE4\xBA\x8C"}) {
    CAPTURE(guess);
    CHECK_FALSE(in(guess).empty());
  }
  CHECK(in("0(7)(7)(0)(0)9(0)(0)142") == kPhone);
  CHECK(in("0770090014207700900199") == kPerhaps);  // two without a gap
}

TEST_CASE("numbers of other countries are met in links, and as they are dialled there",
          "[engine][check]") {
  for (const char* text :
       {"https://wa.me/34655512345", "wa.me/34655512345", "whatsapp://send?phone=34655512345",
        "https://api.whatsapp.com/send?phone=34655512345&text=hi", "whatsapp 34655512345",
        "34655512345@s.whatsapp.net", "0034 655 512 345"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"exact +34655512345"});
  }
  CHECK(known("447700900142", "IE") == kPhone);
  CHECK(known("ring 655 512 345", "ES") == Known{"exact +34655512345"});
  CHECK(known("ring 655 512 345") == Known{"possible +34655512345"});
  for (const char* home : {"RO", "PL", "IE", "ES", "DE-BE"}) {
    CAPTURE(home);
    CHECK(known("ring 07700 900142", home) == kPerhaps);
    CHECK(known("07700 900142", home) == kPerhaps);
    CHECK(known("+44 7700 900142", home) == kPhone);
  }
}

TEST_CASE("a longer or another number is not the same", "[engine][check]") {
  for (const char* text :
       {"07700 900143", "107700900142", "077009001421", "17700900142", "7700 900 14", "0770 900142",
        "077 00 words 900142", "+1 770 090 0142", "2026-11-24 22:15 142", "7007 700900 14 2"}) {
    CAPTURE(text);
    const auto met = known(text);
    CHECK(std::find(met.begin(), met.end(), kPhone[0]) == met.end());
  }
  CHECK(known("07700 900143") == kNothing);
  CHECK(known("+1 770 090 0142") == kNothing);
  CHECK(known("nothing to see at 10 for 200, ref 12345678901234567890") == kNothing);
}

TEST_CASE("plates are met short, parted, misread and with a question's mark", "[engine][check]") {
  for (const char* text : {"AB51XYZ",
                           "ab51xyz",
                           "AB51 XYZ",
                           "ab51 xyz",
                           "AB.51.XYZ",
                           "AB51_XYZ",
                           "AB51\xC2\xA0XYZ",
                           "AB51\xE2\x80\x91XYZ",
                           "gb:ab51xyz",
                           "UK:AB51XYZ",
                           "GB AB51 XYZ",
                           "AB51XYZ?",
                           "ab51xyz?",
                           "AB51 XYZ?",
                           "AB51XYZ\xE2\x80\x8B",
                           "AB51/XYZ",
                           "AB51.XYZ van",
                           "a grey van, AB51 XYZ, outside",
                           "a grey van ab51xyz outside",
                           "his plate ab51 xyz i think"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"exact AB51XYZ"});
  }
  for (const char* text : {"\xD0\x90\xD0\x92"
                           "51\xD0\xA5YZ"})
    CHECK(known(text) == Known{"exact AB51XYZ"});
  for (const char* text : {"his plate was AB5l XYZ silver", "his plate was ABSI XYZ silver",
                           "van A851 XYZ there", "he had AB 51 XYZ on it", "IE:AB51XYZ"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"possible AB51XYZ"});
  }
  for (const char* text : {"A1 ABC", "A1ABC", "a1 abc", "GB:A1ABC"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"exact A1ABC"});
  }
  CHECK(known("private plate A1 ABC on a range rover") == Known{"possible A1ABC"});
  CHECK(known("private plate a1 abc on a range rover") == Known{"possible A1ABC"});
  CHECK(known("northern plate AIZ 1234 there") == Known{"exact AIZ1234"});
  CHECK(known("a german one, BAB 1234, there") == Known{"possible BAB1234"});
  CHECK(known("AB52 XYZ") == kNothing);
}

TEST_CASE("mail addresses are met whatever stands around them", "[engine][check]") {
  const Known mail{"exact clock.test@example.com"};
  for (const char* text :
       {"mailto:clock.test@example.com?subject=hi", "clock.test @ example.com",
        "clock.test\xEF\xBC\xA0"
        "example.com",
        "email:clock.test@example.com", "e-mail=clock.test@example.com",
        "<clock.test@example.com>;<other@example.org>",
        "\xE2\x80\x98"
        "clock.test@example.com\xE2\x80\x99",
        "clock.test@example.com\xE2\x80\xA6", "clock.test@example.com,07700900999",
        "clock.test@example.com;other@example.com", "clock.test@example.com/",
        "(clock.test@example.com).", "Clock.Test@Example.COM!"}) {
    CAPTURE(text);
    CHECK(known(text) == mail);
  }
  for (const char* text : {"clock.test (at) example.com", "clock.test at example dot com",
                           "write clock.test[at]example[dot]com ok",
                           "\xD1\x81lock.test@example.com", "clock.test+ads@example.com"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"possible clock.test@example.com"});
  }
}

TEST_CASE("handles and profiles are met with and without their platform", "[engine][check]") {
  const Known handle{"exact clock.tick_ldn"}, perhaps{"possible clock.tick_ldn"};
  for (const char* text :
       {"https://instagram.com/clock.tick_ldn/reel/C07fqT", "ig.me/m/clock.tick_ldn",
        "https://www.instagram.com/stories/clock.tick_ldn/3456/", "instagram: clock.tick_ldn",
        "ig:@clock.tick_ldn", "my ig=@clock.tick_ldn!", "find me on insta - clock.tick_ldn",
        "see [this](https://www.instagram.com/clock.tick_ldn/) page"}) {
    CAPTURE(text);
    const auto met = known(text);
    CHECK((met == handle || met == perhaps));
  }
  CHECK(known("instagram: clock.tick_ldn") == handle);
  for (const char* text :
       {"@clock.tick_ldn\xE2\x80\x99s page", "**@clock.tick_ldn** is bad", "@clock.tick_ldn/@other",
        "it was clock.tick_ldn again and again, ok", "@c1ock.tick_Idn"}) {
    CAPTURE(text);
    CHECK(known(text) == perhaps);
  }
  for (const char* text :
       {"https://www.snapchat.com/add/tocksnap", "snapchat.com/add/tocksnap?share_id=x",
        "snapchat://add/tocksnap", "snap: tocksnap", "\xF0\x9F\x91\xBBtocksnap", "sc: tocksnap"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"exact tocksnap"});
  }
  CHECK(known("bigclock77") == Known{"possible bigclock77"});
  CHECK(known("hi, do you know bigclock77? he was odd with me last week") ==
        Known{"possible bigclock77"});
}

TEST_CASE("accounts, addresses and pages are met in a message", "[engine][check]") {
  for (const char* text : {"11-22-33 44556677", "112233 44556677", "sc: 11-22-33 acc: 44556677",
                           "pay to sort code 112233, account number 44556677 please"}) {
    CAPTURE(text);
    CHECK(known(text) == Known{"exact ukacct:112233-44556677"});
  }
  CHECK(known("he lives at 9 Example Street, Testville ZZ99 9ZZ and is rude") ==
        Known{"exact ZZ999ZZ:9:example street"});
  CHECK(known("see http://directory.example/ViewProfile.asp?UserID=1234567&utm_source=x there") ==
        Known{"exact https://directory.example/ViewProfile.asp?UserID=1234567"});
  CHECK(known("see https://directory.example/ViewProfile.asp?UserID=7654321") == kNothing);
}

TEST_CASE("a name is a hint, in any order, and never the same", "[engine][check]") {
  const Known hint{"possible clock tickson"};
  CHECK(known("Clock Tickson") == hint);
  CHECK(known("tickson, clock") == hint);
  CHECK(known("is this ok for tomorrow at 7? Cl\xC3\xB6"
              "ck TICKSON here, from the ad") == hint);
  CHECK(known("Mr Tickson was here") == kNothing);
  CHECK(known("BigTick") == Known{"possible bigtick"});
  CHECK(known("they call him bigtick and he is often around the station") ==
        Known{"possible bigtick"});
}

TEST_CASE("attack: many names and numbers before it do not hide a known one", "[engine][check]") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "0121 496 0" + std::to_string(100 + i) + ", ";
  CHECK(known(text + "07700 900142") == kPhone);
  CHECK(known(std::string(40'000, 'a') + " 07700 900142") == kPhone);
}

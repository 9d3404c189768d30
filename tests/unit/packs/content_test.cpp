// Goal: no nation's help is wrong in form, incomplete, unsourced or unkind.
// Method: the same questions to every pack that is built in. What is true cannot be tested here;
// what can be tested is that everything with a number says who read it where, or that nobody did.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/never_match.h"
#include "domain/pack_rules.h"
#include "identify/normalise.h"
#include "json/pack_json.h"
#include "json/region_json.h"
#include "packs/packs.h"
#include "packs/required.h"
#include "support/catch.h"

using namespace ww;
using domain::Pack;

namespace {

const std::vector<Pack>& all_packs() {
  static const std::vector<Pack> packs = [] {
    std::vector<Pack> read;
    for (const auto& built_in : packs::built_in_packs()) {
      read.push_back(json::read_pack(built_in.text).pack);
    }
    return read;
  }();
  return packs;
}

// Short numbers have no international form; these are named one by one.
const std::set<std::string> kShortCodes{"999", "112", "101", "111", "116 123"};

// Every text of a pack that a person may read, with the id it stands under.
std::multimap<std::string, std::string> texts_of(const Pack& pack) {
  std::multimap<std::string, std::string> texts;
  const auto add = [&](const std::string& id, const std::vector<std::string>& paragraphs) {
    for (const auto& paragraph : paragraphs) texts.emplace(id, paragraph);
  };
  for (const auto& card : pack.cards) {
    add(card.id, card.body);
    texts.emplace(card.id, card.title);
    for (const auto& item : card.items) texts.emplace(card.id, item.text);
  }
  for (const auto& window : pack.windows) {
    add(window.id, window.body);
    texts.emplace(window.id, window.title);
  }
  for (const auto& contact : pack.contacts) {
    add(contact.id, {contact.note, contact.liaison, contact.hours});
  }
  for (const auto& letter : pack.letters) {
    if (letter.lang == "en") add(letter.id, letter.body);
  }
  return texts;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_checked(const std::vector<domain::Source>& sources) {
  return std::any_of(sources.begin(), sources.end(),
                     [](const domain::Source& source) { return source.checked.has_value(); });
}

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The names of the gaps of a letter; nullopt when braces do not pair up.
std::optional<std::set<std::string>> gaps_of(const domain::LetterTemplate& letter) {
  std::set<std::string> gaps;
  for (const auto& paragraph : letter.body) {
    std::size_t from = 0;
    for (auto open = paragraph.find("{{"); open != std::string::npos;
         open = paragraph.find("{{", from)) {
      const auto close = paragraph.find("}}", open);
      if (close == std::string::npos) return std::nullopt;
      gaps.insert(paragraph.substr(open + 2, close - open - 2));
      from = close + 2;
    }
    if (paragraph.find("}}", from) != std::string::npos) return std::nullopt;
  }
  return gaps;
}

}  // namespace

TEST_CASE("each nation has one pack, and each pack is whole", "[packs]") {
  std::set<std::string> nations;
  for (const auto& pack : all_packs()) {
    CAPTURE(pack.id);
    nations.insert(pack.nation);
    CHECK(domain::check_pack(pack).empty());
    CHECK(packs::missing_from(pack).empty());
  }
  CHECK(all_packs().size() == domain::kPackNations.size());
  for (const auto nation : domain::kPackNations) CHECK(nations.count(std::string(nation)) == 1);
}

TEST_CASE("what is written again reads the same", "[packs]") {
  for (const auto& pack : all_packs()) {
    CAPTURE(pack.id);
    const auto again = json::read_pack(json::write_pack(pack));
    REQUIRE(again.ok());
    CHECK(again.pack == pack);
  }
}

TEST_CASE("every phone number is one of its country, or a named short code", "[packs]") {
  int numbers = 0;
  for (const auto& pack : all_packs()) {
    for (const auto& contact : pack.contacts) {
      if (contact.phone.empty() || kShortCodes.count(contact.phone) != 0) continue;
      CAPTURE(pack.id, contact.id, contact.phone);
      const bool irish = pack.nation == "IE";
      const auto number = identify::normalise_phone(contact.phone, irish ? "IE" : "GB");
      REQUIRE(number.ok());
      CHECK(number->canon.rfind(irish ? "+353" : "+44", 0) == 0);
      CHECK(number->warnings.empty());  // such as a digit that is missing
      ++numbers;
    }
  }
  CHECK(numbers >= 20);
}

TEST_CASE("a helpline that is shown is never matched as a person of concern", "[packs]") {
  const auto never = NeverMatch::parse(packs::never_match_list());
  for (const auto& pack : all_packs()) {
    for (const auto& contact : pack.contacts) {
      if (contact.phone.empty() || kShortCodes.count(contact.phone) != 0) continue;
      CAPTURE(pack.id, contact.id, contact.phone);
      const auto number =
          identify::normalise_phone(contact.phone, pack.nation == "IE" ? "IE" : "GB");
      REQUIRE(number.ok());
      CHECK(never.holds(identify::tokens_of(domain::IdentifierKind::phone, *number)));
    }
  }
}

TEST_CASE("the misprinted numbers of the guide are mended", "[packs]") {
  for (const auto& pack : all_packs()) {
    for (const auto& contact : pack.contacts) {
      CAPTURE(pack.id, contact.id);
      if (contact.id == "stalking-helpline") CHECK(contact.phone == "0808 802 0300");
      if (contact.id == "num") CHECK(contact.phone == "0161 629 9861");
      if (contact.id == "rph") CHECK(contact.phone == "0345 6000 459");
    }
  }
}

TEST_CASE("what has a number or a law in it was read somewhere, or says that nobody looked",
          "[packs]") {
  for (const auto& pack : all_packs()) {
    for (const auto& card : pack.cards) {
      CAPTURE(pack.id, card.id);
      const bool numbers = std::any_of(card.body.begin(), card.body.end(), has_digit);
      if (card.kind == domain::CardKind::law || numbers) CHECK(is_checked(card.sources));
    }
    for (const auto& window : pack.windows) {
      CAPTURE(pack.id, window.id);
      const bool numbers = std::any_of(window.body.begin(), window.body.end(), has_digit);
      if (window.best_hours || window.last_hours || numbers) CHECK(is_checked(window.sources));
      CHECK_FALSE(window.sources.empty());
    }
    for (const auto& contact : pack.contacts) {
      CAPTURE(pack.id, contact.id);
      CHECK(is_checked(contact.sources));
    }
  }
}

TEST_CASE("a page that can be opened has an address; what is from memory is not dated", "[packs]") {
  for (const auto& pack : all_packs()) {
    for (const auto& window : pack.windows) {
      for (const auto& source : window.sources) {
        CAPTURE(pack.id, window.id, source.name);
        if (source.name.find("memory") != std::string::npos) CHECK_FALSE(source.checked);
        if (source.name.find("copy") != std::string::npos) CHECK_FALSE(source.url.empty());
      }
    }
  }
}

TEST_CASE("times have both limits, and the last is not the end", "[packs]") {
  for (const auto& pack : all_packs()) {
    std::map<std::string, domain::CareWindow> windows;
    for (const auto& window : pack.windows) windows[window.id] = window;
    CAPTURE(pack.id);
    CHECK(windows["emergency_contraception_72"].last_hours == 72);
    CHECK(windows["emergency_contraception_120"].last_hours == 120);
    CHECK(windows["iud"].last_hours == 120);
    CHECK(windows["pep"].best_hours == 24);
    CHECK(windows["pep"].last_hours == 72);
    CHECK(windows["forensic_vaginal"].last_hours == 168);
    CHECK(windows["forensic_anal"].best_hours == 48);
    CHECK(windows["forensic_anal"].last_hours == 72);
    CHECK(windows["forensic_oral"].best_hours == 12);
    CHECK(windows["forensic_oral"].last_hours == 48);
    CHECK_FALSE(windows["sarc"].last_hours);
    CHECK_FALSE(windows["cctv"].last_hours);
    for (const auto& window : pack.windows) {
      CAPTURE(window.id);
      if (!window.last_hours) continue;
      CHECK(lower(window.body.back()).find("ask anyway") != std::string::npos);
    }
  }
}

TEST_CASE("no text commands, blames or promises", "[packs]") {
  for (const auto& pack : all_packs()) {
    for (const auto& [id, text] : texts_of(pack)) {
      CAPTURE(pack.id, id, text);
      for (const char* word :
           {"you must", "you should", "you need to", "you have to report", "your fault for",
            "too late", "why did you", "100%", "guarantee", "prostitute", "hooker", "!"}) {
        CHECK(lower(text).find(word) == std::string::npos);
      }
    }
  }
}

TEST_CASE("a contact of a region lies in the nation of its pack", "[packs]") {
  std::ifstream file("/usr/share/iso-codes/json/iso_3166-2.json");
  std::stringstream text;
  text << file.rdbuf();
  auto entries = json::read_regions(text.str());
  REQUIRE(entries.ok());
  const domain::RegionTable table(*std::move(entries));
  int regions = 0;
  for (const auto& pack : all_packs()) {
    for (const auto& contact : pack.contacts) {
      for (const auto& region : contact.regions) {
        CAPTURE(pack.id, contact.id, region);
        CHECK(table.covers(pack.nation, region));
        ++regions;
      }
    }
  }
  CHECK(regions > 0);
}

TEST_CASE("the law cards of a nation name it, and none names another's land by mistake",
          "[packs]") {
  const std::map<std::string, std::string> lands{{"GB-ENG", "(England and Wales)"},
                                                 {"GB-WLS", "(England and Wales)"},
                                                 {"GB-SCT", "(Scotland)"},
                                                 {"GB-NIR", "(Northern Ireland)"},
                                                 {"IE", "(Ireland)"}};
  for (const auto& pack : all_packs()) {
    for (const auto& card : pack.cards) {
      if (card.kind != domain::CardKind::law || card.id == "law.privacy_breach") continue;
      CAPTURE(pack.id, card.title);
      CHECK(card.title.find(lands.at(pack.nation)) != std::string::npos);
    }
  }
}

TEST_CASE("Ireland's pack sends nobody to an authority of the United Kingdom", "[packs]") {
  for (const auto& pack : all_packs()) {
    if (pack.nation != "IE") continue;
    for (const auto& [id, text] : texts_of(pack)) {
      CAPTURE(id, text);
      for (const char* word :
           {"ICO", "Information Commissioner", "NHS 111", "National Ugly Mugs"}) {
        CHECK(text.find(word) == std::string::npos);
      }
    }
  }
}

TEST_CASE("gaps of letters pair up, and every language has the same ones", "[packs]") {
  for (const auto& pack : all_packs()) {
    std::map<std::string, std::set<std::string>> english;
    for (const auto& letter : pack.letters) {
      if (letter.lang == "en") english[letter.id] = gaps_of(letter).value();
    }
    for (const auto& letter : pack.letters) {
      CAPTURE(pack.id, letter.id, letter.lang);
      const auto gaps = gaps_of(letter);
      REQUIRE(gaps);
      CHECK(*gaps == english[letter.id]);
      if (letter.lang != "en") CHECK_FALSE(is_checked(letter.sources));  // no native speaker yet
    }
  }
}

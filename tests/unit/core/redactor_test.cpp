// Goal: what could tell who wrote it, or where she is, is found in whatever spelling; and ordinary
// sentences are left alone, or nobody would read the findings any more.
// Method: raw text through identify/redactor_text.h into core/redactor.h, as the engine does it.
#include "core/redactor.h"

#include "identify/redactor_text.h"
#include "json/alert_json.h"
#include "support/alert_samples.h"
#include "support/catch.h"

using namespace ww;

namespace {

using Names = std::vector<std::string>;

domain::OwnIdentifiers ruby() {
  domain::OwnIdentifiers own;
  own.phones = {"+447700900999"};
  own.names = {"Ruby Sample"};
  own.handles = {"ruby_sample"};
  return own;
}

std::vector<RedactorFinding> findings(const std::string& text, const domain::OwnIdentifiers& own,
                                      bool quoted = false) {
  const auto outgoing = identify::outgoing_text("what.summary", text, "GB", quoted);
  return redact(std::vector{outgoing}, identify::own_tokens(own, "GB"));
}
// "block own_phone: 07700 900 999"
Names told(const std::vector<RedactorFinding>& found) {
  Names out;
  for (const auto& finding : found) {
    out.push_back(std::string(to_string(finding.severity)) + " " + to_string(finding.kind) + ": " +
                  finding.text);
  }
  return out;
}
Names in(const std::string& text, const domain::OwnIdentifiers& own = ruby()) {
  return told(findings(text, own));
}
Names quoted(const std::string& text) { return told(findings(text, ruby(), true)); }

const Names kNone;

}  // namespace

TEST_CASE("sample B01: own phone, name and handle block, the place warns", "[core][redactor]") {
  const std::string text =
      "He texted me on 07700 900 999 and asked for ruby by name at my flat, Flat 9, ZZ99 9ZZ";
  const auto found = findings(text, ruby());
  CHECK(told(found) == Names{"block own_phone: 07700 900 999", "block own_name: ruby",
                             "warn own_handle: ruby", "warn own_place_words: my flat",
                             "warn flat_number: Flat 9", "warn postcode: ZZ99 9ZZ"});
  for (const auto& finding : found) {
    CHECK(finding.field == "what.summary");
    REQUIRE(finding.places.size() == 1);
    CHECK(text.substr(finding.places[0].begin, finding.places[0].size) == finding.text);
  }
}

TEST_CASE("the own phone is found in every spelling", "[core][redactor]") {
  for (const char* text :
       {"07700900999", "07700 900 999", "+44 7700 900999", "0044 7700 900999", "(0)7700-900-999",
        "07 700 90 09 99", "0 7 7 0 0 9 0 0 9 9 9", "07700.900.999", "O77OO 9OO999",
        "\xD9\xA0\xD9\xA7\xD9\xA7\xD9\xA0\xD9\xA0\xD9\xA9\xD9\xA0\xD9\xA0\xD9\xA9\xD9\xA9\xD9\xA9",
        "oh double seven double oh nine oh oh triple nine",
        "zero seven seven zero zero nine zero zero nine nine nine"}) {
    CAPTURE(text);
    const auto found = findings("Ring " + std::string(text) + " now", ruby());
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == RedactionKind::own_phone);
    CHECK(found[0].severity == RedactionSeverity::block);
  }
}

TEST_CASE("another number is nobody's own", "[core][redactor]") {
  CHECK(in("His number is 07700 900123.") == kNone);
  CHECK(in("07700 900 99") == kNone);
}

TEST_CASE("any word of the own name, in any case, accent, script or look-alike",
          "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.names = {"M\xC3\xA4rija Sample"};
  CHECK(in("he knows marija", own) == Names{"block own_name: marija"});
  CHECK(in("he knows M\xC3\x84RIJA!", own) == Names{"block own_name: M\xC3\x84RIJA"});
  CHECK(in("he knows SAMPLE's door", own) == Names{"block own_name: SAMPLE"});
  // Cyrillic, by its reading.
  CHECK(in("\xD0\xBC\xD0\xB0\xD1\x80\xD0\xB8\xD1\x98\xD0\xB0", own).size() == 1);
  CHECK(in("m a r i j a", own) == Names{"block own_name: m a r i j a"});
  CHECK(in("mari\xE2\x80\x8Bja", own).size() == 1);  // an invisible character inside
  CHECK(in("marijan, samples", own) == kNone);
  // Latin "Ruby" with a Cyrillic letter that looks like y.
  CHECK(in("Rub\xD1\x83").size() == 2);  // as name, and as a word of the handle
}

TEST_CASE("a name is not found in the words of a sentence that spell it", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.names = {"Isa Ami"};
  CHECK(in("it is a long way, where am I", own) == kNone);
  CHECK(in("I S A", own) == Names{"block own_name: I S A"});
  own.names = {"Marylou"};
  CHECK(in("Mary Lou was here", own) == Names{"block own_name: Mary Lou"});
  own.names = {"An"};
  CHECK(in("an hour later", own) == kNone);
  CHECK(in("he asked for An", own) == Names{"block own_name: An"});
}

TEST_CASE("the own name is found in scripts without spaces, and with a particle before it",
          "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.names = {"\u738B\u7F8E\u73B2"};
  for (const char* text :
       {"\u6211\u53EB\u738B\u7F8E\u73B2\u3002", "\u6211\u53EB\u7F8E\u73B2\u3002",
        "\u5979\u53EB\u7F8E\u73B2\uFF0C\u4F4F\u5728\u5229\u5179", "\u7F8E\u73B2"}) {
    CAPTURE(text);
    CHECK(in(text, own).size() == 1);
  }
  CHECK(in("\u7F8E\u56FD\u4EBA", own) == kNone);  // "an American" shares a sign
  own.names = {"\u3055\u304F\u3089"};
  CHECK(in("\u3055\u304F\u3089\u3067\u3059", own).size() == 1);
  own.names = {"\u0E19\u0E49\u0E2D\u0E22"};
  CHECK(in("\u0E09\u0E31\u0E19\u0E0A\u0E37\u0E48\u0E2D\u0E19\u0E49\u0E2D\u0E22\u0E04\u0E48\u0E30",
           own)
            .size() == 1);
  own.names = {"\u0639\u0644\u064A\u0627\u0621"};
  CHECK(in("\u0648\u0639\u0644\u064A\u0627\u0621 \u0642\u0627\u0644\u062A", own).size() == 1);
  CHECK(in("\u0644\u0639\u0644\u064A\u0627\u0621", own).size() == 1);
}

TEST_CASE("the own name is found joined, parted, in circles and with what nobody sees",
          "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.names = {"Zo\u00EB Fitz-Gerald"};
  for (const char* text :
       {"Fitzgerald", "FitzGerald", "fitz-gerald", "ZoeFitzGerald", "zoefitzgerald",
        "Fitz\u00ADGerald", "\u24CF\u24DE\u24D4", "\U0001F149\U0001F13E\U0001F134",
        "\U0001F169\U0001F15E\U0001F154", "Z-o-e"}) {
    CAPTURE(text);
    CHECK_FALSE(in("they know " + std::string(text) + " there", own).empty());
  }
  own.names = {"O'Malley"};
  CHECK(in("Ms OMalley", own) == Names{"block own_name: OMalley"});
  CHECK(in("Ms O\u2019Malley", own).size() == 1);
  own.names = {"McDonald"};
  CHECK(in("Donald was here", own) == kNone);
  CHECK(in("mcdonald was here", own) == Names{"block own_name: mcdonald"});
}

TEST_CASE("the word of a platform is no own handle", "[core][redactor]") {
  const std::pair<const char*, const char*> kOwn[] = {
      {"instagram.com:zoe_nightly", "somebodyelse on instagram.com, instagram: somebodyelse"},
      {"https://onlyfans.com/zoe_nightly", "he found me on onlyfans"},
      {"https://onlyfans.com/zoe_nightly/media", "he found me on onlyfans, saw the media"},
      {"twitter: zoe_nightly", "wrote on Twitter"},
      {"snapchat zoe_nightly", "sent a Snapchat"},
      {"ig:@zoe_nightly", "on ig"},
      {"https://insta.example/a/b/zoe_nightly", "on https and www"}};
  for (const auto& [entry, innocent] : kOwn) {
    CAPTURE(entry);
    domain::OwnIdentifiers own;
    own.handles = {entry};
    CHECK(in(innocent, own) == kNone);
    CHECK_FALSE(in("he wrote to zoe_nightly", own).empty());
  }
  domain::OwnIdentifiers own;
  own.handles = {"instagram.com:zoe_nightly"};
  CHECK(in("zoenightly", own) == Names{"block own_handle: zoenightly"});
}

TEST_CASE("the number in an own advertisement blocks alone", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.ads = {"https://ads.example/View.asp?UserID=5550001"};
  CHECK(in("my profile number 5550001", own) == Names{"block own_ad: 5550001"});
  CHECK(in("his is 5550002", own) == kNone);
}

TEST_CASE("names of contacts and circles warn", "[core][redactor]") {
  auto own = identify::own_tokens({}, "GB");
  identify::add_contacts(own, {"Marisol Night", "Al", "The driver", "\u7F8E\u73B2"});
  identify::add_circles(own, {"Blue Lamp North", "abc"});
  const auto met = [&](const std::string& text) {
    return told(redact(std::vector{identify::outgoing_text("what.summary", text, "GB")}, own));
  };
  CHECK(met("he also hurt Marisol") == Names{"warn other_worker: Marisol"});
  CHECK(met("told the blue lamp north") == Names{"warn circle_name: blue lamp north"});
  CHECK(met("\u5979\u53EB\u7F8E\u73B2").size() == 1);
  CHECK(met("the lamp was blue, al night, abc") == kNone);
}

TEST_CASE("the own phone is found in what a message may hide it in", "[core][redactor]") {
  for (const char* text :
       {"0\uFE0F\u20E37\uFE0F\u20E37\uFE0F\u20E300900999", "\u24FF\u277C\u277C00900999",
        "07700*900*999", "07700_900_999", "07seven00 900nine99", "07700%20900%20999",
        "\u96F6\u4E03\u4E03\u96F6\u96F6\u4E5D\u96F6\u96F6\u4E5D\u4E5D\u4E5D",
        "22:15 07700 900999 2 times"}) {
    CAPTURE(text);
    const auto found = in("Ring " + std::string(text) + " now");
    REQUIRE_FALSE(found.empty());
    CHECK_THAT(found[0], ContainsSubstring("block own_phone"));
  }
}

TEST_CASE("own e-mail, handle, advertisement and plate block", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.emails = {"ruby@example.com"};
  CHECK(in("mail Ruby@Example.com please", own) == Names{"block own_email: Ruby@Example.com"});
  CHECK(in("ruby at example dot com", own) == Names{"block own_email: ruby at example dot com"});
  CHECK(in("ruby@example.org", own) == kNone);
  own = {};
  own.handles = {"ruby_sample"};
  CHECK(in("I am @Ruby_Sample there", own) == Names{"block own_handle: Ruby_Sample"});
  CHECK(in("rubysample", own) == Names{"block own_handle: rubysample"});
  CHECK(in("Ruby Sample", own) == Names{"block own_handle: Ruby Sample"});
  CHECK(in("asked for ruby", own) == Names{"warn own_handle: ruby"});
  own = {};
  own.ads = {"https://www.ads.example/ruby-123"};
  CHECK(in("see ads.example/ruby-123", own) == Names{"block own_ad: ads.example/ruby-123"});
  CHECK(in("see ads.example/anna-456", own) == kNone);
  own = {};
  own.plates = {"AB00 TST"};
  CHECK(in("my car ab00tst", own) == Names{"block own_plate: ab00tst"});
  CHECK(in("my car AB 00 TST", own) == Names{"block own_plate: AB 00 TST"});
  CHECK(in("his car AB00 TSU", own) == kNone);
}

TEST_CASE("a short word of a handle is a word of every sentence", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.handles = {"the_rub"};
  CHECK(in("the rub of the green", own) == Names{"block own_handle: the rub"});
  CHECK(in("the man", own) == kNone);
}

TEST_CASE("the own address blocks by its postcode or its street", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.addresses = {"Flat 9, 12 Example Street, Leeds ZZ99 9ZZ"};
  CHECK(in("near zz999zz", own) == Names{"block own_address: zz999zz"});
  CHECK(in("He waited in Example Street", own) == Names{"block own_address: Example Street"});
  CHECK(in("at 12 Example Street", own) ==
        Names{"warn street_address: 12 Example Street", "block own_address: Example Street"});
  CHECK(in("at an example of a street", own) == kNone);
  own.addresses = {"3 Cynon"};
  CHECK(in("at 3 Cynon then", own) == Names{"block own_address: 3 Cynon"});
}

TEST_CASE("a full postcode warns, half a one and ordinary times do not", "[core][redactor]") {
  for (const char* postcode :
       {"ZZ99 9ZZ", "zz999zz", "M1 1AA", "SW1A 1AA", "EC1A-1BB", "D02 X285"}) {
    CAPTURE(postcode);
    CHECK(in("near " + std::string(postcode) + " there") ==
          Names{"warn postcode: " + std::string(postcode)});
  }
  for (const char* text : {"in LS6", "in E1 5pm he came", "on the M25 exit", "A1, 2AB"}) {
    CAPTURE(text);
    CHECK(in(text) == kNone);
  }
}

TEST_CASE("house number with street warns, a number in a sentence does not", "[core][redactor]") {
  CHECK(in("at 12 Example Road") == Names{"warn street_address: 12 Example Road"});
  CHECK(in("at 12a Upper Example Rd") == Names{"warn street_address: 12a Upper Example Rd"});
  CHECK(in("at 7 Fictional Close") == Names{"warn street_address: 7 Fictional Close"});
  for (const char* text :
       {"2 men on the road", "400 pounds", "20 minutes way", "he paid 60 a close"}) {
    CAPTURE(text);
    CHECK(in(text) == kNone);
  }
}

TEST_CASE("a flat with a number warns, a flat that was used does not", "[core][redactor]") {
  CHECK(in("Flat 9") == Names{"warn flat_number: Flat 9"});
  CHECK(in("flat no. 12b") == Names{"warn flat_number: flat no. 12b"});
  CHECK(in("apartment C") == Names{"warn flat_number: apartment C"});
  for (const char* text : {"Flat used", "a flat tyre", "flat a day", "the flat I had"}) {
    CAPTURE(text);
    CHECK(in(text) == kNone);
  }
}

TEST_CASE("words that say whose place it is warn", "[core][redactor]") {
  CHECK(in("he came to My House") == Names{"warn own_place_words: My House"});
  CHECK(in("he knows where I live") == Names{"warn own_place_words: I live"});
  CHECK(in("his flat, where he lives") == kNone);
}

TEST_CASE("a price warns with an own service word, and never without", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.services = {"massage", "dinner date"};
  CHECK(in("400 pounds", own) == kNone);
  CHECK(in("paid 400 pounds for a massage", own) == Names{"warn price_and_service: 400 pounds"});
  CHECK(in("\xC2\xA3"
           "120 for Dinner Date",
           own) == Names{"warn price_and_service: 120"});
  CHECK(in("a massage for nothing", own) == kNone);
  CHECK(in("400 pounds for dinner", own) == kNone);
  CHECK(in("400 pounds for a massage") == kNone);
}

TEST_CASE("names of other workers warn", "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.other_workers = {"Ana B"};
  CHECK(in("he hurt Ana too", own) == Names{"warn other_worker: Ana"});
  CHECK(in("plan b, banana", own) == kNone);
}

TEST_CASE("three digits in words warn, two do not", "[core][redactor]") {
  CHECK(in("call oh seven seven") == Names{"warn digits_in_words: oh seven seven"});
  CHECK(in("one two") == kNone);
  CHECK(in("one or two or three men") == kNone);
  CHECK(in("seven 7 seven") == Names{"warn digits_in_words: seven 7 seven"});
  CHECK(in("one 400 20") == kNone);
}

TEST_CASE("ordinary sentences are left alone", "[core][redactor]") {
  domain::OwnIdentifiers own = ruby();
  own.services = {"massage"};
  own.addresses = {"Flat 9, 12 Example Street, Leeds ZZ99 9ZZ"};
  own.plates = {"AB00 TST"};
  for (const char* text :
       {"400 pounds", "Flat used", "He paid 400 pounds and left.", "He was about 40, 180 cm tall.",
        "Took the money at 22:30 and ran.", "Two men, one with a knife.", ""}) {
    CAPTURE(text);
    CHECK(in(text, own) == kNone);
  }
}

TEST_CASE("the own name in quoted words is masked, the phone still blocks", "[core][redactor]") {
  CHECK(quoted("see you ruby") == Names{"mask own_name: ruby", "mask own_handle: ruby"});
  CHECK(quoted("07700 900999") == Names{"block own_phone: 07700 900999"});
  domain::Alert alert;
  alert.who.emplace();
  alert.who->people.emplace(2);
  (*alert.who->people)[1].words = {{"nothing", "RUBY, I know you, Ruby Sample!"}};
  const auto texts = identify::outgoing_texts(alert, "GB");
  const auto found = redact(texts, identify::own_tokens(ruby(), "GB"));
  mask_quotes(alert, found);
  const auto& words = *(*alert.who->people)[1].words;
  CHECK(words[0] == "nothing");
  CHECK(words[1].find("uby") == std::string::npos);
  CHECK(words[1].find("RUBY") == std::string::npos);
  CHECK(words[1].find("I know you") != std::string::npos);
}

TEST_CASE("her own number and plate block, whatever part of a country is her home",
          "[core][redactor]") {
  domain::OwnIdentifiers own;
  own.phones = {"07700 900999"};
  own.plates = {"AB12 CDE"};
  for (const char* home : {"GB", "GB-LDS", "GB-NIR"}) {
    CAPTURE(home);
    const auto text = identify::outgoing_text("account", "+44 7700 900999, GB AB12CDE", home);
    CHECK(told(redact(std::vector{text}, identify::own_tokens(own, home))) ==
          Names{"block own_phone: 7700 900999", "block own_plate: AB12CDE"});
  }
}

TEST_CASE("a whole handle in quoted words still blocks", "[core][redactor]") {
  CHECK(quoted("ruby_sample") ==
        Names{"block own_handle: ruby_sample", "mask own_name: ruby", "mask own_name: sample"});
}

TEST_CASE("an id stays the same while its words do, and tells nothing of them",
          "[core][redactor]") {
  const auto first = findings("It was ruby.", ruby());
  const auto moved = findings("Well, it was ruby. ruby!", ruby());
  REQUIRE(first.size() == 2);
  REQUIRE(moved.size() == 2);
  CHECK(first[0].id == moved[0].id);
  CHECK(moved[0].places.size() == 2);
  CHECK(first[0].id.size() == 13);
  CHECK(first[0].id != first[1].id);  // as name, as handle
  CHECK(findings("It was RUBY.", ruby())[0].id != first[0].id);
  const auto elsewhere =
      redact(std::vector{identify::outgoing_text("where.locality", "It was ruby.", "GB")},
             identify::own_tokens(ruby(), "GB"));
  CHECK(elsewhere[0].id != first[0].id);
}

TEST_CASE("a person may keep a finding, but never her phone in a warning", "[core][redactor]") {
  const auto found = findings("ruby, 07700 900999, Flat 9", ruby());
  Names ids;
  for (const auto& finding : found) ids.push_back(finding.id);
  REQUIRE(found.size() == 4);
  CHECK(in_the_way(found, {}, domain::Level::circle).size() == 4);
  CHECK(in_the_way(found, ids, std::nullopt).empty());
  for (const auto level : {domain::Level::named, domain::Level::circle, domain::Level::network}) {
    CHECK(told(in_the_way(found, ids, level)) == Names{"block own_phone: 07700 900999"});
  }
  CHECK(in_the_way(found, std::vector{ids[0]}, domain::Level::circle).size() == 3);
}

TEST_CASE("masks never stand in the way", "[core][redactor]") {
  CHECK(in_the_way(findings("ruby", ruby(), true), {}, domain::Level::network).empty());
}

TEST_CASE("identifiers and plates of an alert are judged like its texts", "[core][redactor]") {
  domain::OwnIdentifiers own = ruby();
  own.plates = {"AB00TST"};
  domain::Alert alert;
  alert.who.emplace();
  alert.who->ids.emplace(2);
  (*alert.who->ids)[0].canon = "+447700900999";
  (*alert.who->ids)[1].raw = "07700 900 999";
  alert.who->vehicles.emplace(1);
  alert.who->vehicles->front().plate = "AB00TST";
  const auto found = redact(identify::outgoing_texts(alert, "GB"), identify::own_tokens(own, "GB"));
  Names fields;
  for (const auto& finding : found) {
    CHECK(finding.severity == RedactionSeverity::block);
    fields.push_back(finding.field);
  }
  CHECK(fields == Names{"who.ids[0].canon", "who.vehicles[0].plate", "who.ids[1].raw"});
}

TEST_CASE("the fictional alerts: nothing of their own is found for a stranger",
          "[core][redactor]") {
  for (const auto& sample : test::alert_samples()) {
    CAPTURE(sample.name);
    const auto read = json::read_alert(sample.alert.dump(), domain::Origin::author);
    const auto found =
        redact(identify::outgoing_texts(read.alert, "GB"), identify::own_tokens(ruby(), "GB"));
    CHECK(told(found) == kNone);
  }
}

TEST_CASE("the fictional alerts: whatever identifier they carry is found once it is the author's",
          "[core][redactor]") {
  for (const auto& sample : test::alert_samples()) {
    CAPTURE(sample.name);
    const auto alert = json::read_alert(sample.alert.dump(), domain::Origin::author).alert;
    if (!alert.who || !alert.who->ids) continue;
    for (const auto& id : *alert.who->ids) {
      domain::OwnIdentifiers own;
      const std::string value = id.raw.value_or(id.canon);
      CAPTURE(value);
      if (id.kind == domain::IdentifierKind::phone) own.phones = {value};
      if (id.kind == domain::IdentifierKind::email) own.emails = {value};
      if (id.kind == domain::IdentifierKind::handle) own.handles = {value};
      if (id.kind == domain::IdentifierKind::plate) own.plates = {value};
      if (id.kind == domain::IdentifierKind::url) own.ads = {value};
      if (id.kind == domain::IdentifierKind::address) own.addresses = {value};
      if (id.kind == domain::IdentifierKind::name) own.names = {value};
      if (id.kind == domain::IdentifierKind::alias) own.names = {value};
      if (own == domain::OwnIdentifiers{}) continue;  // payment: nobody's own list has it
      const auto found =
          redact(identify::outgoing_texts(alert, "GB"), identify::own_tokens(own, "GB"));
      const bool blocked = std::any_of(found.begin(), found.end(), [](const auto& finding) {
        return finding.severity == RedactionSeverity::block;
      });
      CHECK(blocked);
    }
  }
}

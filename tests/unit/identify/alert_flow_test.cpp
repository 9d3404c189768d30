// Goal: an author's file becomes the alert that leaves, or is refused with all of its reasons.
#include "identify/alert_identifiers.h"
#include "json/alert_json.h"
#include "support/alert_samples.h"
#include "support/catch.h"

using namespace ww;
using namespace std::chrono_literals;
using std::chrono::year;

namespace {

const Instant kNow = Instant{std::chrono::sys_days{year{2026} / 2 / 1}} + 10h + 42min;

struct Sent {
  domain::Alert alert;
  std::vector<std::string> errors, warnings;  // "field code"
  bool has(const std::string& error) const {
    return std::find(errors.begin(), errors.end(), error) != errors.end();
  }
};

// What a node does with `alert send --file`, but for keys and bytes.
Sent send(const nlohmann::json& file) {
  auto read = json::read_alert(file.dump(), domain::Origin::author);
  Sent sent;
  const auto note = [](const std::vector<domain::FieldError>& from, std::vector<std::string>& to) {
    for (const auto& finding : from) to.push_back(finding.field + " " + finding.code);
  };
  note(read.errors, sent.errors);
  const auto identified = identify::normalise_identifiers(read.alert, "GB");
  note(identified.errors, sent.errors);
  note(identified.warnings, sent.warnings);
  AlertId id;
  id.bytes[0] = 1;
  set_for_sending(read.alert, id, kNow);
  const auto findings = check_alert(read.alert, {kNow, domain::Origin::author, {}, {}});
  note(findings.errors, sent.errors);
  note(findings.warnings, sent.warnings);
  sent.alert = std::move(read.alert);
  return sent;
}
nlohmann::json with_ids(nlohmann::json ids) {
  auto file = test::plain_alert();
  file["who"]["ids"] = std::move(ids);
  return file;
}

}  // namespace

TEST_CASE("every sample leaves as given but for id, sent and expires", "[identify][alert]") {
  for (const auto& sample : test::alert_samples()) {
    CAPTURE(sample.name);
    const auto sent = send(sample.alert);
    CAPTURE(sent.errors.empty() ? "" : sent.errors[0]);
    REQUIRE(sent.errors.empty());
    auto out = nlohmann::json::parse(json::write_alert(sent.alert));
    auto in = sample.alert;
    CHECK(out["sent"] == "2026-02-01T10:00:00Z");
    for (const char* key : {"id", "sent", "expires"}) out.erase(key), in.erase(key);
    CHECK(out == in);
    // Its life is the file's.
    const auto read = json::read_alert(sample.alert.dump(), domain::Origin::author);
    CHECK(sent.alert.expires - sent.alert.sent == read.alert.expires - read.alert.sent);
    // And a peer who gets it finds nothing to refuse.
    CHECK(check_alert(sent.alert, {kNow, domain::Origin::peer, {}, {}}).ok());
  }
}

TEST_CASE("raw gives way to canon", "[identify][alert]") {
  const auto sent = send(with_ids({{{"kind", "phone"}, {"raw", "00 44 (0)7700 900123"}},
                                   {{"kind", "plate"}, {"raw", "ab00 tst"}, {"cc", "GB"}},
                                   {{"kind", "handle"}, {"raw", "chatapp.example:Ruby"}},
                                   {{"kind", "name"}, {"raw", "Märk"}}}));
  REQUIRE(sent.errors.empty());
  const auto ids = nlohmann::json::parse(json::write_alert(sent.alert))["who"]["ids"];
  CHECK(ids[0] == nlohmann::json{{"kind", "phone"}, {"canon", "+447700900123"}});
  CHECK(ids[1] == nlohmann::json{{"kind", "plate"}, {"canon", "GB:AB00TST"}, {"cc", "GB"}});
  CHECK(ids[2] ==
        nlohmann::json{{"kind", "handle"}, {"canon", "ruby"}, {"platform", "chatapp.example"}});
  CHECK(ids[3] == nlohmann::json{{"kind", "name"}, {"canon", "mark"}});
}

TEST_CASE("B02: two numbers in one identifier are refused", "[identify][alert]") {
  const auto sent = send(with_ids({{{"kind", "phone"}, {"raw", "07700-900-123/124"}}}));
  CHECK(sent.has("who.ids[0].raw ambiguous"));
  CHECK(sent.alert.who->ids->front().canon.empty());
}

TEST_CASE("B03: letters for digits are refused with the offer", "[identify][alert]") {
  const auto sent = send(with_ids({{{"kind", "phone"}, {"raw", "O77OO 9OO123"}},
                                   {{"kind", "plate"}, {"raw", "ABOO TST"}, {"cc", "GB"}}}));
  CHECK(sent.has("who.ids[0].raw ambiguous"));
  CHECK(sent.has("who.ids[1].raw ambiguous"));
  // Whoever chooses the odd one may have it.
  const auto chosen = send(with_ids({{{"kind", "plate"}, {"canon", "ABOOTST"}, {"cc", "GB"}}}));
  CHECK(chosen.errors.empty());
  CHECK(chosen.warnings == std::vector<std::string>{"who.ids[0].canon ambiguous"});
}

TEST_CASE("B06: a nuisance at level clear is refused for each of its faults", "[identify][alert]") {
  auto file = with_ids({{{"kind", "phone"}, {"canon", "+447700900111"}},
                        {{"kind", "address"}, {"canon", "ZZ999ZZ:9"}}});
  file["share"]["level"] = "clear";
  file["what"]["codes"] = {"timewaster"};
  const auto sent = send(file);
  CHECK(sent.has("share.level not_allowed"));
  CHECK(sent.has("who.ids[0] level"));
  CHECK(sent.has("who.ids[1] forbidden"));
  file["share"]["level"] = "named";
  const auto named = send(file);
  CHECK_FALSE(named.has("who.ids[0] level"));
  CHECK(named.has("who.ids[1] forbidden"));
}

TEST_CASE("a canon that is not canonical is refused with the right one", "[identify][alert]") {
  for (const auto& [kind, canon] :
       {std::pair{"phone", "07700 900123"}, std::pair{"email", "A@example.com"},
        std::pair{"handle", "@Ruby"}, std::pair{"plate", "ab00tst"},
        std::pair{"payment", "iban:gb82 west12345698765432"}, std::pair{"name", "Mark"},
        std::pair{"url", "https://Scraper.example/"}, std::pair{"address", "zz999zz:9"}}) {
    CAPTURE(kind);
    CHECK(
        send(with_ids({{{"kind", kind}, {"canon", canon}}})).has("who.ids[0].canon not_canonical"));
  }
  CHECK(send(with_ids({{{"kind", "handle"}, {"canon", "ruby"}, {"platform", "www.a.example"}}}))
            .has("who.ids[0].platform not_canonical"));
  CHECK(send(with_ids({{{"kind", "payment"}, {"canon", "iban:GB83WEST12345698765432"}}}))
            .has("who.ids[0].canon not_readable"));
}

TEST_CASE("text that is not in NFC is refused wherever it stands", "[identify][alert]") {
  const std::string odd = "e\xCC\x81";
  auto file = test::plain_alert();
  file["what"]["summary"] = odd;
  file["who"]["people"] = {{{"words", {"a", odd}}, {"hair", {{"colour", odd}}}}};
  file["where"] = {{"locality", odd}};
  const auto sent = send(file);
  CHECK(sent.errors ==
        std::vector<std::string>{"what.summary not_nfc", "who.people[0].hair.colour not_nfc",
                                 "who.people[0].words[1] not_nfc", "where.locality not_nfc"});
  file = test::plain_alert();
  file["what"]["summary"] = "é";
  CHECK(send(file).errors.empty());
}

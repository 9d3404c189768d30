// Goal: each rule of the model holds at its limit and is broken one past it, and says where.
#include "domain/alert_rules.h"

#include "domain/alert_limits.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

const Instant kNow = Instant{sys_days{year{2026} / 2 / 1}} + 10h + 30min;

Alert plain() {
  Alert alert;
  alert.sent = Instant{sys_days{year{2026} / 2 / 1}} + 10h;
  alert.expires = alert.sent + days{90};
  alert.lang = "en-GB";
  alert.share.level = Level::circle;
  alert.severity = Severity::extreme;
  alert.what.emplace();
  alert.what->codes = {Code::robbery};
  return alert;
}
RuleContext author() { return {kNow, Origin::author, {}, {}}; }
RuleContext peer() { return {kNow, Origin::peer, {}, {}}; }

using Errors = std::vector<std::string>;
Errors errors(const Alert& alert, const RuleContext& context = author()) {
  Errors out;
  for (const auto& error : check_alert(alert, context).errors) {
    CHECK_FALSE(error.message.empty());
    out.push_back(error.field + " " + error.code);
  }
  return out;
}
template <class Bend>
Errors bent(Bend bend, const RuleContext& context = author()) {
  Alert alert = plain();
  bend(alert);
  return errors(alert, context);
}
const Errors kNone;

Identifier id(IdentifierKind kind, std::string canon) {
  Identifier out;
  out.kind = kind;
  out.canon = std::move(canon);
  return out;
}
// An alert with one identifier, under codes, at a level.
Errors carrying(IdentifierKind kind, const char* canon, std::vector<Code> codes, Level level) {
  return bent([&](Alert& a) {
    a.what->codes = codes;
    a.share.level = level;
    a.who.emplace();
    a.who->ids = {id(kind, canon)};
  });
}
std::string repeated(std::size_t count, const std::string& what = "é") {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += what;
  return out;
}

}  // namespace

TEST_CASE("a small alert breaks no rule", "[domain][alert]") {
  CHECK(errors(plain()) == kNone);
  CHECK(errors(plain(), peer()) == kNone);
  CHECK(check_alert(plain(), author()).warnings.empty());
}

TEST_CASE("an alert and an update need a code, the others need none", "[domain][alert]") {
  CHECK(bent([](Alert& a) { a.what.reset(); }) == Errors{"what.codes missing"});
  CHECK(bent([](Alert& a) { a.what->codes.reset(); }) == Errors{"what.codes missing"});
  CHECK(bent([](Alert& a) { a.what->codes->clear(); }) == Errors{"what.codes too_few"});
  const auto other = [](AlertKind kind, Reason reason) {
    return bent([&](Alert& a) {
      a.kind = kind, a.reason = reason, a.refs = {AlertId{}};
      a.what.reset();
    });
  };
  CHECK(other(AlertKind::update, Reason::corrected) == Errors{"what.codes missing"});
  CHECK(other(AlertKind::corroborate, Reason::saw_it) == kNone);
  CHECK(other(AlertKind::dispute, Reason::malicious) == kNone);
  CHECK(other(AlertKind::retract, Reason::not_true) == kNone);
}

TEST_CASE("refs and reasons belong to their kinds", "[domain][alert]") {
  CHECK(bent([](Alert& a) { a.refs = {AlertId{}}; }) == Errors{"refs forbidden"});
  CHECK(bent([](Alert& a) { a.refs.emplace(); }) == kNone);  // told: none
  CHECK(bent([](Alert& a) { a.reason = Reason::corrected; }) == Errors{"reason forbidden"});
  const auto update = [](auto bend) {
    return bent([&](Alert& a) {
      a.kind = AlertKind::update, a.reason = Reason::corrected, a.refs = {AlertId{}};
      bend(a);
    });
  };
  CHECK(update([](Alert&) {}) == kNone);
  CHECK(update([](Alert& a) { a.refs.reset(); }) == Errors{"refs missing"});
  CHECK(update([](Alert& a) { a.refs->clear(); }) == Errors{"refs missing"});
  CHECK(update([](Alert& a) { a.refs->resize(32); }) == kNone);
  CHECK(update([](Alert& a) { a.refs->resize(33); }) == Errors{"refs too_many"});
  CHECK(update([](Alert& a) { a.reason.reset(); }) == Errors{"reason missing"});
  CHECK(update([](Alert& a) { a.reason = Reason::saw_it; }) == Errors{"reason not_allowed"});
}

TEST_CASE("each reason fits its kinds and no other", "[domain][alert]") {
  const auto count = [](AlertKind kind) {
    int fits = 0;
    for (std::size_t i = 0; i < names_of<Reason>().size(); ++i) {
      fits += reason_fits(static_cast<Reason>(i), kind) ? 1 : 0;
    }
    return fits;
  };
  CHECK(count(AlertKind::alert) == 0);
  CHECK(count(AlertKind::update) == 6);
  CHECK(count(AlertKind::corroborate) == 3);
  CHECK(count(AlertKind::dispute) == 7);
  CHECK(count(AlertKind::retract) == 6);
}

TEST_CASE("times", "[domain][alert]") {
  CHECK(bent([](Alert& a) { a.expires = a.sent; }) == Errors{"expires too_early"});
  CHECK(bent([](Alert& a) { a.expires = kNow; }) == Errors{"expires too_early"});
  CHECK(bent([](Alert& a) { a.expires = kNow + 1s; }) == kNone);
  CHECK(bent([](Alert& a) { a.expires = a.sent + days{1095}; }) == kNone);
  CHECK(bent([](Alert& a) { a.expires = a.sent + days{1095} + 1s; }) == Errors{"expires too_late"});
  const auto ahead = [](Duration by) {
    return bent([&](Alert& a) { a.sent = kNow + by, a.expires = a.sent + 1h; }, peer());
  };
  CHECK(ahead(24h) == kNone);
  CHECK(ahead(24h + 1ms) == Errors{"sent in_future"});
  // A peer's alert may come after its end; it is then dropped, not wrong.
  CHECK(bent([](Alert& a) { a.sent -= days{30}, a.expires = a.sent + 1h; }, peer()) == kNone);
  const auto exercise = [](Duration life) {
    return bent([&](Alert& a) { a.status = Status::exercise, a.expires = a.sent + life; });
  };
  CHECK(exercise(24h) == kNone);
  CHECK(exercise(24h + 1s) == Errors{"expires too_late"});
}

TEST_CASE("an update never outlives the maximum counted from the first alert", "[domain][alert]") {
  auto context = author();
  context.first_sent = plain().sent - days{1000};
  const auto update = [&](days life) {
    return bent(
        [&](Alert& a) {
          a.kind = AlertKind::update, a.reason = Reason::corrected, a.refs = {AlertId{}};
          a.expires = a.sent + life;
        },
        context);
  };
  CHECK(update(days{95}) == kNone);
  CHECK(update(days{96}) == Errors{"expires too_late"});
}

TEST_CASE("hops travel only at network, two at most", "[domain][alert]") {
  const auto hops = [](Level level, int count) {
    return bent([&](Alert& a) { a.share.level = level, a.share.hops = count; });
  };
  CHECK(hops(Level::network, 2) == kNone);
  CHECK(hops(Level::network, 3) == Errors{"share.hops out_of_range"});
  CHECK(hops(Level::network, -1) == Errors{"share.hops out_of_range"});
  CHECK(hops(Level::circle, 0) == kNone);
  CHECK(hops(Level::circle_support, 1) == Errors{"share.hops forbidden"});
}

TEST_CASE("lists hold as many as their bound and no more", "[domain][alert]") {
  const auto codes = [](std::size_t n) {
    return bent([&](Alert& a) { a.what->codes->assign(n, Code::robbery); });
  };
  CHECK(codes(8) == kNone);
  CHECK(codes(9) == Errors{"what.codes too_many"});
  const auto tactics = [](std::size_t n) {
    return bent([&](Alert& a) { a.what->tactics.emplace(n, Tactic::flaming); });
  };
  CHECK(tactics(17) == kNone);
  CHECK(tactics(18) == Errors{"what.tactics too_many"});
  const auto weapons = [](std::size_t n) {
    return bent([&](Alert& a) { a.what->weapon.emplace(n, Weapon::knife); });
  };
  CHECK(weapons(9) == kNone);
  CHECK(weapons(10) == Errors{"what.weapon too_many"});
  const auto advice = [](std::size_t n) {
    return bent([&](Alert& a) { a.advice.emplace(n, Advice::move_away); });
  };
  CHECK(advice(7) == kNone);
  CHECK(advice(8) == Errors{"advice too_many"});
  const auto people = [](std::size_t n) {
    return bent([&](Alert& a) { a.who.emplace().people.emplace(n); });
  };
  CHECK(people(5) == kNone);
  CHECK(people(6) == Errors{"who.people too_many"});
  const auto ids = [](std::size_t n) {
    return bent([&](Alert& a) {
      a.who.emplace().ids.emplace(n, id(IdentifierKind::phone, "+447700900123"));
    });
  };
  CHECK(ids(20) == kNone);
  CHECK(ids(21) == Errors{"who.ids too_many"});
  const auto vehicles = [](std::size_t n) {
    return bent([&](Alert& a) { a.who.emplace().vehicles.emplace(n); });
  };
  CHECK(vehicles(4) == kNone);
  CHECK(vehicles(5) == Errors{"who.vehicles too_many"});
  const auto regions = [](std::size_t n) {
    return bent([&](Alert& a) { a.where.emplace().regions.emplace(n, "GB-LDS"); });
  };
  CHECK(regions(0) == Errors{"where.regions too_few"});
  CHECK(regions(8) == kNone);
  CHECK(regions(9) == Errors{"where.regions too_many"});
  const auto must = [](std::size_t n) {
    return bent([&](Alert& a) { a.must_understand.emplace(n, "what"); });
  };
  CHECK(must(16) == kNone);
  CHECK(must(17) == Errors{"must_understand too_many"});
}

TEST_CASE("numbers hold within their bounds", "[domain][alert]") {
  const auto n = [](int value) { return bent([&](Alert& a) { a.who.emplace().n = value; }); };
  CHECK(n(0) == kNone);
  CHECK(n(20) == kNone);
  CHECK(n(21) == Errors{"who.n out_of_range"});
  CHECK(n(-1) == Errors{"who.n out_of_range"});
  const auto count = [](int value) {
    return bent([&](Alert& a) { a.what->repeat = Repeat{value, {}, {}}; });
  };
  CHECK(count(1) == kNone);
  CHECK(count(0) == Errors{"what.repeat.count out_of_range"});
  CHECK(count(9999) == kNone);
  CHECK(count(10000) == Errors{"what.repeat.count out_of_range"});
  const auto age = [](int lo, int hi) {
    return bent([&](Alert& a) { a.who.emplace().people.emplace(1).front().age = Range{lo, hi}; });
  };
  CHECK(age(0, 120) == kNone);
  CHECK(age(-1, 30) == Errors{"who.people[0].age out_of_range"});
  CHECK(age(30, 121) == Errors{"who.people[0].age out_of_range"});
  CHECK(age(31, 30) == Errors{"who.people[0].age out_of_range"});
  const auto height = [](int lo, int hi) {
    return bent([&](Alert& a) {
      a.who.emplace().people.emplace(1).front().height_cm = Range{lo, hi};
    });
  };
  CHECK(height(50, 250) == kNone);
  CHECK(height(49, 250) == Errors{"who.people[0].height_cm out_of_range"});
  CHECK(height(50, 251) == Errors{"who.people[0].height_cm out_of_range"});
}

TEST_CASE("texts are counted in characters, at their bound and one past", "[domain][alert]") {
  struct Case {
    const char* field;
    std::size_t most;
    void (*put)(Alert&, const std::string&);
  };
  const auto cases = std::vector<Case>{
      {"what.summary", 1000, [](Alert& a, const std::string& t) { a.what->summary = t; }},
      {"where.locality", 60,
       [](Alert& a, const std::string& t) { a.where.emplace().locality = t; }},
      {"who.people[0].build", 40,
       [](Alert& a, const std::string& t) { a.who.emplace().people.emplace(1)[0].build = t; }},
      {"who.people[0].complexion", 40,
       [](Alert& a, const std::string& t) { a.who.emplace().people.emplace(1)[0].complexion = t; }},
      {"who.people[0].hair.style", 40,
       [](Alert& a, const std::string& t) {
         a.who.emplace().people.emplace(1)[0].hair.emplace().style = t;
       }},
      {"who.people[0].voice.note", 40,
       [](Alert& a, const std::string& t) {
         a.who.emplace().people.emplace(1)[0].voice.emplace().note = t;
       }},
      {"who.people[0].marks[0].desc", 40,
       [](Alert& a, const std::string& t) {
         a.who.emplace().people.emplace(1)[0].marks.emplace(1)[0].desc = t;
       }},
      {"who.people[0].words[0]", 120,
       [](Alert& a, const std::string& t) { a.who.emplace().people.emplace(1)[0].words = {t}; }},
      {"who.vehicles[0].note", 40,
       [](Alert& a, const std::string& t) { a.who.emplace().vehicles.emplace(1)[0].note = t; }},
      {"who.ids[0].note", 80,
       [](Alert& a, const std::string& t) {
         a.who.emplace().ids = {id(IdentifierKind::phone, "+447700900123")};
         a.who->ids->front().note = t;
       }},
      {"who.ids[0].canon", 256,
       [](Alert& a, const std::string& t) {
         a.who.emplace().ids = {id(IdentifierKind::handle, t)};
       }},
      {"where.online.host", 253,
       [](Alert& a, const std::string& t) { a.where.emplace().online.emplace().host = t; }},
  };
  for (const auto& one : cases) {
    CAPTURE(one.field);
    CHECK(bent([&](Alert& a) { one.put(a, repeated(one.most)); }) == kNone);
    CHECK(bent([&](Alert& a) { one.put(a, repeated(one.most + 1)); }) ==
          Errors{std::string(one.field) + " too_long"});
    CHECK(bent([&](Alert& a) { one.put(a, "a\x07"); }) ==
          Errors{std::string(one.field) + " control_character"});
  }
  const auto smell = [](std::size_t n) {
    return bent([&](Alert& a) { a.who.emplace().people.emplace(1)[0].smell.emplace(n, "oil"); });
  };
  CHECK(smell(8) == kNone);
  CHECK(smell(9) == Errors{"who.people[0].smell too_many"});
}

TEST_CASE("only a summary holds newlines, and nothing holds control characters",
          "[domain][alert]") {
  const auto summary = [](std::string text) {
    return bent([&](Alert& a) { a.what->summary = text; });
  };
  CHECK(summary("two\nlines") == kNone);
  CHECK(summary("العربية ‏ and 😀") == kNone);
  for (const std::string bad :
       {"\r\n", "\t", "\x1b[31m", "\x7f", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    CHECK(summary("a" + bad) == Errors{"what.summary control_character"});
  }
  CHECK(summary(std::string("a\0b", 3)) == Errors{"what.summary control_character"});
  CHECK(bent([](Alert& a) { a.where.emplace().locality = "a\nb"; }) ==
        Errors{"where.locality control_character"});
}

TEST_CASE("tags, codes and zones have their form", "[domain][alert]") {
  const auto lang = [](std::string tag) { return bent([&](Alert& a) { a.lang = tag; }); };
  for (const char* good : {"en", "en-GB", "pt-BR", "zh-Hant-TW", "ar", "sr-Latn"}) {
    CHECK(lang(good) == kNone);
  }
  CHECK(lang("") == Errors{"lang missing"});
  for (const char* bad : {"e", "en_GB", "en-", "-en", "english please", "e1"}) {
    CAPTURE(bad);
    CHECK(lang(bad) == Errors{"lang malformed"});
  }
  const auto region = [](std::string code) {
    return bent([&](Alert& a) { a.where.emplace().regions = {code}; });
  };
  CHECK(region("GB-ENG") == kNone);
  CHECK(region("IE-D") == kNone);
  for (const char* bad : {"GB", "gb-lds", "GB-", "GBR-LDS", "GB-LEEDS", "London"}) {
    CHECK(region(bad) == Errors{"where.regions[0] malformed"});
  }
  const auto zone = [](std::string tz) {
    return bent([&](Alert& a) { a.when.emplace().tz = tz; });
  };
  CHECK(zone("Europe/London") == kNone);
  CHECK(zone("America/Argentina/ComodRivadavia") == kNone);
  CHECK(zone("") == Errors{"when.tz malformed"});
  CHECK(zone("+01:00") == Errors{"when.tz malformed"});
  const auto plate = [](std::string text) {
    return bent([&](Alert& a) { a.who.emplace().vehicles.emplace(1)[0].plate = text; });
  };
  CHECK(plate("AB00?S?") == kNone);
  CHECK(plate("123456789012") == kNone);
  for (const char* bad : {"", "A", "ab00tst", "AB00 TST", "1234567890123"}) {
    CHECK(plate(bad) == Errors{"who.vehicles[0].plate malformed"});
  }
  CHECK(bent([](Alert& a) { a.who.emplace().vehicles.emplace(1)[0].cc = "gb"; }) ==
        Errors{"who.vehicles[0].cc malformed"});
}

TEST_CASE("what happened is compared with the true clock", "[domain][alert]") {
  const auto start = [](Instant at, const RuleContext& context) {
    return bent([&](Alert& a) { a.when.emplace().start = at; }, context);
  };
  CHECK(start(kNow, author()) == kNone);  // later than the floored `sent`
  CHECK(start(kNow + 1s, author()) == Errors{"when.start in_future"});
  CHECK(start(kNow + 24h, peer()) == kNone);
  CHECK(start(kNow + 24h + 1s, peer()) == Errors{"when.start in_future"});
  CHECK(bent([](Alert& a) {
          a.when = When{kNow - 1h, kNow - 2h, {}, {}};
        }) == Errors{"when.end too_early"});
  CHECK(bent([](Alert& a) { a.when = When{kNow - 1h, kNow - 1h, {}, {}}; }) == kNone);
  const auto last = [](Day day) {
    return bent([&](Alert& a) { a.what->repeat = Repeat{2, {}, day}; });
  };
  CHECK(last(year{2026} / 2 / 1) == kNone);
  CHECK(last(year{2026} / 2 / 2) == kNone);  // in UTC+14 it has begun at 10:00 UTC
  CHECK(last(year{2026} / 2 / 3) == Errors{"what.repeat.last in_future"});
  CHECK(bent([](Alert& a) {
          a.what->repeat = Repeat{2, sys_days{year{2026} / 1 / 2}, sys_days{year{2026} / 1 / 1}};
        }) == Errors{"what.repeat.last too_early"});
  const auto seen = [](Month month) {
    return bent([&](Alert& a) {
      a.who.emplace().ids = {id(IdentifierKind::phone, "+447700900123")};
      a.who->ids->front().last_seen = month;
    });
  };
  CHECK(seen(year{2026} / 2) == kNone);
  CHECK(seen(year{2026} / 3) == Errors{"who.ids[0].last_seen in_future"});
}

TEST_CASE("an incall is never finer than the hour and the town", "[domain][alert]") {
  const auto incall = [](Setting setting, Precision precision, const char* locality) {
    return bent([&](Alert& a) {
      a.when = When{kNow - 2h, {}, precision, {}};
      a.where = Where{{}, setting, {}, locality, {}};
    });
  };
  CHECK(incall(Setting::incall, Precision::hour, "Leeds") == kNone);
  CHECK(incall(Setting::incall, Precision::minute, "Leeds") ==
        Errors{"when.precision too_precise"});
  CHECK(incall(Setting::incall, Precision::hour, "LS6") == Errors{"where.locality too_precise"});
  CHECK(incall(Setting::outcall, Precision::minute, "Dublin 1") == kNone);
}

TEST_CASE("identifiers travel as far as the gravest code allows", "[domain][alert]") {
  using enum IdentifierKind;
  const char* phone_number = "+447700900123";
  const Errors wide{"who.ids[0] level"}, never{"who.ids[0] forbidden"};
  CHECK(carrying(phone, phone_number, {Code::rape}, Level::network) == kNone);
  CHECK(carrying(phone, phone_number, {Code::harassment}, Level::circle_support) == kNone);
  CHECK(carrying(phone, phone_number, {Code::harassment}, Level::network) == wide);
  CHECK(carrying(phone, phone_number, {Code::stalking}, Level::network) == kNone);
  CHECK(carrying(phone, phone_number, {Code::fraud_nonpayment}, Level::network) == wide);
  CHECK(carrying(phone, phone_number, {Code::blackmail}, Level::network) == kNone);
  // On a tie of severity the widest: outing_threat is as severe as blackmail.
  CHECK(carrying(phone, phone_number, {Code::outing_threat}, Level::network) == wide);
  CHECK(carrying(phone, phone_number, {Code::outing_threat, Code::blackmail}, Level::network) ==
        kNone);
  // The gravest rules, not the widest: threatening_comms (severe) over theft (moderate).
  CHECK(carrying(phone, phone_number, {Code::theft, Code::threatening_comms}, Level::network) ==
        wide);

  CHECK(carrying(address, "ZZ999ZZ:9", {Code::rape}, Level::circle_support) == kNone);
  CHECK(carrying(address, "ZZ999ZZ:9", {Code::rape}, Level::network) == wide);

  CHECK(carrying(url, "https://scraper.example/", {Code::copyright_misuse},
                 Level::circle_support) == kNone);
  CHECK(carrying(url, "https://scraper.example/", {Code::copyright_misuse}, Level::network) ==
        wide);
  CHECK(carrying(phone, phone_number, {Code::copyright_misuse}, Level::named) == never);

  CHECK(carrying(phone, phone_number, {Code::timewaster}, Level::named) == kNone);
  CHECK(carrying(phone, phone_number, {Code::timewaster}, Level::circle) == wide);
  CHECK(carrying(payment, "revtag:clock", {Code::timewaster}, Level::named) == never);
  CHECK(carrying(address, "ZZ999ZZ:9", {Code::boundary_pushing}, Level::named) == never);
  CHECK(carrying(name, "mark", {Code::timewaster}, Level::named) == kNone);
  CHECK(carrying(name, "mark sample", {Code::timewaster}, Level::named) == never);
  CHECK(carrying(name, "mark sample", {Code::robbery}, Level::network) == kNone);

  for (const auto kind : {phone, handle, plate, name}) {
    const char* canon = kind == phone ? phone_number : kind == plate ? "AB00TST" : "mark";
    CHECK(carrying(kind, canon, {Code::concern}, Level::circle) == kNone);
    CHECK(carrying(kind, canon, {Code::other}, Level::circle_support) == wide);
  }
  CHECK(carrying(email, "a@example.com", {Code::concern}, Level::named) == never);
  CHECK(carrying(payment, "revtag:clock", {Code::other}, Level::named) == never);
  CHECK(carrying(url, "https://scraper.example/", {Code::other}, Level::named) == never);
}

TEST_CASE("a weapon makes violence extreme, and so the gravest", "[domain][alert]") {
  const auto with = [](Weapon weapon) {
    return bent([&](Alert& a) {
      a.what->codes = {Code::physical_assault, Code::outing};
      a.what->weapon = {weapon};
    });
  };
  CHECK(with(Weapon::knife) == kNone);
  const std::vector<Weapon> knife{Weapon::knife}, none{Weapon::none, Weapon::unknown};
  CHECK(default_severity(Code::physical_assault, knife) == Severity::extreme);
  CHECK(default_severity(Code::physical_assault, none) == Severity::severe);
  CHECK(default_severity(Code::theft, knife) == Severity::moderate);
}

TEST_CASE("plates of vehicles and names of people follow the same rules", "[domain][alert]") {
  const auto vehicle = [](Level level) {
    return bent([&](Alert& a) {
      a.what->codes = {Code::timewaster};
      a.share.level = level;
      a.who.emplace().vehicles.emplace(1)[0].plate = "AB00TST";
    });
  };
  CHECK(vehicle(Level::named) == kNone);
  CHECK(vehicle(Level::circle) == Errors{"who.vehicles[0].plate level"});
  const auto named = [](Code code, const char* name) {
    return bent([&](Alert& a) {
      a.what->codes = {code};
      a.share.level = Level::named;
      a.who.emplace().people.emplace(1)[0].names = {name};
    });
  };
  CHECK(named(Code::timewaster, "Mark") == kNone);
  CHECK(named(Code::timewaster, "Mark Sample") == Errors{"who.people[0].names[0] forbidden"});
  CHECK(named(Code::robbery, "Mark Sample") == kNone);
}

TEST_CASE("without identifiers any code may go to a circle", "[domain][alert]") {
  for (std::size_t i = 0; i < names_of<Code>().size(); ++i) {
    CAPTURE(names_of<Code>()[i]);
    CHECK(bent([&](Alert& a) { a.what->codes = {static_cast<Code>(i)}; }) == kNone);
  }
}

TEST_CASE("a message without codes takes over those of its first alert", "[domain][alert]") {
  const auto corroborate = [](Level level, std::vector<Code> first) {
    auto context = author();
    context.first_codes = std::move(first);
    return bent(
        [&](Alert& a) {
          a.kind = AlertKind::corroborate, a.refs = {AlertId{}};
          a.what.reset();
          a.share.level = level;
          a.who.emplace().ids = {id(IdentifierKind::phone, "+447700900123")};
        },
        context);
  };
  CHECK(corroborate(Level::network, {Code::rape}) == kNone);
  CHECK(corroborate(Level::circle, {Code::timewaster}) == Errors{"who.ids[0] level"});
  CHECK(corroborate(Level::circle, {}) == kNone);
  CHECK(corroborate(Level::circle_support, {}) == Errors{"who.ids[0] level"});
}

TEST_CASE("the audience is checked against the level", "[domain][alert]") {
  const auto audience = [](Level level, bool circles, bool contacts) {
    Alert alert = plain();
    alert.share.level = level;
    return check_audience(alert, {circles, contacts}).size();
  };
  CHECK(audience(Level::named, false, true) == 0);
  CHECK(audience(Level::named, true, false) == 1);
  CHECK(audience(Level::named, true, true) == 1);
  CHECK(audience(Level::circle, true, true) == 0);
  CHECK(audience(Level::circle_support, true, false) == 0);
  CHECK(audience(Level::network, false, true) == 0);
  CHECK(audience(Level::circle, false, false) == 1);
}

TEST_CASE("what a newer peer adds is kept, and an author's is refused", "[domain][alert]") {
  const auto newer = [](Alert& a) {
    a.schema = "fourw/2";
    a.extra = {{"/shoes", "44"}};
    a.must_understand = {"shoes"};
  };
  CHECK(bent(newer, peer()) == kNone);
  CHECK(bent(newer) ==
        Errors{"schema unsupported", "/shoes unknown_key", "must_understand not_allowed"});
  Alert alert = plain();
  CHECK_FALSE(is_partial(alert));
  alert.must_understand = {"what", "who"};
  CHECK_FALSE(is_partial(alert));
  alert.must_understand->push_back("shoes");
  CHECK(is_partial(alert));
  alert.must_understand.reset();
  alert.schema = "fourw/2";
  CHECK(is_partial(alert));
}

TEST_CASE("warnings never refuse", "[domain][alert]") {
  Alert alert = plain();
  alert.severity = Severity::minor;
  alert.what->codes = {Code::robbery, Code::robbery};
  const auto findings = check_alert(alert, author());
  CHECK(findings.ok());
  REQUIRE(findings.warnings.size() == 2);
  CHECK(findings.warnings[0].code == "repeated");
  CHECK(findings.warnings[1].code == "below_default");
}

TEST_CASE("sending sets id, hour, end and floors times in UTC", "[domain][alert]") {
  Alert alert = plain();
  alert.sent = Instant{sys_days{year{2020} / 5 / 5}} + 7h + 12min;
  alert.expires = alert.sent + days{30};
  AlertId mine;
  mine.bytes[3] = 9;
  alert.when = When{kNow - 1min, kNow, {}, {}};
  set_for_sending(alert, mine, kNow);
  CHECK(alert.id == mine);
  CHECK(alert.sent == Instant{sys_days{year{2026} / 2 / 1}} + 10h);
  CHECK(alert.expires == alert.sent + days{30});
  CHECK(alert.when->start == alert.sent);  // the hour is what is offered
}

TEST_CASE("precisions floor to their unit", "[domain][alert]") {
  const Instant at = Instant{sys_days{year{2025} / 11 / 27}} + 13h + 45min + 59s;  // a Thursday
  CHECK(floor_to(at, Precision::minute) == Instant{sys_days{year{2025} / 11 / 27}} + 13h + 45min);
  CHECK(floor_to(at, Precision::hour) == Instant{sys_days{year{2025} / 11 / 27}} + 13h);
  CHECK(floor_to(at, Precision::day) == Instant{sys_days{year{2025} / 11 / 27}});
  CHECK(floor_to(at, Precision::unknown) == Instant{sys_days{year{2025} / 11 / 27}});
  CHECK(floor_to(at, Precision::week) == Instant{sys_days{year{2025} / 11 / 24}});
  CHECK(floor_to(at, Precision::month) == Instant{sys_days{year{2025} / 11 / 1}});
  const Instant before{sys_days{year{1969} / 12 / 31} + std::chrono::hours{1}};
  CHECK(floor_to(before, Precision::day) == Instant{sys_days{year{1969} / 12 / 31}});
}

// Goal: each rule of the journal holds at its limit and is broken one past it, and says where; and
// what a person may leave out while writing is never asked for.
#include "domain/incident_rules.h"

#include "domain/alert_limits.h"
#include "domain/journal_limits.h"
#include "domain/pack.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

const Instant kNow = Instant{sys_days{year{2026} / 2 / 1}} + 10h;

using Errors = std::vector<std::string>;
const Errors kNone;
Errors told(const Findings& findings) {
  Errors out;
  for (const auto& error : findings.errors) {
    CHECK_FALSE(error.message.empty());
    out.push_back(error.field + " " + error.code);
  }
  return out;
}
template <class Bend>
Errors bent(Bend bend, Stage stage = Stage::unfinished) {
  Incident incident;
  bend(incident);
  return told(check_incident(incident, kNow, stage));
}
template <class Bend>
Errors bent_subject(Bend bend) {
  Subject subject;
  subject.label = "the tall one";
  bend(subject);
  return told(check_subject(subject, kNow));
}
std::string letters(std::size_t count) { return std::string(count, 'a'); }

template <class E>
void has_distinct_names(std::size_t count) {
  const auto names = names_of<E>();
  CHECK(names.size() == count);
  for (std::size_t i = 0; i < names.size(); ++i) {
    CAPTURE(names[i]);
    CHECK_FALSE(names[i].empty());
    CHECK(from_name<E>(names[i]) == static_cast<E>(i));
    CHECK(to_name(static_cast<E>(i)) == names[i]);
  }
}

}  // namespace

TEST_CASE("every code of the journal and the packs has one name of its own", "[domain][incident]") {
  has_distinct_names<Channel>(10);
  has_distinct_names<Effect>(9);
  has_distinct_names<AssaultRoute>(4);
  has_distinct_names<MessageTick>(8);
  has_distinct_names<Menace>(5);
  has_distinct_names<FilmConsent>(3);
  has_distinct_names<ImageUse>(4);
  has_distinct_names<Exposed>(7);
  has_distinct_names<TakedownGround>(4);
  has_distinct_names<TakedownState>(5);
  has_distinct_names<ChecklistState>(3);
  has_distinct_names<ConsentRoute>(5);
  has_distinct_names<ReportTo>(10);
  has_distinct_names<HowCaptured>(8);
  has_distinct_names<CardKind>(7);
  has_distinct_names<WindowPurpose>(6);
  has_distinct_names<HelpPurpose>(11);
  CHECK(to_name(Channel::third_party) == "third_party");
  CHECK(to_name(MessageTick::threat_of_rape) == "threat_of_rape");
  CHECK(to_name(ReportTo::ico) == "ico");
  CHECK(to_name(HelpPurpose::emotional_support) == "emotional_support");
}

TEST_CASE("an unfinished incident may leave everything out", "[domain][incident]") {
  CHECK(bent([](Incident&) {}) == kNone);
  CHECK(bent([](Incident& i) { i.channels.emplace(); }) == kNone);
}

TEST_CASE("a complete incident says what happened; how it came may be left out",
          "[domain][incident]") {
  CHECK(bent([](Incident&) {}, Stage::complete) == Errors{"codes missing"});
  CHECK(bent(
            [](Incident& i) {
              i.channels.emplace();
              i.codes.emplace();
              i.account = "";
            },
            Stage::complete) == Errors{"codes missing"});
  CHECK(bent([](Incident& i) { i.account = "He wrote again."; }, Stage::complete) == kNone);
  CHECK(bent(
            [](Incident& i) {
              i.channels = {Channel::sms};
              i.codes = {Code::concern};
            },
            Stage::complete) == kNone);
}

TEST_CASE("the schema and the language are forms", "[domain][incident]") {
  CHECK(bent([](Incident& i) { i.schema = "incident/2"; }) == Errors{"schema unsupported"});
  CHECK(bent([](Incident& i) { i.lang = "en-GB"; }) == kNone);
  CHECK(bent([](Incident& i) { i.lang = "English!"; }) == Errors{"lang malformed"});
}

TEST_CASE("an account holds 100,000 characters of any script, and new lines",
          "[domain][incident]") {
  CHECK(bent([](Incident& i) { i.account = letters(limits::kAccount); }) == kNone);
  CHECK(bent([](Incident& i) { i.account = letters(limits::kAccount + 1); }) ==
        Errors{"account too_long"});
  CHECK(bent([](Incident& i) {
          i.account = "";
          for (std::size_t n = 0; n < limits::kAccount; ++n) *i.account += "ж";
        }) == kNone);
  CHECK(bent([](Incident& i) { i.account = "First.\nThen."; }) == kNone);
}

TEST_CASE("a journal keeps the invisible characters that were pasted", "[domain][incident]") {
  for (const std::string text : {"he said:\tcome", "one\r\ntwo", "one\ftwo\vthree", "x\x7F y",
                                 "\xE2\x80\xAA+44 7700 900142\xE2\x80\xAC", "\xC2\x85", "a\x01"}) {
    CAPTURE(text);
    CHECK(bent([&](Incident& i) {
            i.account = i.injuries = i.place_exact = text;
            i.third_parties = std::vector{text};
            i.where = Where{};
            i.where->locality = text;
            i.who = Who{};
            i.who->people = std::vector<Person>(1);
            i.who->people->front().build = text;
            Identifier phone;
            phone.raw = text;
            i.who->ids = std::vector{phone};
          }) == kNone);
    Subject subject;
    subject.label = text;
    CHECK(check_subject(subject, Instant{}).ok());
  }
}

TEST_CASE("notes and lines of an incident are bounded", "[domain][incident]") {
  CHECK(bent([](Incident& i) {
          i.place_exact = i.own_place = i.effect_note = i.injuries = i.health =
              letters(limits::kJournalNote);
          i.told_to_stop = ToldToStop{{}, {}, letters(limits::kJournalNote)};
          i.demand = Demand{true,
                            letters(limits::kJournalNote),
                            letters(limits::kJournalLine),
                            letters(limits::kJournalLine),
                            {}};
        }) == kNone);
  CHECK(bent([](Incident& i) {
          i.place_exact = i.own_place = i.effect_note = i.injuries = i.health =
              letters(limits::kJournalNote + 1);
          i.told_to_stop = ToldToStop{{}, {}, letters(limits::kJournalNote + 1)};
          i.demand = Demand{true,
                            letters(limits::kJournalNote + 1),
                            letters(limits::kJournalLine + 1),
                            letters(limits::kJournalLine + 1),
                            {}};
        }) == Errors{"place_exact too_long", "own_place too_long", "effect_note too_long",
                     "injuries too_long", "health too_long", "demand.what too_long",
                     "demand.deadline too_long", "demand.pay_to too_long",
                     "told_to_stop.words too_long"});
}

TEST_CASE("nothing has happened in the future, and no end is before its start",
          "[domain][incident]") {
  CHECK(bent([](Incident& i) { i.when = When{kNow, kNow, Precision::minute, {}}; }) == kNone);
  CHECK(bent([](Incident& i) {
          i.when = When{kNow + 1ms, {}, {}, {}};
        }) == Errors{"when.start in_future"});
  CHECK(bent([](Incident& i) {
          i.when = When{kNow, kNow - 1ms, {}, {}};
        }) == Errors{"when.end too_early"});
  CHECK(bent([](Incident& i) {
          i.told_to_stop = ToldToStop{kNow + 1ms, {}, {}};
        }) == Errors{"told_to_stop.at in_future"});
  CHECK(bent([](Incident& i) {
          i.repeat = Repeat{0, {}, {}};
        }) == Errors{"repeat.count out_of_range"});
  CHECK(bent([](Incident& i) { i.repeat = Repeat{limits::kRepeatCount, {}, {}}; }) == kNone);
  CHECK(bent([](Incident& i) {
          i.repeat = Repeat{2, sys_days{year{2026} / 2 / 3}, {}};
        }) == Errors{"repeat.first in_future"});
}

TEST_CASE("the journal keeps an exact time and place that an alert must not carry",
          "[domain][incident]") {
  CHECK(bent([](Incident& i) {
          i.when = When{kNow - 1h, {}, Precision::minute, "Europe/London"};
          i.where = Where{{}, Setting::incall, {{"GB-LDS"}}, "Leeds LS6", {}};
        }) == kNone);
}

TEST_CASE("an identifier and a plate may stand as they were written", "[domain][incident]") {
  const auto with = [](Text raw, std::string canon) {
    return bent([&](Incident& i) {
      i.who.emplace();
      Identifier id;
      id.raw = raw;
      id.canon = canon;
      i.who->ids = {id};
    });
  };
  CHECK(with("07700 900 12?", "") == kNone);
  CHECK(with("07700 900123", "+447700900123") == kNone);
  CHECK(with(std::nullopt, "") == Errors{"who.ids[0].canon missing"});
  CHECK(with("", "") == Errors{"who.ids[0].canon missing"});
  CHECK(with(std::nullopt, "07700") == Errors{"who.ids[0].canon not_canonical"});
  CHECK(with(letters(limits::kIdentifierText), "") == kNone);
  CHECK(with(letters(limits::kIdentifierText + 1), "") == Errors{"who.ids[0].raw too_long"});
  CHECK(bent([](Incident& i) {
          i.who.emplace();
          i.who->vehicles.emplace(1);
          i.who->vehicles->front().plate = "ab?? tst";
        }) == kNone);
}

TEST_CASE("lists of an incident are bounded", "[domain][incident]") {
  CHECK(bent([](Incident& i) {
          i.third_parties.emplace(limits::kThirdParties, "Ana");
          i.physical.emplace(limits::kPhysicalItems);
          i.online_items.emplace(limits::kOnlineItems);
          i.checklist.emplace(limits::kChecklistTicks, ChecklistTick{"a", "b", {}, {}});
        }) == kNone);
  CHECK(bent([](Incident& i) {
          i.third_parties.emplace(limits::kThirdParties + 1, "Ana");
          i.physical.emplace(limits::kPhysicalItems + 1);
          i.online_items.emplace(limits::kOnlineItems + 1);
          i.checklist.emplace(limits::kChecklistTicks + 1, ChecklistTick{"a", "b", {}, {}});
        }) == Errors{"third_parties too_many", "physical too_many", "online_items too_many",
                     "checklist too_many"});
  CHECK(bent([](Incident& i) { i.third_parties = {{" "}}; }) == Errors{"third_parties[0] empty"});
  CHECK(bent([](Incident& i) { i.checklist.emplace(1); }) ==
        Errors{"checklist[0].list missing", "checklist[0].item missing"});
}

TEST_CASE("a page to be taken down keeps its whole address", "[domain][incident]") {
  const auto page = [](std::size_t length) {
    return bent([&](Incident& i) {
      i.online_items.emplace(1);
      i.online_items->front().url = letters(length);
    });
  };
  CHECK(page(limits::kPageAddress) == kNone);
  CHECK(page(limits::kPageAddress + 1) == Errors{"online_items[0].url too_long"});
}

TEST_CASE("a tick given twice is a remark, more ticks than there are words an error",
          "[domain][incident]") {
  Incident incident;
  incident.route = {AssaultRoute::oral, AssaultRoute::oral};
  const auto findings = check_incident(incident, kNow, Stage::unfinished);
  CHECK(findings.ok());
  REQUIRE(findings.warnings.size() == 1);
  CHECK(findings.warnings[0].field == "route[1]");
  CHECK(bent([](Incident& i) { i.route.emplace(5); }) == Errors{"route too_many"});
  CHECK(bent([](Incident& i) {
          i.demand = Demand{true, {}, {}, {}, {{6, Menace::images}}};
        }) == Errors{"demand.menaces too_many"});
}

TEST_CASE("a person of concern has a label and a bounded number of identifiers",
          "[domain][incident]") {
  Identifier id;
  id.raw = "07700 900123";
  CHECK(bent_subject([](Subject&) {}) == kNone);
  CHECK(bent_subject([](Subject& s) { s.label = ""; }) == Errors{"label missing"});
  CHECK(bent_subject([](Subject& s) { s.label = letters(limits::kJournalLine); }) == kNone);
  CHECK(bent_subject([](Subject& s) { s.label = letters(limits::kJournalLine + 1); }) ==
        Errors{"label too_long"});
  CHECK(bent_subject([&](Subject& s) { s.ids.emplace(limits::kSubjectIdentifiers, id); }) == kNone);
  CHECK(bent_subject([&](Subject& s) { s.ids.emplace(limits::kSubjectIdentifiers + 1, id); }) ==
        Errors{"ids too_many"});
  CHECK(bent_subject([](Subject& s) {
          s.told_to_stop = ToldToStop{kNow + 1ms, {}, {}};
        }) == Errors{"told_to_stop.at in_future"});
}

TEST_CASE("own identifiers are bounded and never empty entries", "[domain][incident]") {
  OwnIdentifiers own;
  CHECK(told(check_own(own)) == kNone);
  own.phones.assign(limits::kOwnEntries, "07700 900999");
  own.names = {letters(limits::kIdentifierText)};
  CHECK(told(check_own(own)) == kNone);
  own.phones.push_back("07700 900998");
  own.names = {letters(limits::kIdentifierText + 1), ""};
  CHECK(told(check_own(own)) == Errors{"phones too_many", "names[0] too_long", "names[1] empty"});
}

// Goal: each hint appears when it is just true and not when it just is not; and whose cards are
// shown. Method: one incident bent by one fact at a time; the facts are those of the design's
// table.
#include "core/hints.h"

#include "domain/alert_limits.h"
#include "support/catch.h"

using namespace ww;
using namespace ww::domain;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

const Instant kNow = Instant{sys_days{year{2026} / 2 / 1}} + 10h;

IncidentId id(std::uint8_t number) {
  IncidentId out;
  out.bytes[0] = number;
  return out;
}

using Names = std::vector<std::string>;

// The incidents of one person of concern, numbered from 1.
class Subject {
 public:
  template <class Bend>
  Subject& with(Bend bend, Instant changed = kNow) {
    incidents_.emplace_back();
    bend(incidents_.back());
    changed_.push_back(changed);
    return *this;
  }
  std::vector<Hint> hints() const {
    std::vector<HintInput> inputs;
    for (std::size_t i = 0; i < incidents_.size(); ++i) {
      inputs.push_back({id(static_cast<std::uint8_t>(i + 1)), changed_[i], &incidents_[i]});
    }
    return hints_for(inputs, kNow);
  }
  Names names() const {
    Names out;
    for (const auto& hint : hints()) out.push_back(to_string(hint.id));
    return out;
  }

 private:
  std::vector<Incident> incidents_;
  std::vector<Instant> changed_;
};

template <class... Bend>
Names of(Bend... bend) {
  Subject subject;
  (subject.with(bend), ...);
  return subject.names();
}

void nothing(Incident&) {}
void unwanted(Incident& i) { i.unwanted = true; }
void not_unwanted(Incident& i) { i.unwanted = false; }
auto effect(Effect effect) {
  return [effect](Incident& i) { i.effect = {effect}; };
}
auto code(Code code) {
  return [code](Incident& i) { i.codes = {code}; };
}
auto tactic(Tactic tactic) {
  return [tactic](Incident& i) { i.tactics = {tactic}; };
}
auto message(MessageTick tick) {
  return [tick](Incident& i) { i.messages = {tick}; };
}
auto demand(std::optional<bool> made, const List<Menace>& menaces = {}) {
  return [made, menaces](Incident& i) { i.demand = Demand{made, {}, {}, {}, menaces}; };
}
auto repeats(std::int32_t count) {
  return [count](Incident& i) { i.repeat = Repeat{count, {}, {}}; };
}

const Names kNone;

}  // namespace

TEST_CASE("H1: two unwanted incidents may be harassment, one is not", "[core][hints]") {
  CHECK(of(unwanted) == kNone);
  CHECK(of(unwanted, unwanted) == Names{"H1"});
  CHECK(of(unwanted, nothing) == kNone);
  CHECK(of(unwanted, not_unwanted) == kNone);
}

TEST_CASE("H1: what it did counts, whatever the word; `other` alone does not", "[core][hints]") {
  for (const auto each : {Effect::distressed, Effect::alarmed, Effect::nervous, Effect::anxious,
                          Effect::thinking_of_it_daily, Effect::looking_over_shoulder,
                          Effect::not_sleeping, Effect::not_working}) {
    CAPTURE(to_name(each));
    CHECK(of(unwanted, effect(each)) == Names{"H1"});
    CHECK(of(effect(each)) == kNone);
  }
  CHECK(of(unwanted, effect(Effect::other)) == kNone);
  CHECK(of(code(Code::harassment), code(Code::harassment)) == Names{"H1"});
}

TEST_CASE("H1: neither the channel nor the time between counts", "[core][hints]") {
  const auto call = [](Incident& i) {
    i.unwanted = true;
    i.channels = {Channel::call};
    i.when = When{Instant{sys_days{year{2019} / 1 / 1}}, {}, {}, {}};
  };
  const auto letter = [](Incident& i) {
    i.unwanted = true;
    i.channels = {Channel::post};
    i.when = When{kNow, {}, {}, {}};
  };
  CHECK(of(call, letter) == Names{"H1"});
}

TEST_CASE("H1: one incident that happened twice is enough", "[core][hints]") {
  CHECK(of(repeats(1)) == kNone);
  CHECK(of(repeats(2)) == Names{"H1"});
  CHECK(of([](Incident& i) { i.repeat.emplace(); }) == kNone);
}

TEST_CASE("H1 names the incidents that it comes from, and no other", "[core][hints]") {
  const auto hints = Subject().with(unwanted).with(nothing).with(effect(Effect::alarmed)).hints();
  REQUIRE(hints.size() == 1);
  CHECK(hints[0] == Hint{HintId::h1, {id(1), id(3)}});
}

TEST_CASE("H2: one message of four kinds is enough", "[core][hints]") {
  for (const auto each : {MessageTick::indecent, MessageTick::grossly_offensive,
                          MessageTick::obscene, MessageTick::threatening}) {
    CAPTURE(to_name(each));
    CHECK(of(message(each)) == Names{"H2"});
  }
  CHECK(of([](Incident& i) { i.messages.emplace(); }) == kNone);
}

TEST_CASE("H3: a threat of death, injury, rape or loss in a message", "[core][hints]") {
  for (const auto each : {MessageTick::threat_of_death, MessageTick::threat_of_serious_injury,
                          MessageTick::threat_of_rape, MessageTick::threat_of_financial_loss}) {
    CAPTURE(to_name(each));
    CHECK(of(message(each)) == Names{"H3"});
  }
}

TEST_CASE("H4: harassment and one fixed behaviour may be stalking, neither alone",
          "[core][hints]") {
  for (const auto each : {Tactic::monitoring, Tactic::spyware, Tactic::tracking_device,
                          Tactic::account_takeover, Tactic::fake_profiles, Tactic::impersonation}) {
    CAPTURE(to_name(each));
    CHECK(of(unwanted, unwanted, tactic(each)) == Names{"H1", "H4"});
    CHECK(of(unwanted, tactic(each)) == kNone);
  }
  for (const auto each :
       {Tactic::threatening_texts, Tactic::denigration, Tactic::exclusion, Tactic::flaming,
        Tactic::spamming, Tactic::trolling, Tactic::bullying_by_proxy, Tactic::confidence_trick}) {
    CAPTURE(to_name(each));
    CHECK(of(unwanted, unwanted, tactic(each)) == Names{"H1"});
  }
}

TEST_CASE("H4: forced contact and fear of violence count too", "[core][hints]") {
  const auto forced = [](Incident& i) { i.forced_contact = true; };
  const auto feared = [](Incident& i) { i.feared_violence = true; };
  const auto denied = [](Incident& i) { i.feared_violence = i.forced_contact = false; };
  CHECK(of(forced) == kNone);
  CHECK(of(feared) == kNone);
  CHECK(of(unwanted, forced) == Names{"H1", "H4"});
  CHECK(of(unwanted, feared) == Names{"H1", "H4"});
  CHECK(of(unwanted, unwanted, denied) == Names{"H1"});
  CHECK(of(repeats(2), tactic(Tactic::monitoring)) == Names{"H1", "H4"});
}

TEST_CASE("H5: a demand and a menace may be blackmail, neither alone", "[core][hints]") {
  for (const auto each : {Menace::violence, Menace::damage, Menace::outing, Menace::authorities}) {
    CAPTURE(to_name(each));
    CHECK(of(demand(true, {{each}})) == Names{"H5"});
    CHECK(of(demand(false, {{each}})) == kNone);
    CHECK(of(demand(std::nullopt, {{each}})) == kNone);
  }
  CHECK(of(demand(true)) == kNone);
  CHECK(of(demand(true, std::vector<Menace>{})) == kNone);
}

TEST_CASE("H5: a demand in one message and the menace in the next add up", "[core][hints]") {
  const auto hints =
      Subject().with(demand(true)).with(nothing).with(demand({}, {{Menace::outing}})).hints();
  REQUIRE(hints.size() == 1);
  CHECK(hints[0] == Hint{HintId::h5, {id(1), id(3)}});
  CHECK(of(demand(true), code(Code::outing_threat)) == Names{"H5"});
}

TEST_CASE("H5: a demand that is described was made, unless it is denied", "[core][hints]") {
  const auto described = [](std::optional<bool> made, const Text& what, const Text& pay_to) {
    return [=](Incident& i) { i.demand = Demand{made, what, {}, pay_to, {{Menace::damage}}}; };
  };
  CHECK(of(described({}, "money", {})) == Names{"H5"});
  CHECK(of(described({}, {}, "paypal")) == Names{"H5"});
  CHECK(of(described(false, "money", {})) == kNone);
  CHECK(of(described({}, "", {})) == kNone);
}

TEST_CASE("H6: the menace is images; with a demand it may be blackmail as well", "[core][hints]") {
  CHECK(of(demand({}, {{Menace::images}})) == Names{"H6"});
  CHECK(of(demand({}, {{Menace::outing}})) == kNone);
  CHECK(of(demand(true, {{Menace::images}})) == Names{"H5", "H6"});
  CHECK(of(code(Code::ncii_threat)) == Names{"H6"});
  CHECK(of([](Incident& i) { i.images = {ImageUse::threatened}; }) == Names{"H6"});
  CHECK(of([](Incident& i) { i.images = {ImageUse::taken}; }) == kNone);
}

TEST_CASE("H7: shared or filmed, unless the filming was agreed", "[core][hints]") {
  for (const auto each : {Code::ncii_sharing, Code::voyeurism_filming}) {
    CAPTURE(to_name(each));
    const auto filmed = [each](std::optional<FilmConsent> consent) {
      return [=](Incident& i) {
        i.codes = {each};
        i.consent_to_film = consent;
      };
    };
    CHECK(of(filmed({})) == Names{"H7"});
    CHECK(of(filmed(FilmConsent::not_agreed)) == Names{"H7"});
    CHECK(of(filmed(FilmConsent::agreed_then_misused)) == Names{"H7"});
    CHECK(of(filmed(FilmConsent::agreed)) == kNone);
  }
  CHECK(of([](Incident& i) { i.consent_to_film = FilmConsent::not_agreed; }) == kNone);
}

TEST_CASE("H8: care comes first for every code of sexual violence, and for no other",
          "[core][hints]") {
  for (const auto each :
       {Code::rape, Code::sexual_assault_penetration, Code::sexual_assault, Code::stealthing}) {
    CAPTURE(to_name(each));
    CHECK(of(code(each)) == Names{"H8"});
  }
  CHECK(of(code(Code::physical_assault)) == kNone);
}

TEST_CASE("H9: immediate, and violence, robbery or burglary", "[core][hints]") {
  const auto urgent = [](Code code, Urgency urgency) {
    return [=](Incident& i) {
      i.codes = {code};
      i.urgency = urgency;
    };
  };
  for (const auto each : {Code::physical_assault, Code::threat_violence, Code::false_imprisonment,
                          Code::drugging, Code::robbery, Code::burglary}) {
    CAPTURE(to_name(each));
    CHECK(of(urgent(each, Urgency::immediate)) == Names{"H9"});
    CHECK(of(urgent(each, Urgency::expected)) == kNone);
    CHECK(of(code(each)) == kNone);
  }
  CHECK(of(urgent(Code::theft, Urgency::immediate)) == kNone);
  CHECK(of(urgent(Code::rape, Urgency::immediate)) == Names{"H9", "H8"});
}

TEST_CASE("H9 grows old three days after it was written", "[core][hints]") {
  const auto robbery = [](Incident& i) {
    i.codes = {Code::robbery};
    i.urgency = Urgency::immediate;
  };
  CHECK(Subject().with(robbery, kNow - limits::kImmediateLife + 1ms).names() == Names{"H9"});
  CHECK(Subject().with(robbery, kNow - limits::kImmediateLife).names() == kNone);
}

TEST_CASE("H10: doxxing, copied advertising, or outing with personal data", "[core][hints]") {
  CHECK(of(code(Code::doxxing)) == Names{"H10"});
  CHECK(of(code(Code::copyright_misuse)) == Names{"H10"});
  CHECK(of(code(Code::outing)) == kNone);
  CHECK(of([](Incident& i) {
          i.codes = {Code::outing};
          i.exposed.emplace();
        }) == kNone);
  CHECK(of([](Incident& i) {
          i.codes = {Code::outing};
          i.exposed = {Exposed::real_name};
        }) == Names{"H10"});
  CHECK(of([](Incident& i) { i.exposed = {Exposed::real_name}; }) == kNone);
  CHECK(of([](Incident& i) {
          i.tactics = {Tactic::outing};
          i.exposed = {Exposed::images};
        }) == Names{"H10"});
}

TEST_CASE("without incidents there are no hints", "[core][hints]") {
  CHECK(hints_for({}, kNow).empty());
}

TEST_CASE("what cannot wait comes first", "[core][hints]") {
  CHECK(of(
            [](Incident& i) {
              i.codes = {Code::doxxing, Code::rape};
              i.urgency = Urgency::immediate;
              i.unwanted = true;
              i.messages = {MessageTick::obscene, MessageTick::threat_of_death};
            },
            unwanted) == Names{"H9", "H8", "H1", "H2", "H3", "H10"});
}

TEST_CASE("every hint has a card and a text of its own", "[core][hints]") {
  Names seen;
  for (int i = 1; i <= 10; ++i) {
    const auto hint = static_cast<HintId>(i);
    CHECK(std::string(text_card_of(hint)) == "hint.h" + std::to_string(i));
    seen.push_back(card_of(hint));
  }
  CHECK(seen == Names{"law.harassment", "law.malicious_communications",
                      "law.threatening_communications", "law.stalking", "law.blackmail",
                      "law.threat_to_share_images", "law.intimate_images", "care.first",
                      "care.emergency", "law.privacy_breach"});
}

TEST_CASE("the nation is the region's; an unknown one shows all", "[core][hints]") {
  const RegionTable regions({{"GB-ENG", "England", "", "Country"},
                             {"GB-WLS", "Wales", "", "Country"},
                             {"GB-LDS", "Leeds", "GB-ENG", "Metropolitan district"},
                             {"GB-CRF", "Cardiff", "GB-WLS", "Unitary authority"},
                             {"IE-M", "Munster", "", "Province"},
                             {"IE-CO", "Cork", "M", "County"},
                             {"FR-75", "Paris", "", "Department"}});
  const Names all{"GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR", "IE"};
  const auto nations = [&](const Names& codes) { return nations_of(codes, regions); };
  CHECK(nations({"GB-LDS"}) == Names{"GB-ENG"});
  CHECK(nations({"GB-WLS"}) == Names{"GB-WLS"});
  CHECK(nations({"IE-CO"}) == Names{"IE"});
  CHECK(nations({"IE-ZZ"}) == Names{"IE"});
  CHECK(nations({"GB-CRF", "GB-LDS"}) == Names{"GB-ENG", "GB-WLS"});
  CHECK(nations({"GB-QQQ"}) == all);
  CHECK(nations({"FR-75"}) == all);
  CHECK(nations({"GB-LDS", "FR-75"}) == all);
  CHECK(nations({}) == all);
  CHECK(nations_of(Incident{}, regions) == all);
  Incident incident;
  incident.where.emplace();
  CHECK(nations_of(incident, regions) == all);
  incident.where->regions = {{"GB-LDS"}};
  CHECK(nations_of(incident, regions) == Names{"GB-ENG"});
}

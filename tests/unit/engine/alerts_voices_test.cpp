// Goal: what one or two hostile voices send changes nothing of what is known of another voice's
// alert: not what a look-up says, nor whether it is listed, withdrawn or shown again.
// Method: the same journal twice, one with what they send, in a random order around the other's;
// and the ways an alert came, one by one.
#include "alert_world.h"
#include "domain/alert_limits.h"

using namespace ww;
using namespace ww::test;
using domain::AlertKind;
using domain::Reason;

namespace {

constexpr const char* kNumber = "+447700900123";
constexpr const char* kPlate = "AB00TST";

// Ana's alerts, by whom they came, and two that are against her: a contact of the owner's and a
// member of the same circle.
struct Attacked : AlertWorld {
  explicit Attacked(std::uint64_t seed, bool in_circle)
      : AlertWorld(seed), by_member(in_circle), choose(seed + 77) {}

  bool by_member;
  TestRandom choose;  // what the hostile do; apart from the world's own
  CircleId ring = random.id<CircleId>();
  MemberId ana_member = random.id<MemberId>(), mia = random.id<MemberId>();
  ContactId ana = contact("Ana"), mal = contact("Mal");
  crypto::Key author = random.key(), hers = random.key();
  Signed real = made(author, {kNumber, kPlate});
  Signed withdrawn = made(author, {"+447700900124"});
  Signed withdrawal =
      about(author, AlertKind::retract, withdrawn.ref(), withdrawn.ref(), Reason::not_true);
  std::vector<Signed> own;  // of the hostile

  engine::Origin from_ana() { return by_member ? by(ring, ana_member) : by(ana); }
  engine::Origin hostile() { return choose.below(2) == 0 ? by(ring, mia) : by(mal); }

  void send_real(int part) {
    if (part == 0) arrive(from_ana(), withdrawn);
    if (part == 1) arrive(from_ana(), real);
    if (part == 2) arrive(from_ana(), withdrawal);
  }

  // One message that she may send; of all of them the dearest for Ana's alert that we thought of.
  void attack() {
    const Signed& victim = choose.below(3) == 0 ? withdrawn : real;
    const auto reason = static_cast<Reason>(choose.below(domain::names_of<Reason>().size()));
    const AlertRef at =
        own.empty() || choose.below(2) == 0 ? victim.ref() : own[choose.below(own.size())].ref();
    AlertRef astray = at;
    if (choose.below(4) == 0) astray.digest.bytes[0] ^= 1;
    switch (choose.below(9)) {
      case 0: {  // about the same number, over already or almost, soon or late
        const Duration lives[] = {std::chrono::hours{-2}, std::chrono::seconds{1},
                                  std::chrono::hours{24}, std::chrono::hours{24 * 90}};
        const Duration life = lives[choose.below(4)];
        return send(made(hers, {kNumber}, [&](WireAlert& alert) { alert.expires = now + life; }));
      }
      case 1:  // plates that share much with hers
        return send(made(hers, {kPlate, "AB00TS?", "AB00T??", "AB00UVW", "AB01TST"}));
      case 2:  // her very bytes, carried on
        return arrive(hostile(), victim);
      case 3:
        return send(about(hers, AlertKind::update, at, astray, reason, {kNumber}));
      case 4:
        return send(about(hers, AlertKind::retract, at, astray, reason));
      case 5:
        return send(about(hers, AlertKind::corroborate, at, astray, reason));
      case 6: {  // under the author's key, which she has not
        Signed forged =
            about(hers, AlertKind::retract, victim.ref(), astray, Reason::not_true, {},
                  [&](WireAlert& alert) { alert.author_key = crypto::ed25519_public(author); });
        return arrive(hostile(), forged);
      }
      case 7:  // early ones without end
        for (std::size_t i = 0; i <= limits::kWaitingPerVoice / 4; ++i) {
          send(about(hers, AlertKind::retract, {random.id<AlertId>(), Digest32{}},
                     {random.id<AlertId>(), Digest32{}}, Reason::not_true));
        }
        return;
      default:  // as large as can be
        return send(made(hers, std::vector<std::string>(limits::kIdentifiers, kNumber)));
    }
  }
  void send(Signed alert) {
    arrive(hostile(), alert);
    own.push_back(std::move(alert));
  }

  // What is said of Ana's alerts.
  std::vector<std::string> said() {
    std::vector<std::string> out;
    for (const char* asked : {kNumber, kPlate, "AB00 TS?", "+447700900124"}) {
      for (const api::Match& match : check(asked).matches) {
        if (match.alert != real.alert.id.base32() && match.alert != withdrawn.alert.id.base32()) {
          continue;
        }
        out.push_back(std::string(asked) + " " + match.identifier + " " + match.strength + " " +
                      match.why);
        for (const auto& mark : match.marks) out.push_back(mark);
      }
    }
    for (const AlertId& id : {real.alert.id, withdrawn.alert.id}) {
      const api::AlertShown shown = show(id);
      out.push_back(shown.state + " " + shown.alert);
    }
    std::size_t listed = 0;
    for (const auto& line : list()) listed += line.id == real.alert.id.base32();
    out.push_back(std::to_string(listed) + " listed");
    if (by_member) {
      change([&] {
        const auto again = store->alerts().retractions(ring, limits::kRetractionsAgain);
        const bool there = std::any_of(again.begin(), again.end(), [&](const StoredAlert& each) {
          return each.id == withdrawal.alert.id;
        });
        out.push_back(there ? "shown again" : "not shown again");
      });
    }
    return out;
  }
};

}  // namespace

TEST_CASE("attack: whatever one or two voices send, a look-up says the same of another's alert",
          "[engine][check]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const bool by_member = seed % 2 == 0;
    Attacked quiet(seed, by_member), attacked(seed, by_member);
    for (int part = 0; part < 3; ++part) {
      quiet.send_real(part);
      for (std::uint64_t i = attacked.choose.below(16); i > 0; --i) attacked.attack();
      attacked.send_real(part);
    }
    for (int i = 0; i < 16; ++i) attacked.attack();
    for (const Duration later : {Duration{0}, Duration{std::chrono::hours{24 * 8}}}) {
      quiet.now += later;
      attacked.now += later;
      const auto before = quiet.said();
      CHECK(attacked.said() == before);
      CHECK(before.front().find("exact") != std::string::npos);
    }
  }
}

TEST_CASE("attack: more than one voice may have stored costs her own oldest, and nobody else's",
          "[engine][check]") {
  Attacked world(91, true);
  world.send_real(1);
  const Signed first = world.made(world.hers, {kNumber});
  world.arrive(world.by(world.mal), first);
  world.now += std::chrono::milliseconds{1};
  world.arrive(world.by(world.mal), world.real);  // carried on: hers to lose as a way only
  const Voice mal{world.mal.bytes, {}};
  world.now += std::chrono::milliseconds{1};
  for (std::size_t i = 2; i < limits::kStoredPerVoice; ++i) {
    world.arrive(world.by(world.mal), world.made(world.hers, {kNumber}));
  }
  CHECK(world.has(first.alert.id));  // at the limit
  world.arrive(world.by(world.mal), world.made(world.hers, {kNumber}));
  CHECK_FALSE(world.has(first.alert.id));
  world.arrive(world.by(world.mal), world.made(world.hers, {kNumber}));
  AlertRows::Load load;
  world.change([&] { load = world.store->alerts().load_of(mal); });
  CHECK(load.rows == limits::kStoredPerVoice);
  CHECK(load.bytes <= limits::kStoredBytesPerVoice);
  std::size_t hers = 0, all = 0;
  for (const auto& match : world.check(kNumber).matches) {
    hers += match.alert == world.real.alert.id.base32();
    ++all;
  }
  CHECK(hers == 1);
  CHECK(all == limits::kStoredPerVoice + 1);                   // exact hits are never cut
  CHECK(world.show(world.real.alert.id).origins.size() == 1);  // the way gave way, no more
}

TEST_CASE("attack: an alert that is over when it comes is not kept, and hides nothing",
          "[engine][check]") {
  AlertWorld world;
  const ContactId ana = world.contact("Ana");
  const auto ending = [&](Duration life) {
    return world.made(world.random.key(), {kNumber},
                      [&](WireAlert& alert) { alert.expires = world.now + life; });
  };
  const Signed over = ending(Duration{0}), last = ending(std::chrono::seconds{1});
  world.arrive(world.by(ana), over);
  world.arrive(world.by(ana), last);
  CHECK_FALSE(world.has(over.alert.id));
  CHECK(world.check(kNumber).matches.size() == 1);
  world.now += std::chrono::seconds{1};
  CHECK(world.check(kNumber).matches.empty());
  CHECK(world.has(last.alert.id));  // the words stay a week
  std::size_t tokens = 1;
  world.change([&] { tokens = world.store->alerts().find(last.alert.id)->tokens; });
  CHECK(tokens == 0);
}

TEST_CASE("attack: a muted contact who carries another's alert first does not silence it",
          "[engine]") {
  AlertWorld world;
  const ContactId mal = world.contact("Mal", Trust::unchecked);
  world.mute(mal);
  const CircleId ring = world.random.id<CircleId>();
  const MemberId ana = world.random.id<MemberId>();
  const Signed alert = world.made(world.random.key(), {kNumber});
  world.arrive(world.by(mal), alert);
  CHECK(world.list().empty());
  CHECK(world.times_told("alert", alert.alert.id) == 0);
  world.now += std::chrono::hours{3};
  world.arrive(world.by(ring, ana), alert);
  CHECK(world.times_told("alert", alert.alert.id) == 1);
  const auto lines = world.list();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].received == world.now);  // for who asks what is new
  CHECK(lines[0].checked);
  const auto shown = world.show(alert.alert.id);
  CHECK(shown.from != "Mal");
  REQUIRE(shown.origins.size() == 2);
  CHECK((shown.origins[0].checked && !shown.origins[1].checked));
  CHECK(shown.origins[1].from == "Mal");
  world.arrive(world.by(ring, ana), alert);  // once more tells nobody
  CHECK(world.times_told("alert", alert.alert.id) == 1);
}

TEST_CASE("the strongest way speaks: a checked contact, a member, an unchecked contact",
          "[engine]") {
  AlertWorld world;
  const ContactId una = world.contact("Una", Trust::unchecked), ana = world.contact("Ana");
  const CircleId ring = world.random.id<CircleId>();
  const Signed alert = world.made(world.random.key(), {kNumber});
  world.arrive(world.by(una), alert);
  CHECK(world.show(alert.alert.id).from == "Una");
  CHECK(world.check(kNumber).matches.at(0).marks == std::vector<std::string>{"unchecked"});
  CHECK_FALSE(world.list().at(0).checked);
  world.arrive(world.by(ring, world.random.id<MemberId>()), alert);
  CHECK(world.show(alert.alert.id).from.find("a circle you left: ") == 0);
  CHECK(world.check(kNumber).matches.at(0).marks.empty());
  world.arrive(world.by(ana), alert);
  CHECK(world.show(alert.alert.id).from == "Ana");
}

TEST_CASE("alerts of a contact whose keys were renewed are marked until the words are compared",
          "[engine]") {
  AlertWorld world;
  const ContactId ana = world.contact("Ana");
  const Signed alert = world.made(world.random.key(), {kNumber});
  world.arrive(world.by(ana), alert);
  CHECK(world.check(kNumber).matches.at(0).marks.empty());
  world.change([&] {
    auto contact = world.store->contacts().find(ana);
    contact->trust = Trust::changed;
    world.store->contacts().put(*contact);
  });
  CHECK(world.check(kNumber).matches.at(0).marks == std::vector<std::string>{"unchecked"});
  CHECK_FALSE(world.list().at(0).checked);
  CHECK_FALSE(world.show(alert.alert.id).origins.at(0).checked);
}

TEST_CASE("attack: updates of one alert cost work in line with their number, and end", "[engine]") {
  AlertWorld world;
  const ContactId mal = world.contact("Mal");
  const crypto::Key author = world.random.key();
  const Signed root = world.made(author, {kNumber});
  world.arrive(world.by(mal), root);
  const auto update = [&](const AlertRef& previous, const std::string& words) {
    return world.about(author, AlertKind::update, root.ref(), previous, Reason::added_detail,
                       {kNumber}, [&](WireAlert& alert) { alert.body.what->summary = words; });
  };
  AlertRef previous = root.ref();
  std::vector<std::uint64_t> work;
  for (std::size_t i = 1; i <= limits::kUpdatesPerAlert; ++i) {
    world.now += std::chrono::seconds{1};
    const Signed next = update(previous, "words " + std::to_string(i));
    const std::uint64_t before = world.store->work();
    world.arrive(world.by(mal), next);
    work.push_back(world.store->work() - before);
    REQUIRE(world.has(next.alert.id));
    previous = next.ref();
  }
  CHECK(work[limits::kUpdatesPerAlert - 1] < 5 * work[limits::kUpdatesPerAlert / 4 - 1]);
  const Signed one_more = update(previous, "one more");
  world.arrive(world.by(mal), one_more);
  CHECK_FALSE(world.has(one_more.alert.id));
  // The newest words stand, and the older ones are told with the history.
  CHECK(world.list().at(0).summary == "words " + std::to_string(limits::kUpdatesPerAlert));
  const auto shown = world.show(root.alert.id);
  CHECK(shown.alert.find("words 32") != std::string::npos);
  REQUIRE(shown.history.size() == limits::kUpdatesPerAlert);
  CHECK(shown.history.back().before.find("words 31") != std::string::npos);
  // A withdrawal is taken however long the chain is.
  world.arrive(world.by(mal),
               world.about(author, AlertKind::retract, root.ref(), previous, Reason::not_true));
  CHECK(world.show(root.alert.id).state == "retracted");
  CHECK(world.check(kNumber).matches.empty());
}

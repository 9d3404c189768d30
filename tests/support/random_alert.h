// Alerts at random, under a seed: every field told or not told, every list empty or filled, the
// edges of numbers more often than not. Well formed, though not always allowed by the rules.
#pragma once

#include <random>

#include "domain/alert.h"
#include "wire/alert.h"

namespace ww::test {

class RandomAlert {
 public:
  explicit RandomAlert(std::uint64_t seed) : random_(seed) {}

  domain::Alert alert() {
    domain::Alert a;
    a.id = id<AlertId>();
    a.kind = one<domain::AlertKind>();
    a.status = one<domain::Status>();
    a.sent = instant();
    a.expires = instant();
    if (flip()) a.refs = refs();
    a.reason = maybe<domain::Reason>();
    a.lang = text();
    a.share = {one<domain::Level>(), number(), truth(), maybe<domain::Police>(), truth()};
    a.severity = one<domain::Severity>();
    a.urgency = one<domain::Urgency>();
    a.certainty = one<domain::Certainty>();
    a.basis = one<domain::Basis>();
    a.action = one<domain::Action>();
    a.advice = list([&] { return one<domain::Advice>(); });
    if (flip()) a.what = what();
    if (flip()) a.who = who();
    if (flip()) {
      a.when.emplace();
      if (flip()) a.when->start = instant();
      if (flip()) a.when->end = instant();
      a.when->precision = maybe<domain::Precision>();
      a.when->tz = told();
    }
    if (flip()) {
      a.where.emplace();
      a.where->mode = maybe<domain::Mode>();
      a.where->setting = maybe<domain::Setting>();
      a.where->regions = texts();
      a.where->locality = told();
      if (flip()) a.where->online = domain::Online{told(), told()};
    }
    a.must_understand = texts();
    if (flip()) a.extra = {{"/newer", "{\"a\":[1,2]}"}, {"/share/newest", "null"}};
    return a;
  }

  WireAlert wire_alert() {
    WireAlert w;
    w.body = alert();
    w.expires = w.body.expires;
    w.author_key = bytes<32>();
    w.nonce = bytes<16>();
    wire::set_id(w);
    for (std::uint64_t i = below(4); i > 0; --i) w.withdraw_keys.push_back(bytes<32>());
    if (flip()) w.derived_from = AlertRef{id<AlertId>(), id<Digest32>()};
    if (w.body.refs && !w.body.refs->empty()) {
      AlertRef root{w.body.refs->front(), id<Digest32>()};
      AlertRef previous = root;
      if (w.body.refs->size() > 1) previous = {w.body.refs->back(), id<Digest32>()};
      w.refs = AlertChain{root, previous};
    }
    return w;
  }

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool flip() { return below(2) == 0; }

 protected:
  template <std::size_t N>
  ByteArray<N> bytes() {
    ByteArray<N> out;
    for (auto& byte : out) byte = static_cast<std::uint8_t>(below(256));
    return out;
  }
  template <class I>
  I id() {
    return *I::from(bytes<sizeof(I)>());
  }
  template <class E>
  E one() {
    return static_cast<E>(below(domain::names_of<E>().size()));
  }
  template <class E>
  std::optional<E> maybe() {
    return flip() ? std::optional(one<E>()) : std::nullopt;
  }
  std::optional<bool> truth() { return flip() ? std::optional(flip()) : std::nullopt; }
  std::optional<std::int32_t> number() {
    constexpr std::int32_t kEdges[] = {0, 1, -1, 9999, 2147483647, -2147483647 - 1};
    return flip() ? std::optional(kEdges[below(6)]) : std::nullopt;
  }
  std::optional<domain::Range> range() {
    if (flip()) return std::nullopt;
    return domain::Range{static_cast<std::int32_t>(below(100)), number().value_or(0)};
  }
  std::string text() {
    constexpr const char* kTexts[] = {
        "",         "a",          "seven b",
        "exactly8", "Ünïcode",    "العربية",
        "😀",        "two\nlines", "a text that is longer than one or two words"};
    return kTexts[below(9)];
  }
  domain::Text told() { return flip() ? domain::Text(text()) : std::nullopt; }
  template <class Make>
  auto list(Make make) -> domain::List<decltype(make())> {
    if (flip()) return std::nullopt;
    std::vector<decltype(make())> out;
    for (std::uint64_t i = below(4); i > 0; --i) out.push_back(make());
    return out;
  }
  domain::List<std::string> texts() {
    return list([&] { return text(); });
  }
  Instant instant() {  // whole seconds in the years 1 to 9999, its edges included
    constexpr std::int64_t kEdges[] = {-62'135'596'800, 253'402'300'799, 0, -1};
    if (below(4) == 0) return from_unix_seconds(kEdges[below(4)]);
    return from_unix_seconds(static_cast<std::int64_t>(below(2'000'000'000)));
  }
  std::optional<domain::Day> day() {
    if (flip()) return std::nullopt;
    return domain::Day{std::chrono::days{static_cast<int>(below(40'000)) - 10'000}};
  }
  std::vector<AlertId> refs() {
    std::vector<AlertId> out;
    for (std::uint64_t i = below(3); i > 0; --i) out.push_back(id<AlertId>());
    return out;
  }
  domain::What what() {
    domain::What what;
    what.codes = list([&] { return one<domain::Code>(); });
    what.tactics = list([&] { return one<domain::Tactic>(); });
    if (flip()) what.repeat = domain::Repeat{number(), day(), day()};
    what.weapon = list([&] { return one<domain::Weapon>(); });
    what.summary = told();
    return what;
  }
  domain::Person person() {
    domain::Person p;
    p.role = maybe<domain::Role>();
    p.gender = maybe<domain::Gender>();
    p.age = range();
    p.height_cm = range();
    p.build = told();
    p.complexion = told();
    if (flip()) p.hair = domain::Hair{told(), told()};
    p.facial_hair = told();
    p.eyes = told();
    p.glasses = truth();
    p.teeth = told();
    if (flip()) p.voice = domain::Voice{told(), told(), told()};
    p.marks = list([&] { return domain::Mark{maybe<domain::MarkType>(), told(), told()}; });
    p.smell = texts();
    p.clothing = texts();
    p.words = texts();
    p.distinctive = texts();
    p.names = texts();
    return p;
  }
  domain::Identifier identifier() {
    domain::Identifier out;
    out.kind = one<domain::IdentifierKind>();
    out.canon = text();
    out.conf = maybe<domain::Confidence>();
    if (flip())
      out.last_seen = std::chrono::year{1 + static_cast<int>(below(9999))} /
                      std::chrono::month{1 + static_cast<unsigned>(below(12))};
    out.platform = told();
    out.cc = told();
    out.shown = told();
    out.note = told();
    return out;
  }
  domain::Vehicle vehicle() {
    return {told(), told(), told(), told(), told(), told(), maybe<domain::Confidence>()};
  }
  domain::Who who() {
    domain::Who who;
    who.n = number();
    who.withheld = truth();
    who.people = list([&] { return person(); });
    who.ids = list([&] { return identifier(); });
    who.vehicles = list([&] { return vehicle(); });
    return who;
  }

  std::mt19937_64 random_;
};

}  // namespace ww::test

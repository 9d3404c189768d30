// A journal as one that has run for years: alerts of a mixed kind, under a seed. All fictional.
//
// Of 100 alerts 70 name a phone number, 30 a plate, 20 a handle, 10 an e-mail address. Numbers have
// the country code 999, which nobody has; the few that a look-up must find are of the range kept
// for films (07700 900xxx).
#pragma once

#include "engine/alert_tokens.h"
#include "support/test_random.h"
#include "wire/alert.h"

namespace ww::bench {

inline constexpr const char* kKnownPhone = "+447700900123";
inline constexpr const char* kKnownPlate = "AB00TST";  // 00 was never a year
inline const Instant kNow = from_unix_seconds(1'790'000'000);

class ManyAlerts {
 public:
  explicit ManyAlerts(std::uint64_t seed) : random_(seed) {}

  WireAlert next() {
    WireAlert made;
    random_.fill(made.author_key);
    random_.fill(made.nonce);
    made.expires = kNow + std::chrono::hours{24 * 400};
    domain::Alert& body = made.body;
    wire::set_id(made);
    body.sent = kNow - std::chrono::hours{static_cast<int>(random_.below(24 * 300))};
    body.expires = made.expires;
    body.lang = "en-GB";
    body.share.level = domain::Level::circle;
    body.what.emplace();
    body.what->codes = {domain::Code::robbery};
    body.what->summary =
        "Booked by phone, was polite, then would not leave, took the money back and pushed past.";
    body.where.emplace();
    body.where->regions = {random_.below(2) == 0 ? "GB-LDS" : "GB-MAN"};
    body.who.emplace();
    body.who->ids.emplace();
    add_identifiers(*body.who->ids);
    ++made_;
    return made;
  }

  std::string plate() {  // of the current British pattern, with a year below 40
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNOPRSTUVWXY";
    std::string text = "LLDDLLL";
    for (char& c : text) {
      c = c == 'L' ? kLetters[random_.below(kLetters.size())] : char('0' + random_.below(10));
    }
    text[2] = char('0' + random_.below(2) + 2);
    return text;
  }

 private:
  void add_identifiers(std::vector<domain::Identifier>& ids) {
    using domain::IdentifierKind;
    const auto add = [&](IdentifierKind kind, std::string canon) -> domain::Identifier& {
      domain::Identifier id;
      id.kind = kind;
      id.canon = std::move(canon);
      id.last_seen = std::chrono::year{2026} / std::chrono::month{6};
      ids.push_back(std::move(id));
      return ids.back();
    };
    const bool known = made_ % 25'000 == 7;  // four in 100,000
    if (known) add(IdentifierKind::phone, kKnownPhone);
    if (known) add(IdentifierKind::plate, kKnownPlate).cc = "GB";
    if (random_.below(100) < 70) {
      add(IdentifierKind::phone,
          "+999" + std::to_string(1'000'000'000 + random_.below(1'000'000'000)));
    }
    if (random_.below(100) < 30) add(IdentifierKind::plate, plate()).cc = "GB";
    if (random_.below(100) < 20) {
      add(IdentifierKind::handle, "user" + std::to_string(random_.u64())).platform = "example.com";
    }
    if (random_.below(100) < 10) {
      add(IdentifierKind::email, "m" + std::to_string(random_.u64()) + "@example.com");
    }
  }

  test::TestRandom random_;
  std::size_t made_ = 0;
};

// As the journal keeps one that was received.
struct Kept {
  StoredAlert row;
  std::vector<AlertToken> tokens;
};
inline Kept kept(const WireAlert& alert) {
  const Bytes bytes = wire::encode_alert(alert);
  Kept made{engine::stored_alert(alert, bytes, {}), engine::tokens_of(alert.body)};
  made.row.received = kNow;
  made.row.from = StoredAlert::From::contact;
  return made;
}

}  // namespace ww::bench

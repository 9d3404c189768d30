// A journal as none is yet: 100,000 incidents with ten identifiers each, under a seed. All
// fictional.
//
// Of ten identifiers four are numbers, three plates, three handles; keys are as many as
// core/matcher.h makes (two of a number, one for each three characters of a plate). A text has 40
// words, the first of which are the most used (about one in n, as in any language). One number and
// one plate that look-ups must find stand in every 25,000th.
#pragma once

#include <cmath>
#include <cstdlib>

#include "support/journal_samples.h"
#include "support/test_random.h"

namespace ww::bench {

inline const Instant kNow = from_unix_seconds(1'790'000'000);

class ManyIncidents {
 public:
  static constexpr std::string_view kKnownDigits = "447700900123";
  static constexpr std::string_view kKnownPlate = "AB00TST";  // 00 was never a year
  static constexpr const char* kSeldomWord = "wseldomx";
  static constexpr const char* kSeldomCode = "seldom";

  struct One {
    StoredIncident row;
    std::vector<JournalIdentifier> identifiers;
    std::string text;
  };

  explicit ManyIncidents(std::uint64_t seed) : random_(seed) {
    const char* wanted = std::getenv("WW_BENCH_INCIDENTS");  // for a quick look
    if (wanted != nullptr) count_ = static_cast<std::size_t>(std::atoll(wanted));
    for (int i = 0; i < 200; ++i) {
      subjects_.push_back(test::sample_subject(random_, "person " + std::to_string(i), kNow));
    }
  }
  std::size_t count() const { return count_; }
  const std::vector<StoredSubject>& subjects() const { return subjects_; }

  One next() {
    const bool known = made_++ % 25'000 == 7;
    One one;
    one.row = test::sample_incident(random_, kNow);
    one.row.start = kNow - std::chrono::minutes{random_.below(10 * 365 * 24 * 60)};
    one.row.codes = {random_.below(2) == 0 ? "threat" : "stalking"};
    if (known) one.row.codes.push_back(kSeldomCode);
    one.row.regions = {random_.below(5) == 0 ? "GB-LDS" : "GB-MAN"};
    if (random_.below(4) == 0) one.row.subject = subjects_[random_.below(subjects_.size())].id;
    one.text = text(known);
    one.row.json = R"({"schema":"incident/1","account":")" + one.text + one.text + R"("})";
    for (int i = 0; i < 4; ++i) one.identifiers.push_back(phone(known && i == 0));
    for (int i = 0; i < 3; ++i) one.identifiers.push_back(plate(known && i == 0));
    for (int i = 0; i < 3; ++i) one.identifiers.push_back(handle());
    return one;
  }

  static std::vector<std::string> plate_keys(std::string_view plate) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i + 3 <= plate.size(); ++i) {
      keys.push_back("c" + std::to_string(i) + std::string(plate.substr(i, 3)));
    }
    return keys;
  }

 private:
  std::string text(bool known) {
    std::string words = known ? kSeldomWord : "w";
    for (int i = 0; i < 40; ++i) {
      const double share = static_cast<double>(random_.below(1'000'000)) / 1e6;
      const auto rank = static_cast<int>(std::pow(20'000.0, share)) - 1;
      std::string number = std::to_string(rank);
      words += " w" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + "x";
    }
    return words;
  }
  JournalIdentifier phone(bool known) {
    // The country code 999, which nobody has.
    const std::string digits =
        known ? std::string(kKnownDigits)
              : "999" + std::to_string(100'000'000 + random_.below(900'000'000));
    return {"phone", "+" + digits, {"p" + digits, "t" + digits.substr(digits.size() - 7)}, digits};
  }
  JournalIdentifier plate(bool known) {
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNOPRSTUVWXY";
    std::string canon = "LLDDLLL";
    for (char& c : canon) {
      c = c == 'L' ? kLetters[random_.below(kLetters.size())] : char('0' + random_.below(10));
    }
    canon[2] = char('0' + random_.below(2) + 2);
    if (known) canon = kKnownPlate;
    return {"plate", canon, plate_keys(canon), ""};
  }
  JournalIdentifier handle() {
    const std::string name = "user" + std::to_string(random_.u64());
    return {"handle", name, {"h" + name, "n" + name.substr(0, 8)}, ""};
  }

  test::TestRandom random_;
  std::size_t count_ = 100'000;
  std::size_t made_ = 0;
  std::vector<StoredSubject> subjects_;
};

}  // namespace ww::bench

// Messages as people write them, under a seed: with one identifier of an index in one of the many
// ways to write it, or with none, and always with other numbers, dates, prices, plates and links
// around it. All fictional: numbers are of the ranges kept for films (Ofcom), names of nobody.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/alert.h"
#include "support/test_random.h"

namespace ww::bench {

struct Planted {
  domain::IdentifierKind kind = domain::IdentifierKind::phone;
  std::string canon, platform;
};

class RecallTexts {
 public:
  using Kind = domain::IdentifierKind;

  RecallTexts(std::uint64_t seed, std::size_t count) : random_(seed) {
    while (known_.size() < count) {
      Planted one = any();
      if (keys_.insert(one.canon).second) known_.push_back(std::move(one));
    }
  }
  const std::vector<Planted>& known() const { return known_; }

  struct Message {
    std::string text;
    Planted planted;
  };
  Message with_one() {
    const Planted& one = known_[random_.below(known_.size())];
    return {around(written(one)), one};
  }
  std::string without() { return around(noise()); }
  // About so many characters.
  std::string long_one(std::size_t size, bool planted) {
    std::string text;
    while (text.size() < size / 2) text += without() + " ";
    if (planted) text += written(known_[random_.below(known_.size())]) + " ";
    while (text.size() < size) text += without() + " ";
    return text.substr(0, text.rfind(' '));
  }

 private:
  template <class T, std::size_t N>
  const T& pick(const T (&list)[N]) {
    return list[random_.below(N)];
  }
  std::string number(std::size_t digits) {
    std::string out;
    while (out.size() < digits) out += static_cast<char>('0' + random_.below(10));
    return out;
  }
  std::string word() {
    constexpr const char* kBegin[] = {"tick", "clock", "mar", "lun", "sol", "fen", "bra", "dor"};
    constexpr const char* kEnd[] = {"tock", "hart", "wick", "lo", "mira", "den", "more", "vale"};
    return std::string(pick(kBegin)) + pick(kEnd);
  }

  // National digits behind the country code.
  std::string phone() {
    constexpr const char* kRanges[] = {"7700900", "113496", "114496",  "115496",  "116496",
                                       "117496",  "118496", "121496",  "131496",  "141496",
                                       "151496",  "161496", "2079460", "1914980", "2896496",
                                       "2920180", "1632960"};
    std::string range = pick(kRanges);
    return range + (range.size() == 6 ? "0" : "") + number(3);
  }
  std::string plate() {
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNOPRSTUVWXY";
    std::string text = "LL00LLL";
    for (char& c : text) {
      if (c == 'L') c = kLetters[random_.below(kLetters.size())];
    }
    text[2] = static_cast<char>('5' + random_.below(3));
    text[3] = static_cast<char>('0' + random_.below(10));
    return text;
  }
  Planted any() {
    const auto kind = random_.below(100);
    if (kind < 55) return {Kind::phone, "+44" + phone(), ""};
    if (kind < 75) return {Kind::plate, plate(), ""};
    if (kind < 82) return {Kind::email, word() + "." + word() + number(2) + "@example.com", ""};
    if (kind < 92) return {Kind::handle, word() + "_" + word() + number(2), "chatapp.example"};
    if (kind < 96) {
      return {Kind::url, "https://directory.example/view.php?id=" + number(7), ""};
    }
    if (kind < 98) return {Kind::payment, "ukacct:" + number(6) + "-" + number(8), ""};
    return {Kind::alias, word() + word() + " " + word() + "son", ""};
  }
  Planted stranger() {
    Planted one = any();
    while (keys_.count(one.canon) > 0) one = any();
    return one;
  }

  std::string written(const Planted& one) {
    switch (one.kind) {
      case Kind::phone:
        return written_phone(one.canon.substr(3));
      case Kind::plate:
        return written_plate(one.canon);
      case Kind::email:
        return written_mail(one.canon);
      case Kind::handle:
        return written_handle(one);
      case Kind::url:
        return written_page(one.canon);
      case Kind::payment: {
        const std::string code = one.canon.substr(7, 6), account = one.canon.substr(14);
        constexpr const char* kBetween[] = {" ", ", acc ", " account: ", " / "};
        const std::string parted =
            code.substr(0, 2) + "-" + code.substr(2, 2) + "-" + code.substr(4);
        return (random_.below(2) == 0 ? code : parted) + pick(kBetween) + account;
      }
      default:
        return capitals(one.canon);
    }
  }
  static std::string capitals(std::string text) {
    bool first = true;
    for (char& c : text) {
      if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      first = c == ' ';
    }
    return text;
  }

  std::string written_phone(const std::string& rest) {
    constexpr const char* kBefore[] = {"0", "0", "0", "0", "+44 ", "+44", "0044 ", "+44 (0)", "44"};
    std::string before = pick(kBefore);
    const auto way = random_.below(100);
    if (way < 4) return "https://wa.me/44" + rest;
    if (way < 6) return "https://api.whatsapp.com/send?phone=44" + rest;
    if (way < 8) return "tel:+44" + rest;
    if (before == "44") return before + rest;
    if (way < 14) return before + with_letters(rest);
    if (way < 18) return "0" + in_words(rest);
    if (way < 22) return as_other_digits("0" + rest);
    return before + grouped(rest, way < 30 ? odd_sign() : usual_sign());
  }
  std::string usual_sign() {
    constexpr const char* kSigns[] = {
        " ",  " ", " ", " ",           "-", ".", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
        "  ", "",  "",  "\xE2\x80\x8B"};
    return pick(kSigns);
  }
  std::string odd_sign() {
    constexpr const char* kSigns[] = {"*", "_", "~", "#", "|", ",", ":", "\xC2\xB7", "\n"};
    return pick(kSigns);
  }
  std::string grouped(const std::string& digits, const std::string& sign) {
    std::string out;
    const std::size_t first = 2 + random_.below(3), size = 3 + random_.below(4);
    for (std::size_t i = 0; i < digits.size(); ++i) {
      const bool edge = i == first || (i > first && (i - first) % size == 0);
      const bool last = i + 1 == digits.size();
      out += (edge && !last ? sign : "") + digits[i];
    }
    return out;
  }
  std::string with_letters(std::string digits) {
    for (char& c : digits) {
      if (c == '0' && random_.below(2) == 0) c = random_.below(2) == 0 ? 'o' : 'O';
      if (c == '1' && random_.below(2) == 0) c = random_.below(2) == 0 ? 'l' : 'I';
    }
    return digits;
  }
  std::string in_words(const std::string& digits) {
    constexpr const char* kWords[] = {"zero", "one", "two",   "three", "four",
                                      "five", "six", "seven", "eight", "nine"};
    std::string out;
    for (const char c : digits) {
      const bool spelled = random_.below(3) == 0;
      out += spelled ? " " + std::string(kWords[c - '0']) + " " : std::string(1, c);
    }
    return out;
  }
  std::string as_other_digits(const std::string& digits) {
    const auto way = random_.below(3);
    std::string out;
    for (const char c : digits) {
      if (way == 0) out += std::string(1, c) + "\xEF\xB8\x8F\xE2\x83\xA3";
      if (way == 1) out += std::string("\xEF\xBC") + static_cast<char>(0x90 + (c - '0'));
      if (way == 2) out += std::string("\xD9") + static_cast<char>(0xA0 + (c - '0'));
    }
    return out;
  }

  std::string written_plate(const std::string& plate) {
    const std::string parted = plate.substr(0, 4) + " " + plate.substr(4);
    const auto small = [](std::string text) {
      for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      return text;
    };
    switch (random_.below(8)) {
      case 0:
        return plate;
      case 1:
        return small(plate);
      case 2:
        return small(parted);
      case 3:
        return plate + "?";
      case 4:
        return plate.substr(0, 4) + "-" + plate.substr(4);
      case 5:
        return "GB:" + plate;
      default:
        return parted;
    }
  }
  std::string written_mail(const std::string& mail) {
    const std::string name = mail.substr(0, mail.find('@'));
    switch (random_.below(6)) {
      case 0:
        return "<" + mail + ">";
      case 1:
        return "email:" + mail;
      case 2:
        return name + " at example dot com";
      case 3:
        return "mailto:" + mail + "?subject=x";
      case 4:
        return name + "(at)example.com";
      default:
        return mail;
    }
  }
  std::string written_handle(const Planted& one) {
    switch (random_.below(6)) {
      case 0:
        return "@" + one.canon;
      case 1:
        return "https://" + one.platform + "/" + one.canon + "/photos";
      case 2:
        return one.platform + "/users/" + one.canon;
      case 3:
        return one.platform + ":" + one.canon;
      case 4:
        return "**@" + one.canon + "**";
      default:
        return one.canon;
    }
  }
  std::string written_page(const std::string& page) {
    constexpr const char* kBehind[] = {"", "&utm_source=x", "#photos", "&fbclid=abc"};
    return page + pick(kBehind);
  }

  // What is not known: other numbers, and such that nearly are.
  std::string noise() {
    switch (random_.below(14)) {
      case 0:
        return std::to_string(random_.below(24)) + ":" + number(2);
      case 1:
        return std::to_string(1 + random_.below(28)) + "/" + std::to_string(1 + random_.below(12)) +
               "/2026";
      case 2:
        return "2026-11-" + std::to_string(10 + random_.below(18));
      case 3:
        return "\xC2\xA3" + std::to_string(50 + random_.below(400));
      case 4:
        return std::to_string(1 + random_.below(300));
      case 5:
        return std::to_string(20 + random_.below(50)) + "yrs";
      case 6:
        return "LS" + std::to_string(1 + random_.below(20)) + " " + number(1) + "AB";
      case 7:
        return "#" + number(1 + random_.below(12));
      case 8:
        return near(known_[random_.below(known_.size())]);
      case 9:
        return "5ft " + std::to_string(random_.below(12));
      default:
        return written(stranger());
    }
  }
  // One sign off.
  std::string near(Planted one) {
    std::string& canon = one.canon;
    for (int tries = 0; keys_.count(canon) > 0 && tries < 20; ++tries) {
      const auto at = canon.find_last_of("0123456789");
      const std::size_t back = random_.below(3);
      if (at == std::string::npos || at < back) return "";
      char& c = canon[at - back];
      if (c >= '0' && c <= '9') c = static_cast<char>('0' + (c - '0' + 1 + random_.below(9)) % 10);
    }
    return keys_.count(canon) > 0 ? "" : written(one);
  }

  std::string around(const std::string& middle) {
    constexpr const char* kWords[] = {
        "hi",    "hun",  "is",   "it",   "ok",    "for",  "an",   "hour", "at",   "the",
        "he",    "rang", "from", "then", "said",  "cash", "only", "pls",  "can",  "you",
        "do",    "a",    "big",  "man",  "grey",  "van",  "near", "bus",  "stop", "wants",
        "me",    "to",   "come", "his",  "place", "call", "this", "num",  "or",   "text",
        "watch", "out",  "for",  "him",  "not",   "nice", "paid", "half", "and",  "left"};
    constexpr const char* kSigns[] = {" ", " ", " ", " ", ", ", ". ", "\n", " - "};
    std::string out;
    const auto words = [&](std::size_t count) {
      for (std::size_t i = 0; i < count; ++i) {
        out += pick(kWords);
        out += pick(kSigns);
        if (random_.below(12) == 0) out += noise() + pick(kSigns);
      }
    };
    words(random_.below(15));
    if (random_.below(2) == 0) out += noise() + pick(kSigns);
    out += middle + pick(kSigns);
    if (random_.below(2) == 0) out += noise() + pick(kSigns);
    words(random_.below(15));
    return out;
  }

  test::TestRandom random_;
  std::vector<Planted> known_;
  std::set<std::string> keys_;
};

}  // namespace ww::bench

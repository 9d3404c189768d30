// Payment names, each with the checksum that its kind carries: a mistyped one would match nothing,
// or somebody else.
#include <array>

#include "base/crypto.h"
#include "domain/alert_text_rules.h"
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_space(c) && c != '-') out += c;
  }
  return out;
}

// ISO 13616: the first four characters go to the end, letters count from 10, the rest by 97 is 1.
bool iban_fits(const std::string& iban) {
  if (iban.size() < 15 || iban.size() > 34) return false;
  if (!is_upper(iban[0]) || !is_upper(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3])) {
    return false;
  }
  int rest = 0;
  for (const char c : iban.substr(4) + iban.substr(0, 4)) {
    if (!is_upper(c) && !is_digit(c)) return false;
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest == 1;
}

// BIP 173 and BIP 350.
bool bech32_fits(const std::string& address) {
  constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  constexpr std::array<std::uint32_t, 5> kGenerator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                    0x2a1462b3};
  if (address.size() < 14 || address.size() > 90 || !starts_with(address, "bc1")) return false;
  std::uint32_t check = 1;
  const auto add = [&](std::uint32_t value) {
    const std::uint32_t top = check >> 25;
    check = (check & 0x1ffffff) << 5 ^ value;
    for (std::size_t i = 0; i < kGenerator.size(); ++i) {
      if ((top >> i & 1u) != 0) check ^= kGenerator[i];
    }
  };
  for (const char c : {'b', 'c'}) add(static_cast<std::uint32_t>(c) >> 5);
  add(0);
  for (const char c : {'b', 'c'}) add(static_cast<std::uint32_t>(c) & 31u);
  for (const char c : address.substr(3)) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return false;
    add(static_cast<std::uint32_t>(value));
  }
  const bool first_version = address[3] == 'q';
  return check == (first_version ? 1u : 0x2bc830a3u);
}

// Base58Check: 25 bytes, the last four begin the double SHA-256 of the others.
bool base58_fits(const std::string& address) {
  constexpr std::string_view kAlphabet =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  if (address.size() < 26 || address.size() > 35) return false;
  std::array<std::uint8_t, 25> bytes{};
  for (const char c : address) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return false;
    std::uint32_t carry = static_cast<std::uint32_t>(digit);
    for (std::size_t i = bytes.size(); i-- > 0;) {
      carry += std::uint32_t{bytes[i]} * 58;
      bytes[i] = static_cast<std::uint8_t>(carry & 0xFF);
      carry >>= 8;
    }
    if (carry != 0) return false;
  }
  const auto check = crypto::sha256(crypto::sha256(ByteView(bytes).first(21)));
  return same_bytes(ByteView(check).first(4), ByteView(bytes).last(4));
}

bool is_hex40(const std::string& text) {
  if (text.size() != 42 || !starts_with(text, "0x")) return false;
  return text.find_first_not_of("0123456789abcdef", 2) == std::string::npos;
}

bool is_tag(const std::string& text) {
  return text.size() >= 2 && text.size() <= 40 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") == std::string::npos;
}

Unreadable wrong(const char* message) { return {"not_readable", message, {}}; }

Reading found(std::string canon) {
  Normalised out;
  out.canon = std::move(canon);
  return out;
}

Reading as_iban(std::string_view rest) {
  const std::string iban = upper(squeezed(rest));
  if (!iban_fits(iban)) return wrong("This IBAN does not add up: one of its characters is wrong.");
  return found("iban:" + iban);
}

Reading as_uk_account(std::string_view rest) {
  const std::string digits = digits_of(rest);
  if (digits.size() != 14 || has_letters(rest)) {
    return wrong("Write a UK account as six digits of sort code and eight of account.");
  }
  return found("ukacct:" + digits.substr(0, 6) + "-" + digits.substr(6));
}

Reading as_bitcoin(std::string_view rest) {
  const std::string text = squeezed(rest);
  const std::string small = lower(text);
  const bool one_case = text == small || text == upper(text);
  if (starts_with(small, "bc1")) {
    if (one_case && bech32_fits(small)) return found("btc:" + small);
  } else if (base58_fits(text)) {
    return found("btc:" + text);
  }
  return wrong("This Bitcoin address does not add up: one of its characters is wrong.");
}

Reading as_ether(std::string_view rest) {
  const std::string text = lower(squeezed(rest));
  if (!is_hex40(text)) return wrong("An Ethereum address is 0x and 40 digits of hex.");
  return found("eth:" + text);
}

Reading as_paypal(std::string_view rest) {
  const Reading email = normalise_email(rest);
  if (!email) return wrong("Write a PayPal name by its e-mail address.");
  return found("paypal:" + email->canon);
}

Reading as_tag(const char* prefix, std::string_view rest) {
  std::string tag = casefold(trim(rest));
  while (!tag.empty() && (tag[0] == '@' || tag[0] == '$')) tag.erase(0, 1);
  if (!is_tag(tag)) return wrong("This tag holds a character that no tag has.");
  return found(prefix + tag);
}

// Without a prefix only what carries a checksum or a form of its own is taken.
Reading by_form(std::string_view text) {
  if (auto iban = as_iban(text); iban.ok()) return iban;
  if (auto bitcoin = as_bitcoin(text); bitcoin.ok()) return bitcoin;
  if (auto ether = as_ether(text); ether.ok()) return ether;
  return wrong(
      "Say what kind of payment name this is: iban: ukacct: paypal: revtag: cashtag: btc: or eth: "
      "before it.");
}

}  // namespace

Reading normalise_payment(std::string_view raw) {
  const std::string text = nfkc(trim(raw));
  const auto colon = text.find(':');
  if (colon == std::string::npos) return by_form(text);
  const std::string kind = lower(text.substr(0, colon));
  const std::string_view rest = std::string_view(text).substr(colon + 1);
  if (kind == "iban") return as_iban(rest);
  if (kind == "ukacct") return as_uk_account(rest);
  if (kind == "paypal") return as_paypal(rest);
  if (kind == "revtag") return as_tag("revtag:", rest);
  if (kind == "cashtag") return as_tag("cashtag:", rest);
  if (kind == "btc" || kind == "bitcoin") return as_bitcoin(rest);
  if (kind == "eth" || kind == "ethereum") return as_ether(rest);
  return by_form(text);
}

}  // namespace ww::identify

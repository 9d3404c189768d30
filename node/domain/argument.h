// ArgumentList of a code: what a notice or a problem is about, typed, so that sentences are made
// from them in one place and in any language.
//
// `value` says what is meant for as long as it is there (the id of a contact), `shown` how it was
// called when this was written down.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/ids.h"
#include "domain/time.h"

namespace ww {

struct Argument {
  enum class Kind : std::uint8_t { contact = 1, circle, relay, alert, text, number, time };

  Kind kind = Kind::text;
  std::string name;   // "contact", "relay", "hours": unique among the arguments of one code
  std::string value;  // an id in base32, an address, a text, a number, milliseconds
  std::string shown;

  static Argument contact(const ContactId& id, std::string name) {
    return {Kind::contact, "contact", id.base32(), std::move(name)};
  }
  static Argument circle(const CircleId& id, std::string name) {
    return {Kind::circle, "circle", id.base32(), std::move(name)};
  }
  static Argument relay(std::string address) {
    return {Kind::relay, "relay", address, std::move(address)};
  }
  static Argument alert(const AlertId& id) {
    return {Kind::alert, "alert", id.base32(), id.base32()};
  }
  static Argument text(std::string name, std::string text) {
    return {Kind::text, std::move(name), text, std::move(text)};
  }
  static Argument number(std::string name, std::int64_t number) {
    return {Kind::number, std::move(name), std::to_string(number), std::to_string(number)};
  }
  static Argument time(Instant at) {
    return {Kind::time, "time", std::to_string(to_ms(at)), std::to_string(to_ms(at))};
  }

  // Whether notices are counted by it: nobody but the owner makes contacts, circles and own relays.
  bool is_owner() const {
    return kind == Kind::contact || kind == Kind::circle || kind == Kind::relay;
  }

  bool operator==(const Argument&) const = default;
};

using ArgumentList = std::vector<Argument>;

}  // namespace ww

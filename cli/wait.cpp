#include "cli/wait.h"

#include <charconv>

namespace ww::cli {
namespace {

constexpr int kSecondsMost = 24 * 60 * 60;

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

api::Answer<int> descriptor_of(const Arguments& arguments, const std::string& option) {
  const auto value = number(arguments.one(option));
  if (!value || *value < 3) {
    return usage(option +
                 " needs the number of an open descriptor, 3 or more: a secret never "
                 "comes by the standard streams.");
  }
  return *value;
}

api::Answer<Duration> seconds_of(const Arguments& arguments, const std::string& option) {
  const auto value = number(arguments.one(option));
  if (!value || *value < 0 || *value > kSecondsMost) {
    return usage(option + " needs whole seconds, a day at most.");
  }
  return Duration{std::chrono::seconds{*value}};
}

api::Answer<std::uint32_t> whole_number(const Arguments& arguments, const std::string& option) {
  const auto value = number(arguments.one(option));
  if (!value || *value < 0) return usage(option + " needs a whole number.");
  return static_cast<std::uint32_t>(*value);
}

api::Answer<std::uint64_t> newest_event(api::NodeApi& node) {
  WW_TRY_SET(const auto events, node.events(0, Duration{0}));
  return events.empty() ? std::uint64_t{0} : events.back().cursor;
}

}  // namespace ww::cli

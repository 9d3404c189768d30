#include "json/strict_text.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "domain/alert_text_rules.h"

namespace ww::json {
namespace {

using domain::FieldError;

// Reads events, keeps the path, and stops at the first thing that is not acceptable.
class StrictHandler final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit StrictHandler(std::size_t depth_max) : depth_max_(depth_max) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override {
    value();
    return refuse("not_an_integer", "Write a whole number: no fraction, no exponent.");
  }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return refuse("bad_json", "This is no JSON."); }

  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    levels_.back().name = name;
    if (levels_.back().seen.insert(name).second) return true;
    return refuse("duplicate_key", "This key stands twice. Keep one of them.");
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) override {
    if (error.id == 406) {  // a number beyond every type
      value();
      return refuse("not_an_integer", "Write a whole number of at most nine digits.");
    }
    errors.push_back({path(), "bad_json",
                      "This is no JSON: it cannot be read from character " +
                          std::to_string(position) + " on. Check quotes, commas and brackets."});
    return false;
  }

  std::vector<FieldError> errors;

 private:
  struct Level {
    bool object = false;
    std::string name;       // of the value that is read now
    std::size_t index = 0;  // in an array: of the next value
    std::set<std::string> seen;
  };

  bool value() {
    if (!levels_.empty() && !levels_.back().object) ++levels_.back().index;
    return true;
  }
  bool open(bool object) {
    value();
    if (levels_.size() == depth_max_) {
      return refuse("too_deep", "This is nested deeper than " + std::to_string(depth_max_) +
                                    " levels; no incident and no alert is.");
    }
    levels_.push_back({object, {}, 0, {}});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }
  bool refuse(std::string code, std::string message) {
    errors.push_back({path(), std::move(code), std::move(message)});
    return false;
  }
  std::string path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (!level.object) {
        path += "[" + std::to_string(level.index == 0 ? 0 : level.index - 1) + "]";
      } else if (!level.name.empty()) {
        path += (path.empty() ? "" : ".") + level.name;
      }
    }
    return path;
  }

  std::size_t depth_max_;
  std::vector<Level> levels_;
};

}  // namespace

std::vector<FieldError> check_text(std::string_view text, TextBounds bounds) {
  if (text.size() > bounds.bytes) {
    return {{"", "too_large",
             "This has " + std::to_string(text.size()) + " bytes; at most " +
                 std::to_string(bounds.bytes) + " fit. Shorten it."}};
  }
  if (!domain::is_utf8(text)) {
    return {{"", "not_utf8", "This is not UTF-8 text. Save it as UTF-8."}};
  }
  StrictHandler handler(bounds.depth);
  nlohmann::json::sax_parse(text.begin(), text.end(), &handler);
  return std::move(handler.errors);
}

}  // namespace ww::json

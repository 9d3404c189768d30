#include "json/object_reader.h"

#include <limits>

#include "domain/alert_limits.h"

namespace ww::json {
namespace {

// RFC 6901: "~" and "/" have a spelling of their own in a pointer.
std::string escaped(std::string_view key) {
  std::string text;
  for (const char c : key) {
    if (c == '~')
      text += "~0";
    else if (c == '/')
      text += "~1";
    else
      text += c;
  }
  return text;
}

}  // namespace

ObjectReader::ObjectReader(const nlohmann_json& value, std::string path, std::string pointer,
                           Reading& reading)
    : path_(std::move(path)), pointer_(std::move(pointer)), reading_(reading) {
  if (value.is_object()) {
    object_ = &value;
  } else {
    reading_.refuse(path_, "wrong_type", "This must be an object: { ... }.");
  }
}

std::string ObjectReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

std::string ObjectReader::pointer_of(std::string_view key) const {
  return pointer_ + "/" + escaped(key);
}

const nlohmann_json* ObjectReader::find(const char* key) {
  asked_.insert(key);
  if (!object_) return nullptr;
  const auto found = object_->find(key);
  return found == object_->end() ? nullptr : &*found;
}

const nlohmann_json* ObjectReader::need(const char* key) {
  const auto* value = find(key);
  if (!value && object_) refuse(key, "missing", "This field must be given.");
  return value;
}

std::optional<std::string> ObjectReader::one_text(const nlohmann_json& value,
                                                  const std::string& path) {
  if (value.is_string()) return value.get<std::string>();
  reading_.refuse(path, "wrong_type", "This must be text in quotes.");
  return std::nullopt;
}

std::optional<std::int32_t> ObjectReader::one_integer(const nlohmann_json& value,
                                                      const std::string& path) {
  using Bounds = std::numeric_limits<std::int32_t>;
  if (!value.is_number_integer()) {
    reading_.refuse(path, "wrong_type", "This must be a whole number without quotes.");
    return std::nullopt;
  }
  const bool huge = value.is_number_unsigned() &&
                    value.get<std::uint64_t>() > static_cast<std::uint64_t>(Bounds::max());
  if (huge || (!value.is_number_unsigned() && value.get<std::int64_t>() < Bounds::min())) {
    reading_.refuse(path, "out_of_range", "No field holds a number this large.");
    return std::nullopt;
  }
  return value.get<std::int32_t>();
}

domain::Text ObjectReader::text(const char* key) {
  const auto* value = find(key);
  return value ? one_text(*value, path_of(key)) : std::nullopt;
}

std::optional<std::int32_t> ObjectReader::integer(const char* key) {
  const auto* value = find(key);
  return value ? one_integer(*value, path_of(key)) : std::nullopt;
}

std::optional<bool> ObjectReader::boolean(const char* key) {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  refuse(key, "wrong_type", "This must be true or false, without quotes.");
  return std::nullopt;
}

std::optional<domain::Range> ObjectReader::range(const char* key) {
  const auto* value = find(key);
  if (!value) return std::nullopt;
  if (!value->is_array() || value->size() != 2) {
    refuse(key, "wrong_type", "This must be two whole numbers, from and to: [35, 45].");
    return std::nullopt;
  }
  const auto lo = one_integer((*value)[0], path_of(key) + "[0]");
  const auto hi = one_integer((*value)[1], path_of(key) + "[1]");
  if (!lo || !hi) return std::nullopt;
  return domain::Range{*lo, *hi};
}

std::optional<Instant> ObjectReader::instant(const char* key) {
  return parsed<Instant>(key, read_instant, "Write the time as \"2025-03-14T22:00:00Z\".");
}
std::optional<domain::Day> ObjectReader::day(const char* key) {
  return parsed<domain::Day>(key, read_day, "Write the day as \"2025-06-15\".");
}
std::optional<domain::Month> ObjectReader::month(const char* key) {
  return parsed<domain::Month>(key, read_month, "Write the month as \"2025-03\".");
}

domain::List<std::string> ObjectReader::texts(const char* key) {
  return list<std::string>(key, [&](const nlohmann_json& value, const std::string& path,
                                    const std::string&) { return one_text(value, path); });
}

void ObjectReader::refuse_name(const std::string& path, std::span<const std::string_view> allowed) {
  std::string message = "This is none of the allowed words:";
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    message += (i == 0 ? " " : ", ") + std::string(allowed[i]);
  }
  reading_.refuse(path, "not_allowed", message + ".");
}

void ObjectReader::finish() {
  if (!object_) return;
  for (const auto& [key, value] : object_->items()) {
    if (asked_.count(key) != 0) continue;
    if (reading_.origin == domain::Origin::author) {
      refuse(key, "unknown_key", "There is no such field. Take it out.");
      continue;
    }
    // write_alert leaves a longer path out, and what was read must be written again whole.
    if (pointer_of(key).size() > limits::kAlertExtraPath) {
      refuse(key, "too_long", "The place of this field has too long a name.");
      continue;
    }
    reading_.extra.push_back({pointer_of(key), value.dump()});
  }
}

}  // namespace ww::json

#include "cli/json_view.h"

#include <algorithm>

#include "cli/code_words.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

std::string scalar(const std::string& key, const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return is_coded(key) ? words_for(key, text) : shown(text);
  }
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_null()) return "unknown";
  return to_text(value);
}

bool is_scalar(const Json& value) { return !value.is_structured(); }
bool is_range(const Json& value) {
  return value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
}

std::string inline_list(const std::string& key, const Json& list) {
  std::string all;
  for (const auto& item : list) all += (all.empty() ? "" : ", ") + scalar(key, item);
  return all;
}

void print_fields(std::string& out, const std::string& indent, const Json& object) {
  for (const auto& [key, value] : object.items()) print_field(out, indent, key, value);
}

void print_items(std::string& out, const std::string& indent, const std::string& label,
                 const Json& list) {
  for (const auto& item : list) {
    out += indent + label + ":\n";
    if (item.is_object()) {
      print_fields(out, indent + "  ", item);
    } else {
      print_field(out, indent + "  ", label, item);
    }
  }
}

}  // namespace

std::string to_text(const Json& json, bool for_screen) {
  return json.dump(-1, ' ', for_screen, Json::error_handler_t::replace);
}

std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void print_field(std::string& out, const std::string& indent, const std::string& key,
                 const Json& value) {
  const std::string label = spaced(shown(key));
  if (value.is_string() && value.get_ref<const std::string&>().find('\n') != std::string::npos) {
    out += indent + label + ":\n" +
           shown_lines(value.get_ref<const std::string&>(), indent + "  ") + "\n";
  } else if (is_scalar(value)) {
    out += indent + label + ": " + scalar(key, value) + "\n";
  } else if (is_range(value)) {
    out += indent + label + ": " + to_text(value[0]) + " to " + to_text(value[1]) + "\n";
  } else if (value.is_object()) {
    out += indent + label + ":\n";
    print_fields(out, indent + "  ", value);
  } else if (std::all_of(value.begin(), value.end(), is_scalar)) {
    if (!value.empty()) out += indent + label + ": " + inline_list(key, value) + "\n";
  } else {
    print_items(out, indent, label, value);
  }
}

}  // namespace ww::cli

#include "cli/alert_view.h"

#include <algorithm>

#include "cli/code_words.h"
#include "cli/dates.h"
#include "cli/json_view.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

std::string text_of(const Json& alert, const std::string& key) {
  return alert.contains(key) && alert[key].is_string() ? alert[key].get<std::string>() : "";
}

// The newest words of an alert that was updated.
std::string newest(const api::AlertShown& alert) {
  std::string id;
  for (const auto& step : alert.history) {
    if (step.kind == "update") id = step.id;
  }
  return id.empty() ? "" : ": `watchword alert show " + shown(id.substr(0, 8)) + "`";
}

std::string banner(const api::AlertShown& alert, const Json& json) {
  std::string out;
  if (text_of(json, "status") == "exercise") out += "EXERCISE: this did not happen\n";
  if (text_of(json, "status") == "test") out += "TEST: this did not happen\n";
  if (alert.state == "retracted") out += "WITHDRAWN by its author\n";
  if (alert.state == "disputed") out += "DISPUTED: somebody says that this is not right\n";
  if (alert.state == "updated") out += "There is a newer version of this" + newest(alert) + "\n";
  if (alert.state == "expired") out += "OLD: its time is over\n";
  if (alert.partial) out += "INCOMPLETE: parts of it are newer than this program\n";
  return out;
}

std::string assessment(const api::AlertShown& alert, const Json& json) {
  std::string out = "How grave: " + words_for("severity", text_of(json, "severity"));
  if (!alert.urgency_now.empty()) out += "; when: " + words_for("urgency", alert.urgency_now);
  out += "; how sure: " + words_for("certainty", text_of(json, "certainty"));
  const auto basis = text_of(json, "basis");
  if (!basis.empty()) out += ", " + words_for("basis", basis);
  return out + "\n";
}

std::string others(const api::AlertShown& alert) {
  const auto& said = alert.corroborations;
  std::string out = "Others who met the same themselves: " + std::to_string(said.first_hand);
  if (said.others > 0) out += "; who heard of it: " + std::to_string(said.others);
  return out + (said.mine ? "; you said so too" : "") + "\n";
}

std::string history(const api::AlertShown& alert) {
  std::string out;
  for (const auto& step : alert.history) {
    out += "  " + for_people(step.at) + "  " + shown(step.id.substr(0, 8)) + "  " +
           words_for("alert_kind", step.kind) +
           (step.reason.empty() ? "" : ": " + words_for("reason", step.reason)) + "\n";
  }
  return out.empty() ? out : "Since then\n" + out;
}

bool is_said_above(const std::string& key) {
  static const char* keys[] = {"schema",  "id",        "kind",  "status", "severity",
                               "urgency", "certainty", "basis", "action", "advice",
                               "what",    "who",       "when",  "where"};
  return std::any_of(std::begin(keys), std::end(keys), [&](const char* k) { return key == k; });
}

std::string four_ws(const Json& json) {
  std::string out;
  for (const char* key : {"what", "who", "when", "where"}) {
    if (json.contains(key)) print_field(out, "", key, json[key]);
  }
  for (const char* key : {"action", "advice"}) {
    if (json.contains(key)) print_field(out, "", key, json[key]);
  }
  return out;
}

std::string the_rest(const Json& json) {
  std::string out;
  for (const auto& [key, value] : json.items()) {
    if (!is_said_above(key)) print_field(out, "  ", key, value);
  }
  return out.empty() ? out : "Also\n" + out;
}

std::string delivery_words(const std::string& delivery) {
  if (delivery == "saved") return "saved here, not at a relay yet";
  if (delivery == "handed_over") return "at a relay";
  if (delivery == "confirmed") return "arrived";
  return shown(delivery);
}

}  // namespace

std::string alert_text(const api::AlertShown& alert, const std::string& id) {
  const Json json = Json::parse(alert.alert, nullptr, false);
  std::string out = "Alert " + shown(id) + "\n";
  out += "From " + (alert.from == "me" ? "you" : shown(alert.from)) + ", received " +
         for_people(alert.received) + "\n";
  if (alert.alert.empty()) {  // withdrawn: nothing but that is left
    out += banner(alert, Json::object());
  } else if (!json.is_object()) {
    return out + "This program cannot read it.\n";
  } else {
    out += banner(alert, json) + assessment(alert, json) + four_ws(json) + the_rest(json);
    out += others(alert);
  }
  out += history(alert);
  if (!alert.delivery.empty()) out += "Delivery: " + delivery_words(alert.delivery) + "\n";
  return out;
}

std::string line_text(const api::AlertLine& line) {
  std::string codes;
  for (const auto& code : line.codes)
    codes += (codes.empty() ? "" : ", ") + words_for("codes", code);
  const std::string regions = shown_list(line.regions);
  std::string out = shown(line.id.substr(0, 8)) + "  " + for_people(line.received) + "  " +
                    words_for("severity", line.severity) + "  " + codes;
  if (!regions.empty()) out += "  " + regions;
  return line.state == "current" ? out : out + "  [" + shown(line.state) + "]";
}

}  // namespace ww::cli

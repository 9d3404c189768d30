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

// Of the alert itself the newest words are shown; of one of its older versions, its own.
std::string updated_text(const api::AlertShown& alert, const Json& json) {
  const std::string id = text_of(json, "id");
  std::string newest;
  for (const auto& step : alert.history) {
    if (step.kind == "update") newest = step.id;
  }
  if (newest == id || newest.empty()) return "UPDATED: these are the newest words\n";
  return "There is a newer version of this: `watchword alert show " + shown(newest.substr(0, 8)) +
         "`\n";
}

std::string also_from(const api::AlertShown& alert) {
  std::string out;
  for (std::size_t i = 1; i < alert.origins.size(); ++i) {
    out += (i == 1 ? "Also from " : ", ") + shown(alert.origins[i].from) +
           (alert.origins[i].checked ? "" : " (not checked)");
  }
  return out.empty() ? out : out + "\n";
}

std::string unchecked_text(const api::AlertShown& alert) {
  if (alert.from == "me" || alert.origins.empty() || alert.origins.front().checked) return "";
  return "NOT CHECKED: the words of who sent this are not compared, so it could be somebody else\n";
}

std::string banner(const api::AlertShown& alert, const Json& json) {
  std::string out;
  if (text_of(json, "status") == "exercise") out += "EXERCISE: this did not happen\n";
  if (text_of(json, "status") == "test") out += "TEST: this did not happen\n";
  if (alert.state == "retracted") out += "WITHDRAWN by its author\n";
  if (alert.state == "disputed") out += "DISPUTED: somebody says that this is not right\n";
  if (alert.state == "updated") out += updated_text(alert, json);
  if (text_of(json, "status") == "actual" && alert.urgency_now == "immediate") {
    out += "HAPPENING NOW\n";
  }
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

// Who is no contact has no name here that would say more than her number.
std::string arrival_words(const api::AlertShown& alert) {
  if (alert.people == 0) return "";
  std::string out = ", with " + std::to_string(alert.arrived) + " of " +
                    std::to_string(alert.people) + (alert.people == 1 ? " person" : " people");
  std::string names;
  for (const std::string& name : alert.arrived_at) {
    names += (names.empty() ? "" : ", ") + shown(name);
  }
  return names.empty() ? out : out + " (" + names + ")";
}

}  // namespace

std::string alert_text(const api::AlertShown& alert, const std::string& id) {
  const Json json = Json::parse(alert.alert, nullptr, false);
  std::string out = "Alert " + shown(id) + "\n";
  out += "From " + (alert.from == "me" ? "you" : shown(alert.from)) + ", received " +
         for_people(alert.received) + "\n" + also_from(alert) + unchecked_text(alert);
  if (alert.alert.empty()) {  // withdrawn: nothing but that is left
    out += banner(alert, Json::object());
  } else if (!json.is_object()) {
    return out + "This program cannot read it.\n";
  } else {
    out += banner(alert, json) + assessment(alert, json) + four_ws(json) + the_rest(json);
    out += others(alert);
  }
  out += history(alert);
  if (!alert.delivery.empty()) {
    out += "Delivery: " + delivery_words(alert.delivery) + arrival_words(alert) + "\n";
  }
  return out;
}

namespace {

// What a person must see before she reads on.
std::string marks(const api::AlertLine& line) {
  std::string out;
  const auto add = [&](bool holds, const std::string& mark) {
    if (holds) out += (out.empty() ? "" : ", ") + mark;
  };
  add(line.status == "exercise", "EXERCISE");
  add(line.status == "test", "TEST");
  add(line.status == "actual" && line.urgency_now == "immediate", "HAPPENING NOW");
  add(line.state != "current", line.state);
  add(!line.checked, "sender not checked");
  return out.empty() ? out : "  [" + shown(out) + "]";
}

}  // namespace

// Who and what on a second line: six alerts of one evening must not look alike.
std::string line_text(const api::AlertLine& line) {
  std::string codes;
  for (const auto& code : line.codes)
    codes += (codes.empty() ? "" : ", ") + words_for("codes", code);
  const std::string regions = shown_list(line.regions);
  std::string out = shown(line.id.substr(0, 8)) + "  " + for_people(line.received) + "  " +
                    words_for("severity", line.severity) + "  " + codes;
  if (!regions.empty()) out += "  " + regions;
  out += marks(line);
  std::string second;
  if (!line.from.empty()) {
    second = line.from == "me" ? "  from you" : "  from " + shown(line.from);
  }
  if (!line.identifiers.empty()) second += "  " + shown(line.identifiers.front());
  if (!line.summary.empty()) second += "  " + shown(line.summary);
  return second.empty() ? out : out + "\n        " + second;
}

}  // namespace ww::cli

// alert send, list, show, corroborate, update, retract.
#include <set>

#include "cli/alert_view.h"
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/wait.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr std::size_t kAlertMost = 256 * 1024;  // of a file; the model itself allows far less
constexpr Duration kAskAgain = std::chrono::minutes{1};

bool is_delivered(const std::string& state) {
  return state == "handed_over" || state == "confirmed";
}

// Until the alert is at a relay or the time is over. `after`: an event from before the sending.
Answer<std::string> wait_for_delivery(Session& session, api::NodeApi& node, const std::string& id,
                                      std::uint64_t after, Duration wait) {
  const Instant until = session.world().now() + wait;
  while (true) {
    WW_TRY_SET(const auto shown_now, node.alert(id));
    const Duration left = until - session.world().now();
    if (is_delivered(shown_now.delivery) || left <= Duration{0}) return shown_now.delivery;
    WW_TRY_SET(const auto events, node.events(after, std::min(left, kAskAgain)));
    if (!events.empty()) after = events.back().cursor;
  }
}

Answer<Json> parsed(const std::string& text) {
  auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    return problem(Problem::Kind::other, "The node answered with something that is no alert.");
  }
  return json;
}

Answer<Json> to_json(const api::Sent& sent, const std::string& state) {
  Json json = {{"id", sent.id}, {"state", state}, {"warnings", sent.warnings}};
  if (state == "dry_run") {
    WW_TRY_SET(json["alert"], parsed(sent.alert));
  }
  return json;
}

void tell_sent(Session& session, const api::Sent& sent, const std::string& state) {
  for (const auto& warning : sent.warnings) session.say("Note: " + shown(warning));
  if (state == "dry_run") {
    session.line(sent.alert);
    session.say("Nothing was sent. This is what they would see.");
    return;
  }
  session.line(sent.id);
  if (state == "saved") session.say("Saved. It leaves as soon as a relay can be reached.");
  if (state == "handed_over") session.say("At a relay. It reaches them when they are online.");
  if (state == "confirmed") session.say("Arrived.");
}

Answer<api::SendRequest> send_request(Session& session, const Arguments& arguments) {
  api::SendRequest request;
  request.circles = arguments.all("--circle");
  request.contacts = arguments.all("--to");
  request.urgent = arguments.has("--urgent");
  request.dry_run = arguments.has("--dry-run");
  request.accept = arguments.all("--accept");
  if (request.circles.empty() && request.contacts.empty()) {
    return usage("Who shall get it? Give --circle NAME or --to CONTACT.");
  }
  // Before a text is typed that a wrong passphrase would cost her.
  if (arguments.one("--file") == "-") WW_TRY(session.open_node());
  WW_TRY_SET(request.json, file_or_input(session.terminal(), arguments.one("--file"), kAlertMost));
  return request;
}

// A relay was heard meanwhile, and said that the time on it is wrong.
void add_clock_warning(api::NodeApi& node, api::Sent& sent) {
  const auto notices = node.notices(false);
  if (!notices.ok()) return;
  for (const auto& notice : *notices) {
    if (notice.code == "sent_by_wrong_clock") sent.warnings.push_back(notice.text);
  }
}

// Sends by `ask`, waits as long as --wait says, and prints what became of it as `schema`.
template <class Ask>
Answer<int> send_by(Session& session, const Arguments& arguments, const std::string& schema,
                    Ask ask) {
  Duration wait{0};
  if (arguments.has("--wait")) {
    WW_TRY_SET(wait, seconds_of(arguments, "--wait"));
  }
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const std::uint64_t before, newest_event(*node));
  WW_TRY_SET(const api::Sent sent, ask(*node));
  std::string state = sent.state;
  const bool waits = arguments.has("--wait") && state != "dry_run";
  if (waits && !is_delivered(state)) {
    // It is saved by now: whatever goes wrong while waiting must not look like a failure to send.
    const auto delivered = wait_for_delivery(session, *node, sent.id, before, wait);
    if (delivered.ok()) state = *delivered;
  }
  api::Sent told = sent;
  if (waits) add_clock_warning(*node, told);
  if (session.json()) {
    WW_TRY_SET(const Json json, to_json(told, state));
    session.object(schema, json);
  } else {
    tell_sent(session, told, state);
  }
  return waits && !is_delivered(state) ? kQueued : kDone;
}

Answer<int> send(Session& session, const Arguments& arguments) {
  WW_TRY_SET(const auto request, send_request(session, arguments));
  return send_by(session, arguments, "alert-send",
                 [&](api::NodeApi& node) { return node.alert_send(request); });
}

Answer<int> update(Session& session, const Arguments& arguments) {
  api::UpdateRequest request;
  request.id = arguments.one("ID");
  if (arguments.has("--reason")) request.reason = arguments.one("--reason");
  request.dry_run = arguments.has("--dry-run");
  request.accept = arguments.all("--accept");
  if (arguments.one("--file") == "-") WW_TRY(session.open_node());
  WW_TRY_SET(request.json, file_or_input(session.terminal(), arguments.one("--file"), kAlertMost));
  return send_by(session, arguments, "alert-update",
                 [&](api::NodeApi& node) { return node.alert_update(request); });
}

Answer<int> retract(Session& session, const Arguments& arguments) {
  const api::RetractRequest request{arguments.one("ID"), arguments.one("--reason")};
  WW_TRY_SET(const int code, send_by(session, arguments, "alert-retract", [&](api::NodeApi& node) {
               return node.alert_retract(request);
             }));
  if (!session.json()) {
    session.say(
        "Withdrawn. Your words are deleted here now, and in the others' programs as soon as they "
        "hear of it.");
    session.say(
        "Nothing can call back a screenshot, a copy on paper, or what a dishonest program kept.");
  }
  return code;
}

Json to_json(const api::AlertLine& line) {
  return {{"id", line.id},
          {"kind", line.kind},
          {"codes", line.codes},
          {"regions", line.regions},
          {"severity", line.severity},
          {"state", line.state},
          {"received", for_scripts(line.received)},
          {"from", line.from},
          {"checked", line.checked},
          {"summary", line.summary},
          {"identifiers", line.identifiers},
          {"exercise", line.status == "exercise" || line.status == "test"},
          {"status", line.status},
          {"urgency_now", line.urgency_now}};
}

Answer<api::ListRequest> list_request(Session& session, const Arguments& arguments) {
  api::ListRequest request;
  if (arguments.has("--region")) request.region = arguments.one("--region");
  if (arguments.has("--text")) request.text = arguments.one("--text");
  if (arguments.has("--severity")) request.severity = arguments.one("--severity");
  if (!arguments.has("--since")) return request;
  WW_TRY_SET(const auto since, session.read_time("--since", arguments.one("--since")));
  request.since = since.first;
  return request;
}

Answer<std::vector<api::AlertLine>> every_line(api::NodeApi& node, api::ListRequest request) {
  std::vector<api::AlertLine> all;
  while (true) {
    WW_TRY_SET(const auto page, node.alerts(request));
    all.insert(all.end(), page.begin(), page.end());
    if (page.size() < request.limit) return all;
    request.offset += static_cast<std::uint32_t>(page.size());
  }
}

bool print_line(Session& session, const api::AlertLine& line) {
  return session.json() ? session.object("alert-line", to_json(line))
                        : session.line(line_text(line));
}

// Prints each alert once, those that are there and those that come, until nobody reads.
Answer<int> follow(Session& session, api::NodeApi& node, const api::ListRequest& request) {
  WW_TRY_SET(std::uint64_t after, newest_event(node));
  std::set<std::string> printed;
  while (true) {
    WW_TRY_SET(auto lines, every_line(node, request));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.received < b.received; });
    for (const auto& line : lines) {
      if (printed.insert(line.id).second && !print_line(session, line)) return kDone;
    }
    bool alert_came = false;
    while (!alert_came) {
      WW_TRY_SET(const auto events, node.events(after, kAskAgain));
      for (const auto& event : events) alert_came = alert_came || event.what == "alert";
      if (!events.empty()) after = events.back().cursor;
    }
  }
}

Answer<int> list(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto request, list_request(session, arguments));
  if (arguments.has("--follow")) return follow(session, *node, request);
  WW_TRY_SET(const auto lines, every_line(*node, request));
  if (session.json()) {
    Json all = Json::array();
    for (const auto& line : lines) all.push_back(to_json(line));
    session.object("alert-list", {{"alerts", all}});
    return kDone;
  }
  for (const auto& line : lines) print_line(session, line);
  if (lines.empty()) {
    session.say("Nothing is known here for this. That does not mean that it is safe.");
  }
  return kDone;
}

Answer<Json> to_json(const api::AlertShown& alert) {
  Json history = Json::array();
  for (const auto& step : alert.history) {
    Json each = {{"id", step.id},
                 {"kind", step.kind},
                 {"reason", step.reason},
                 {"at", for_scripts(step.at)}};
    if (!step.before.empty()) {
      WW_TRY_SET(each["before"], parsed(step.before));
    }
    history.push_back(std::move(each));
  }
  Json origins = Json::array();
  for (const auto& way : alert.origins) {
    origins.push_back({{"from", way.from}, {"checked", way.checked}});
  }
  Json model;  // null: withdrawn
  if (!alert.alert.empty()) {
    WW_TRY_SET(model, parsed(alert.alert));
  }
  Json json = {{"alert", std::move(model)},
               {"received", for_scripts(alert.received)},
               {"from", alert.from},
               {"state", alert.state},
               {"urgency_now", alert.urgency_now},
               {"corroborations",
                {{"first_hand", alert.corroborations.first_hand},
                 {"others", alert.corroborations.others},
                 {"mine", alert.corroborations.mine}}},
               {"history", history},
               {"origins", origins},
               {"partial", alert.partial}};
  if (!alert.delivery.empty()) {
    json["delivery"] = {{"state", alert.delivery},
                        {"people", alert.people},
                        {"arrived", alert.arrived},
                        {"contacts", alert.arrived_at}};
  }
  return json;
}

Answer<int> show(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto alert, node->alert(arguments.one("ID")));
  if (!session.json()) {
    session.page(alert_text(alert, arguments.one("ID")));
    return kDone;
  }
  WW_TRY_SET(const Json json, to_json(alert));
  session.object("alert-show", json);
  return kDone;
}

Answer<int> corroborate(Session& session, const Arguments& arguments) {
  api::CorroborateRequest request;
  request.id = arguments.one("ID");
  request.reason = arguments.one("--reason", request.reason);
  if (arguments.has("--basis")) request.basis = arguments.one("--basis");
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto sent, node->alert_corroborate(request));
  if (session.json()) {
    session.object("alert-corroborate",
                   {{"id", sent.id}, {"state", sent.state}, {"warnings", sent.warnings}});
  } else {
    tell_sent(session, sent, sent.state);
  }
  return kDone;
}

const Option kWaitOption{"--wait", "SECONDS",
                         "wait until it is at a relay; exit code 8 if it is not by then"};
const Positional kId{"ID", "the alert's id, or its first 6 characters"};

}  // namespace

std::vector<Command> alert_commands() {
  return {
      {"alert send",
       "warn people",
       {"watchword alert send --file alert.json --circle Hull",
        "watchword alert send --file - --to Kim --wait 30 < alert.json",
        "watchword alert send --file alert.json --circle Hull --dry-run"},
       {},
       {{"--file", "FILE", "one alert as JSON, or - for standard input", false, true},
        {"--circle", "NAME", "everybody in this circle", true},
        {"--to", "CONTACT", "this person", true},
        {"--urgent", "", "it is happening now: urgency is immediate, whatever the file says"},
        {"--dry-run", "", "show what they would see, send nothing"},
        kWaitOption,
        {"--accept", "FINDING",
         "keep what the redactor found; clock: by the relays' time, own_clock: by this device's",
         true}},
       "`sent` and `expires` of the file say how long it lives; the node sets the id and sends it "
       "as\n"
       "of now. Prints the id.",
       send},
      {"alert list",
       "the alerts that are known here",
       {"watchword alert list", "watchword alert list --region GB-LDS --since 2026-11-01",
        "watchword alert list --text \"white van\" --severity severe",
        "watchword alert list --follow --json"},
       {},
       {{"--region", "PLACE", "only this region: a name such as Leeds, or a code (ISO 3166-2)"},
        {"--since", "TIME", "received since; 2026-11-24 or 2026-11-24T08:00:00Z"},
        {"--text", "WORDS", "only those in which each of these words stands"},
        {"--severity", "HOW", "only this grave: extreme, severe, moderate, minor or unknown"},
        {"--follow", "", "go on, and print each new one"}},
       "An empty list does not mean that it is safe.",
       list},
      {"alert show", "one alert", {"watchword alert show itdn6h"}, {kId}, {}, "", show},
      {"alert corroborate",
       "say that you met the same",
       {"watchword alert corroborate itdn6h"},
       {kId},
       {{"--reason", "CODE",
         "same_identifier_own_experience (default), same_person_other_identifier, saw_it"},
        {"--basis", "CODE", "first_hand (default), told_by_affected, project, public_source"}},
       "",
       corroborate},
      {"alert update",
       "correct or complete an alert of yours",
       {"watchword alert update itdn6h --file alert.json --reason added_detail",
        "watchword alert update itdn6h --file - --dry-run < alert.json"},
       {kId},
       {{"--file", "FILE", "the whole alert as it shall read now, or - for standard input", false,
         true},
        {"--reason", "CODE",
         "added_detail, corrected, consent_changed, urgency_changed, narrowed, duplicate_of; else "
         "the one in the file"},
        {"--dry-run", "", "show what they would see, send nothing"},
        kWaitOption,
        {"--accept", "FINDING", "keep what the redactor found", true}},
       "It goes to everybody whom the alert went to. They see one alert with its history.",
       update},
      {"alert retract",
       "withdraw an alert of yours",
       {"watchword alert retract itdn6h --reason unsafe_for_author"},
       {kId},
       {{"--reason", "CODE",
         "wrong_person, unsafe_for_author, consent_withdrawn, not_true, legal, duplicate", false,
         true},
        kWaitOption},
       "It is deleted here at once, and in the programs of everybody whom it went to when they "
       "next connect. Nothing can call back a screenshot, a copy on paper, or what a dishonest "
       "program kept. Prints the id of the withdrawal.",
       retract},
  };
}

}  // namespace ww::cli

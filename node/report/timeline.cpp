#include <algorithm>

#include "report/codes_text.h"
#include "report/four_ws.h"
#include "report/kinds.h"
#include "report/times.h"

namespace ww::report {
namespace {

struct Event {
  Instant at;
  std::string when, what;
};

void add_told_to_stop(std::vector<Event>& events, const PacketFacts& facts,
                      const std::optional<domain::ToldToStop>& told) {
  if (!told || !told->at) return;
  std::string what = "Told to stop";
  if (told->channel) what += " (" + std::string(words_of(*told->channel)) + ")";
  events.push_back({*told->at, time_text(*told->at, facts), what});
}

void add_incident(std::vector<Event>& events, const PacketFacts& facts, std::size_t index) {
  const IncidentFacts& one = facts.incidents[index];
  const WView view{Sight::full, facts, one.incident, ""};
  std::string when =
      one.incident.when ? when_text(*one.incident.when, finest_of(view), facts.utc_offset) : "";
  if (when.empty()) when = "Time not told";
  std::string what = "Incident " + std::to_string(index + 1) + ": " + headline(one.incident);
  if (one.incident.channels && !one.incident.channels->empty()) {
    what += " (" + words_of_all(*one.incident.channels) + ")";
  }
  events.push_back({order_of(one), when, what + "; written down " + time_text(one.written, facts)});
  add_told_to_stop(events, facts, one.incident.told_to_stop);
}

void add_report(std::vector<Event>& events, const PacketFacts& facts,
                const domain::Report& report) {
  const Instant at = report.at.value_or(report.written);
  std::string what = "Reported: " + std::string(words_of(report.to));
  if (!report.at) what += " (time not told; noted then)";
  events.push_back({at, time_text(at, facts), what});
}

}  // namespace

void write_timeline(Writer& out, const PacketFacts& facts, int level) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) add_incident(events, facts, i);
  if (facts.subject) add_told_to_stop(events, facts, facts.subject->subject.told_to_stop);
  for (const auto& report : facts.reports) add_report(events, facts, report);
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  out.heading(level, "Timeline");
  for (const auto& event : events) out.row(event.when, event.what);
}

void write_log(Writer& out, const PacketFacts& facts) {
  out.row("Incidents", std::to_string(facts.incidents.size()));
  write_known_by(out, facts);
  write_timeline(out, facts, 2);
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) {
    const WView view{Sight::form, facts, facts.incidents[i].incident, incident_path(i)};
    out.heading(2, "Incident " + std::to_string(i + 1));
    write_when(out, view, 3);
    write_where(out, view, 3);
    write_what(out, view, 3);
  }
  if (!facts.evidence.empty()) {
    out.heading(2, "Files kept as proof");
    out.row("How many", std::to_string(facts.evidence.size()));
  }
}

}  // namespace ww::report

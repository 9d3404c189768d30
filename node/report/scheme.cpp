// The form of a reporting scheme. The order is a caseworker's: who, when, where, what, then what
// may be done with it. The same facts follow as sentences, one fact each, to be read out on the
// telephone.
#include <algorithm>

#include "report/codes_text.h"
#include "report/four_ws.h"
#include "report/kinds.h"
#include "report/times.h"

namespace ww::report {
namespace {

using domain::ConsentRoute;

constexpr ConsentRoute kAsked[] = {ConsentRoute::alert, ConsentRoute::project, ConsentRoute::scheme,
                                   ConsentRoute::police_anonymous, ConsentRoute::police_full};

// A permission counts when it holds for every incident of the packet and was not taken back.
bool is_given(const PacketFacts& facts, ConsentRoute route) {
  return std::all_of(facts.incidents.begin(), facts.incidents.end(), [&](const auto& incident) {
    return std::any_of(facts.consents.begin(), facts.consents.end(), [&](const auto& consent) {
      return consent.incident == incident.id && consent.route == route && !consent.withdrawn;
    });
  });
}

void write_consents(Writer& out, const PacketFacts& facts) {
  out.heading(2, "What may be done with it");
  for (const auto route : kAsked) {
    out.row(std::string("May go to: ") + std::string(words_of(route)),
            is_given(facts, route) ? "[x] yes" : "[ ] no");
  }
  out.paragraph("Each permission can be taken back at any time.");
}

void write_summary(Writer& out, const PacketFacts& facts) {
  out.heading(2, "In short");
  if (const auto summary = filled(facts, "summary")) {
    out.free_paragraph("summary", *summary);
    return;
  }
  out.gap("summary");
  out.paragraph("[summary]");
}

void write_kept(Writer& out, const PacketFacts& facts) {
  const bool anything = !facts.evidence.empty() || !facts.alerts.empty() || !facts.reports.empty();
  if (!anything) return;
  out.heading(2, "Besides this");
  if (!facts.evidence.empty())
    out.row("Files kept as proof", std::to_string(facts.evidence.size()));
  for (const auto& alert : facts.alerts) {
    out.row(alert.mine ? "Alert sent to peers" : "Alert of somebody else",
            alert.id.base32() + ", " + time_text(alert.sent, facts));
  }
  for (const auto& report : facts.reports) {
    std::string to(words_of(report.to));
    if (report.at) to += ", " + time_text(*report.at, facts);
    out.row("Reported to", to);
  }
}

// "When: in 2025-03." from every row that was written since `from`.
std::vector<std::string> spoken(const domain::Document& document, std::size_t from) {
  std::vector<std::string> lines;
  for (std::size_t i = from; i < document.blocks.size(); ++i) {
    const auto& block = document.blocks[i];
    if (block.kind == domain::Block::Kind::heading && block.level == 2) lines.push_back(block.text);
    for (const auto& [label, value] : block.rows) lines.push_back(label + ": " + value);
  }
  return lines;
}

}  // namespace

void write_scheme(Writer& out, const PacketFacts& facts) {
  const bool several = facts.incidents.size() > 1;
  const std::size_t from = out.document().blocks.size();
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) {
    const WView view{Sight::form, facts, facts.incidents[i].incident, incident_path(i)};
    if (several) out.heading(2, "Incident " + std::to_string(i + 1));
    const int level = several ? 3 : 2;
    write_who(out, view, level);
    write_when(out, view, level);
    write_where(out, view, level);
    write_what(out, view, level);
  }
  const auto lines = spoken(out.document(), from);
  write_summary(out, facts);
  write_consents(out, facts);
  write_kept(out, facts);
  out.rule();
  out.heading(2, "To read out on the telephone");
  out.items(lines);
}

}  // namespace ww::report

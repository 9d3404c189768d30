// Letters: what the journal knows fills the gaps of a template; what the person typed goes before
// it, so that she can say less or otherwise.
#include <algorithm>

#include "report/codes_text.h"
#include "report/four_ws.h"
#include "report/kinds.h"
#include "report/letter.h"
#include "report/takedown.h"
#include "report/times.h"

namespace ww::report {
namespace {

using domain::OnlineItem;

void add(Fill& fill, const char* name, const domain::Text& value) {
  if (value && !value->empty()) fill.emplace_back(name, *value);
}

void add_line(std::string& lines, const std::string& line) {
  if (line.empty()) return;
  lines += (lines.empty() ? "" : "\n") + line;
}

std::vector<OnlineItem> items_of(const PacketFacts& facts, bool (*wanted)(const OnlineItem&)) {
  std::vector<OnlineItem> items;
  for (const auto& one : facts.incidents) {
    if (!one.incident.online_items) continue;
    std::copy_if(one.incident.online_items->begin(), one.incident.online_items->end(),
                 std::back_inserter(items), wanted);
  }
  return items;
}

bool any_item(const OnlineItem&) { return true; }

// A letter goes to one host: the one that was typed, else that of the first page.
void add_pages(Fill& fill, const std::vector<OnlineItem>& items, const domain::Text& typed_host) {
  const domain::Text host = typed_host || items.empty() ? typed_host : items.front().host;
  std::string urls;
  for (const auto& item : items) {
    const bool same_host = !host || !item.host || *item.host == *host;
    if (!same_host) continue;
    add_line(urls, item.url.value_or(""));
    add(fill, "host_contact", item.host_contact);
    if (item.ground) add(fill, "ground", std::string(words_of(*item.ground)));
  }
  add(fill, "host", host);
  add(fill, "urls", urls);
}

void add_identifiers(Fill& fill, const PacketFacts& facts) {
  std::string handles;
  for (const auto& one : facts.incidents) {
    if (!one.incident.who || !one.incident.who->ids) continue;
    for (const auto& id : *one.incident.who->ids) {
      if (id.kind != domain::IdentifierKind::handle) continue;
      add(fill, "platform", id.platform);
      add_line(handles, id.canon.empty() ? id.raw.value_or("") : id.canon);
    }
  }
  add(fill, "handles", handles);
}

void add_incidents(Fill& fill, const PacketFacts& facts) {
  std::string what, times, exposed;
  for (const auto& one : facts.incidents) {
    const auto& incident = one.incident;
    add_line(what, headline(incident));
    if (incident.when) {
      add_line(times, when_text(*incident.when, domain::Precision::day, facts.utc_offset));
    }
    if (incident.exposed) add_line(exposed, words_of_all(*incident.exposed));
    if (incident.where && incident.where->online) {
      add(fill, "platform", incident.where->online->platform);
    }
  }
  add(fill, "what", what);
  add(fill, "when", times);
  add(fill, "exposed", exposed);
}

// The consent that was taken back last.
const domain::Consent* withdrawn(const PacketFacts& facts) {
  const domain::Consent* newest = nullptr;
  for (const auto& consent : facts.consents) {
    if (!consent.withdrawn) continue;
    if (!newest || *consent.withdrawn > *newest->withdrawn) newest = &consent;
  }
  return newest;
}

void add_withdrawal(Fill& fill, const PacketFacts& facts) {
  const auto* consent = withdrawn(facts);
  if (!consent) return;
  std::string alerts;
  for (const auto& id : consent->shared) add_line(alerts, id.base32());
  add(fill, "to", consent->to);
  add(fill, "route", std::string(words_of(consent->route)));
  add(fill, "given", day_text(consent->given, facts));
  add(fill, "withdrawn", day_text(*consent->withdrawn, facts));
  add(fill, "alerts", alerts);
}

void add_report(Fill& fill, const PacketFacts& facts) {
  for (const auto& report : facts.reports) {
    add(fill, "reference", report.reference);
    add(fill, "to", report.name);
  }
}

Fill fill_of(PacketKind kind, const PacketFacts& facts) {
  Fill fill = facts.fill;
  add(fill, "date", facts.today);
  const bool takedown = kind == PacketKind::takedown;
  add_pages(fill, items_of(facts, takedown ? may_be_asked : any_item), filled(facts, "host"));
  add_identifiers(fill, facts);
  add_incidents(fill, facts);
  if (kind == PacketKind::withdrawal) add_withdrawal(fill, facts);
  add_report(fill, facts);
  return fill;
}

// Nothing is recorded yet, or an address was typed that is not: whoever removes a page removes its
// proof too.
bool must_record_first(const PacketFacts& facts) {
  const auto recorded = items_of(facts, may_be_asked);
  if (recorded.empty()) return true;
  const auto typed = filled(facts, "urls").value_or("");
  for (std::size_t from = 0; from < typed.size();) {
    const auto to = std::min(typed.find_first_of(" ,;\n", from), typed.size());
    const auto url = typed.substr(from, to - from);
    from = to + 1;
    const bool known = std::any_of(recorded.begin(), recorded.end(),
                                   [&](const OnlineItem& item) { return item.url == url; });
    if (!url.empty() && !known) return true;
  }
  return false;
}

}  // namespace

Result<> write_letter(Writer& out, PacketKind kind, const PacketFacts& facts) {
  if (!facts.letter) return fail(Errc::not_found);
  if (kind == PacketKind::takedown && must_record_first(facts)) return fail(Errc::refused);
  const Fill fill = fill_of(kind, facts);
  const auto letter = fill_letter(*facts.letter, fill);
  out.row("Date", facts.today);
  for (const auto& paragraph : letter.paragraphs) out.paragraph(paragraph);
  for (const auto& name : letter.used) {
    const auto value = std::find_if(fill.begin(), fill.end(), [&](const auto& entry) {
      return entry.first == name && !entry.second.empty();
    });
    out.note("fill." + name, value->second);
  }
  for (const auto& gap : letter.gaps) out.gap(gap);
  return done();
}

}  // namespace ww::report

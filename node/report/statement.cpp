// The full statement: everything that was written down about what happened, with exhibits that
// anybody can check. The only kind that carries her account. What is only about her (health, own
// place, other workers' names, her own label for the person) stays in the journal even here.
#include "report/codes_text.h"
#include "report/four_ws.h"
#include "report/kinds.h"
#include "report/times.h"

namespace ww::report {
namespace {

using domain::Incident;

void write_written(Writer& out, const PacketFacts& facts, const IncidentFacts& one) {
  out.row("Written down", time_text(one.written, facts));
  for (const auto& version : one.versions) {
    if (version.number == 1) continue;
    out.row("Added to or corrected",
            time_text(version.at, facts) + " (version " + std::to_string(version.number) + ")");
  }
  if (one.incident.basis) out.row("How it is known", std::string(words_of(*one.incident.basis)));
}

void write_account(Writer& out, const Incident& incident, const std::string& path) {
  if (!incident.account || incident.account->empty()) return;
  out.heading(3, "Account");
  if (!incident.lang.empty()) out.row("Written in (language)", incident.lang);
  out.free_paragraph(path + "account", *incident.account);
}

void write_told(Writer& out, const PacketFacts& facts, const domain::ToldToStop& told,
                const std::string& path) {
  std::string value = told.at ? time_text(*told.at, facts) : "time not told";
  if (told.channel) value += ", " + std::string(words_of(*told.channel));
  out.row("Told to stop", value);
  out.free_row("In these words", path + "told_to_stop.words", told.words);
}

void write_effects(Writer& out, const PacketFacts& facts, const Incident& incident,
                   const std::string& path) {
  const bool anything = incident.effect || incident.effect_note || incident.unwanted ||
                        incident.feared_violence || incident.forced_contact || incident.injuries ||
                        incident.told_to_stop;
  if (!anything) return;
  const auto yes_no = [](bool value) { return value ? "yes" : "no"; };
  out.heading(3, "What it did");
  if (incident.unwanted) out.row("The contact was unwanted", yes_no(*incident.unwanted));
  if (incident.told_to_stop) write_told(out, facts, *incident.told_to_stop, path);
  if (incident.effect) {
    out.row("It made the person",
            incident.effect->empty() ? "none" : words_of_all(*incident.effect));
  }
  out.free_row("More about that", path + "effect_note", incident.effect_note);
  if (incident.feared_violence) out.row("Feared violence", yes_no(*incident.feared_violence));
  if (incident.forced_contact) out.row("Contact was forced", yes_no(*incident.forced_contact));
  out.free_row("Injuries", path + "injuries", incident.injuries);
}

void write_online(Writer& out, const Incident& incident, const std::string& path) {
  if (!incident.online_items || incident.online_items->empty()) return;
  out.heading(3, "Pages");
  for (std::size_t i = 0; i < incident.online_items->size(); ++i) {
    const auto& item = (*incident.online_items)[i];
    const std::string field = path + "online_items[" + std::to_string(i) + "]";
    out.free_row("Page", field + ".url", item.url);
    out.free_row("Host", field + ".host", item.host);
    if (item.state) out.row("State", std::string(words_of(*item.state)));
  }
}

void write_physical(Writer& out, const Incident& incident, const std::string& path) {
  if (!incident.physical || incident.physical->empty()) return;
  out.heading(3, "Things kept");
  for (std::size_t i = 0; i < incident.physical->size(); ++i) {
    const auto& item = (*incident.physical)[i];
    const std::string field = path + "physical[" + std::to_string(i) + "]";
    out.free_row("Thing", field + ".item", item.item);
    out.free_row("Kept in", field + ".bag", item.bag);
    out.free_row("Where", field + ".place", item.place);
    out.free_row("Held by", field + ".holder", item.holder);
  }
}

void write_incident(Writer& out, const PacketFacts& facts, std::size_t index) {
  const IncidentFacts& one = facts.incidents[index];
  const std::string path = incident_path(index);
  const WView view{Sight::full, facts, one.incident, path};
  out.heading(2, "Incident " + std::to_string(index + 1) + ": " + headline(one.incident));
  write_written(out, facts, one);
  write_account(out, one.incident, path);
  write_who(out, view, 3);
  write_when(out, view, 3);
  write_where(out, view, 3);
  write_what(out, view, 3);
  write_effects(out, facts, one.incident, path);
  write_online(out, one.incident, path);
  write_physical(out, one.incident, path);
}

std::string size_text(std::uint64_t bytes) { return std::to_string(bytes) + " bytes"; }

void write_custody(Writer& out, const EvidenceFacts& facts) {
  if (facts.custody_entries == 0) return;
  out.row("Custody entries", std::to_string(facts.custody_entries));
  if (facts.custody_head) out.row("Newest entry (SHA-256)", to_hex(*facts.custody_head));
}

void write_exhibit(Writer& out, const PacketFacts& packet, const EvidenceFacts& facts,
                   std::size_t number) {
  const auto& file = facts.evidence;
  const std::string field = "evidence[" + std::to_string(number) + "]";
  out.heading(3, "Exhibit " + std::to_string(number + 1));
  out.free_row("File", field + ".name", file.name);
  out.row("Type", file.mime);
  out.row("Size", size_text(file.size));
  out.row("SHA-256", to_hex(file.sha256));
  if (file.made) out.row("Made", time_text(*file.made, packet));
  out.row("Taken into the journal", time_text(file.imported, packet));
  out.row("How it was captured", std::string(words_of(file.how)));
  out.free_row("From", field + ".origin", file.origin);
  write_custody(out, facts);
  if (facts.intact) {
    out.row("Checked for this packet", *facts.intact ? "unchanged" : "NOT the same any more");
  }
}

void write_exhibits(Writer& out, const PacketFacts& facts) {
  if (facts.evidence.empty()) return;
  out.heading(2, "Exhibits");
  out.paragraph(
      "SHA-256 is a number made from a file. Whoever is given the file can make it again with "
      "public tools; the same number means the same file.");
  for (std::size_t i = 0; i < facts.evidence.size(); ++i)
    write_exhibit(out, facts, facts.evidence[i], i);
}

void write_reports(Writer& out, const PacketFacts& facts) {
  if (facts.reports.empty()) return;
  out.heading(2, "Reports made");
  for (std::size_t i = 0; i < facts.reports.size(); ++i) {
    const auto& report = facts.reports[i];
    const std::string field = "reports[" + std::to_string(i) + "]";
    std::string to(words_of(report.to));
    if (report.at) to += ", " + time_text(*report.at, facts);
    out.row("Reported to", to);
    out.free_row("Name", field + ".name", report.name);
    out.free_row("Reference", field + ".reference", report.reference);
    out.free_row("Outcome", field + ".outcome", report.outcome);
  }
}

void write_signature(Writer& out) {
  constexpr const char* kLine = "______________________________";
  out.rule();
  out.row("Name", kLine);
  out.row("Signature", kLine);
  out.row("Date", kLine);
}

}  // namespace

void write_known_by(Writer& out, const PacketFacts& facts) {
  if (!facts.subject || !facts.subject->subject.ids || facts.subject->subject.ids->empty()) return;
  out.heading(2, "The person is known by");
  write_identifiers(out, *facts.subject->subject.ids, "subject.ids");
}

void write_statement(Writer& out, const PacketFacts& facts) {
  write_known_by(out, facts);
  if (facts.subject && facts.subject->subject.told_to_stop) {
    write_told(out, facts, *facts.subject->subject.told_to_stop, "subject.");
  }
  if (facts.incidents.size() > 1 || facts.subject) write_timeline(out, facts, 2);
  for (std::size_t i = 0; i < facts.incidents.size(); ++i) write_incident(out, facts, i);
  write_exhibits(out, facts);
  write_reports(out, facts);
  if (!facts.alerts.empty()) out.heading(2, "Alerts about the same person");
  for (const auto& alert : facts.alerts) {
    out.row(alert.mine ? "Alert sent to peers" : "Alert of somebody else",
            alert.id.base32() + ", " + time_text(alert.sent, facts));
  }
  write_signature(out);
}

}  // namespace ww::report

#include "cli/journal_view.h"

#include <algorithm>

#include "base/text_codec.h"
#include "cli/code_words.h"
#include "cli/dates.h"
#include "cli/json_view.h"
#include "cli/shown_text.h"
#include "evidence/custody.h"

namespace ww::cli {
namespace {

constexpr std::size_t kShortId = 8;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + spaced(shown(text));
  return all;
}

std::string paragraphs(const std::vector<std::string>& body, const std::string& indent) {
  std::string out;
  for (const auto& text : body) out += shown_lines(text, indent) + "\n";
  return out;
}

// "Source: legislation.gov.uk, checked 2026-11-25"; honest where nobody has checked.
std::string sources_text(const std::vector<api::SourceLine>& sources, const std::string& indent) {
  std::string out;
  for (const auto& source : sources) {
    out += indent + "Source: " + shown(source.name);
    if (!source.url.empty()) out += " " + shown(source.url);
    out += source.checked.empty() ? ", not checked\n" : ", checked " + shown(source.checked) + "\n";
  }
  return out;
}

std::string dated(const std::string& nation, const std::string& pack_date) {
  if (nation.empty() && pack_date.empty()) return "";
  return "  (" + shown(nation) + ", as of " + shown(pack_date) + ")";
}

std::string happened(const api::IncidentLine& line) {
  if (!line.happened.empty()) return shown(line.happened);
  return line.start ? for_people(*line.start) : "no date given";
}

// What was written, in the order in which a person tells it: what, who, when, where, then the rest.
// `told`: fields that were said in better words already.
std::string model_text(const std::string& text, const std::vector<std::string>& told = {}) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return "This program cannot read what was written.\n";
  for (const auto& key : told) json.erase(key);
  constexpr std::string_view kFirst[] = {"schema",   "label", "account", "codes",
                                         "channels", "who",   "when",    "where"};
  std::string out;
  for (const auto& key : kFirst) {
    if (key != "schema" && json.contains(key)) print_field(out, "", std::string(key), json.at(key));
  }
  for (const auto& [key, value] : json.items()) {
    if (std::find(std::begin(kFirst), std::end(kFirst), key) == std::end(kFirst)) {
      print_field(out, "", key, value);
    }
  }
  return out;
}

std::string versions_text(const api::IncidentShown& incident) {
  if (incident.versions.size() < 2) return "";
  std::string out = "Versions: ";
  for (const auto& version : incident.versions) {
    out += (version.number == 1 ? "" : ", ") + std::to_string(version.number) + " (" +
           for_people(version.at) + ")";
  }
  return out + "\n";
}

template <class T>
std::string section(const std::string& title, const std::vector<T>& values) {
  if (values.empty()) return "";
  std::string out = title + "\n";
  for (const auto& value : values) out += "  " + line_text(value) + "\n";
  return out;
}

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " bytes";
  if (bytes < 1024 * 1024) return std::to_string(bytes / 1024) + " KiB";
  return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

std::string hours_text(std::int32_t hours) {
  if (hours >= 48 && hours % 24 == 0) return std::to_string(hours / 24) + " days";
  return std::to_string(hours) + (hours == 1 ? " hour" : " hours");
}

// The limits as the pack has them: there is nothing to count from.
std::string uncounted_text(const api::TimerShown& timer) {
  std::string out = "  Counted from when it happened; no time is noted\n";
  out += "  As soon as you can";
  if (timer.best_hours > 0) out += "; best within " + hours_text(timer.best_hours);
  out += "\n";
  if (timer.last_hours > 0)
    out += "  May still be possible up to " + hours_text(timer.last_hours) + " after; ask anyway\n";
  return out;
}

// Never "too late": what has passed is the usual time.
std::string limits_text(const api::TimerShown& timer, const ClockText& clock) {
  if (timer.state == "no_clock") return uncounted_text(timer);
  if (!timer.best && !timer.last) return "  At any time\n";
  const std::string best = timer.best ? "best before " + clock(*timer.best) : "";
  if (timer.state == "ask_anyway") {
    const std::string last = timer.last ? "until " + clock(*timer.last) : "";
    return "  The usual time has passed; ask anyway\n  It was " + best +
           (best.empty() || last.empty() ? "" : ", ") + last + "\n";
  }
  std::string out = "  As soon as you can";
  if (timer.best) out += timer.state == "may_still" ? " (it was " + best + ")" : "; " + best;
  out += "\n";
  if (timer.last) out += "  May still be possible until " + clock(*timer.last) + "\n";
  return out;
}

// What happened to a file, and when. The line itself is what is signed: scripts get that.
std::string custody_text(const api::CustodyLine& entry) {
  const auto line = evidence::read_line(entry.line);
  if (!line) return "an entry that cannot be read: " + shown(entry.line);
  using What = evidence::CustodyWhat;
  const auto& facts = line->facts;
  std::string out = for_people(facts.at) + "  ";
  switch (facts.what) {
    case What::imported:
      out += "added and sealed";
      break;
    case What::viewed:
      out += "opened to be looked at";
      break;
    case What::exported:
      out += "copied out whole, with its proof";
      break;
    case What::rehashed:
      out += "checked";
      break;
    case What::rewritten:
      out += "written anew as a picture alone";
      break;
    case What::note:
      out += "noted";
      break;
  }
  if (facts.result) out += " (SHA-256 of that: " + to_hex(*facts.result).substr(0, 16) + "...)";
  if (!facts.note.empty()) out += ": " + shown(facts.note);
  return out;
}

}  // namespace

std::string short_id(const std::string& id) { return shown(id.substr(0, kShortId)); }

std::string item_mark(const std::string& state) {
  if (state == "done") return "[done] ";
  if (state == "not_for_me") return "[not for me] ";
  return "[ ] ";
}

std::string tick_name(const std::string& card, const std::string& item) {
  constexpr std::string_view kList = "checklist.";
  return (card.rfind(kList, 0) == 0 ? card.substr(kList.size()) : card) + "." + item;
}

std::string line_text(const api::IncidentLine& line) {
  std::string out = short_id(line.id) + "  " + happened(line) + "  " + shown(line.headline);
  if (!line.subject_label.empty()) out += "  [" + shown(line.subject_label) + "]";
  return line.state == "complete" ? out : out + "  (" + shown(line.state) + ")";
}

std::string incident_text(const api::IncidentShown& incident) {
  const auto& line = incident.line;
  std::string out = "Incident " + shown(line.id) + "\n";
  out += "Written " + for_people(line.written) + " (" + shown(line.state) + ")\n";
  if (!line.subject_label.empty()) {
    out +=
        "Person of concern: " + shown(line.subject_label) + " (" + short_id(line.subject) + ")\n";
  }
  if (!line.happened.empty()) out += "Happened " + shown(line.happened) + "\n";
  out += model_text(incident.json, {"when"}) + versions_text(incident);
  out += section("Evidence", incident.evidence) + hints_text(incident.hints);
  out += section("Consents", incident.consents) + section("Reports", incident.reports);
  return out + "You are asked again on " + for_people(incident.review).substr(0, 10) + "\n";
}

std::string timeline_text(const std::vector<api::IncidentLine>& lines) {
  std::string out, month;
  for (const auto& line : lines) {
    const bool dated = line.start.has_value();
    const std::string this_month = dated ? happened(line).substr(0, 7) : "No date given";
    if (this_month != month) out += this_month + "\n";
    month = this_month;
    out += "  " + line_text(line) + "\n";
  }
  return out;
}

std::string line_text(const api::SubjectLine& line, const DayText& day) {
  std::string out = short_id(line.id) + "  " + shown(line.label) + "  " +
                    std::to_string(line.incidents) +
                    (line.incidents == 1 ? " incident" : " incidents");
  if (line.first && line.last) {
    out += ", " + day(*line.first) + " to " + day(*line.last);
  }
  return out;
}

std::string subject_text(const api::SubjectShown& subject, const DayText& day) {
  std::string out = "Person of concern " + line_text(subject.line, day) + "\n";
  out += model_text(subject.json);
  if (!subject.identifiers.empty()) out += "Known by\n";
  for (const auto& identifier : subject.identifiers) out += "  " + shown(identifier) + "\n";
  return out + hints_text(subject.hints);
}

std::string line_text(const api::EvidenceLine& line) {
  return short_id(line.id) + "  " + shown(line.name) + "  " + shown(line.mime) + "  " +
         size_text(line.size) + "  imported " + for_people(line.imported);
}

std::string evidence_text(const api::EvidenceShown& evidence) {
  const auto& line = evidence.line;
  std::string out = "Evidence " + shown(line.id) + "\n";
  out += "Name: " + shown(line.name) + "\nType: " + shown(line.mime) +
         "\nSize: " + size_text(line.size) + "\nSHA-256: " + shown(line.sha256) +
         "\nImported: " + for_people(line.imported) + "\nHow: " + words_for("how", line.how) + "\n";
  if (evidence.made) out += "Made: " + for_people(*evidence.made) + "\n";
  if (!evidence.origin.empty()) out += "From: " + shown(evidence.origin) + "\n";
  if (!evidence.note.empty()) out += "Note: " + shown(evidence.note) + "\n";
  if (evidence.inside.empty() && !evidence.rewritable) {
    out +=
        "What is inside it besides what one sees was not looked into: only JPEG, PNG and WebP "
        "pictures are. It may hold a place, a time, a device or a name.\n";
  }
  if (!evidence.inside.empty()) out += "Inside it, besides what one sees\n";
  for (const auto& each : evidence.inside) {
    out += "  " + shown(each.kind) + " (" + shown(each.where) + "): " + shown(each.text) + "\n";
  }
  out += "Custody\n";
  for (const auto& entry : evidence.custody) out += "  " + custody_text(entry) + "\n";
  return out;
}

std::string hints_text(const std::vector<api::HintLine>& hints) {
  std::string out = hints.empty() ? "" : "What this may be (hints, never a verdict)\n";
  for (const auto& hint : hints) {
    out += "  " + shown(hint.text) + dated(hint.nation, hint.pack_date) + "\n";
    if (hint.card.empty()) continue;
    // Of several nations the first: it is nearest to her.
    const std::string nation = hint.nation.substr(0, hint.nation.find(','));
    out += "    `watchword cards " + shown(hint.card) +
           (nation.empty() ? "" : " --region " + shown(nation)) + "` tells more\n";
  }
  return out;
}

std::string card_text(const api::CardShown& card) {
  std::string out = shown(card.title) + dated(card.nation, card.pack_date) + "\n";
  out += paragraphs(card.body, "  ");
  for (const auto& item : card.items) {
    out += "  " + item_mark(item.state) + shown(item.text) + "  <" +
           shown(tick_name(card.id, item.id)) + ">\n";
  }
  return out + sources_text(card.sources, "  ");
}

std::string timer_text(const api::TimerShown& timer, const ClockText& clock) {
  return shown(timer.title) + (timer.nation.empty() ? "" : "  (" + shown(timer.nation) + ")") +
         "\n" + limits_text(timer, clock) + paragraphs(timer.body, "  ") +
         sources_text(timer.sources, "  ");
}

std::string contact_text(const api::HelpLine& contact) {
  std::string out = shown(contact.name) + dated(contact.nation, contact.pack_date) + "\n";
  if (!contact.phone.empty()) out += "  Telephone: " + shown(contact.phone) + "\n";
  if (!contact.web.empty()) out += "  Web: " + shown(contact.web) + "\n";
  if (!contact.email.empty()) out += "  E-mail: " + shown(contact.email) + "\n";
  if (!contact.hours.empty()) out += "  Hours: " + shown(contact.hours) + "\n";
  if (!contact.liaison.empty()) out += "  Liaison: " + shown(contact.liaison) + "\n";
  if (!contact.languages.empty()) out += "  Languages: " + joined(contact.languages) + "\n";
  if (!contact.note.empty()) out += "  " + shown(contact.note) + "\n";
  out += "  For: " + joined(contact.purposes) + "\n";
  return out + sources_text(contact.sources, "  ");
}

std::string care_text(const api::Care& care, const ClockText& clock) {
  std::string out;
  if (!care.ring.empty()) out += "Ring first, if there is any danger\n";
  for (const auto& line : care.ring)
    out += "  " + shown(line.name) + ": " + shown(line.phone) + "\n";
  if (!care.ring.empty()) out += "\n";
  for (const auto& card : care.first) out += card_text(card) + "\n";
  if (!care.timers.empty())
    out += "How long something may help, from the earliest moment that is noted\n";
  for (const auto& timer : care.timers) out += timer_text(timer, clock) + "\n";
  out += hints_text(care.hints);
  for (const auto& card : care.cards) out += "\n" + card_text(card);
  if (!care.contacts.empty()) out += "\nWho can help\n";
  for (const auto& contact : care.contacts) out += contact_text(contact);
  return out;
}

std::string line_text(const api::ConsentLine& consent) {
  std::string out = short_id(consent.id) + "  incident " + short_id(consent.incident) + "  " +
                    words_for("consent_route", consent.route);
  if (!consent.to.empty()) out += " to " + shown(consent.to);
  out += "  given " + for_people(consent.given);
  if (consent.withdrawn) out += ", withdrawn " + for_people(*consent.withdrawn);
  if (consent.owed > 0)
    out += ", " + std::to_string(consent.owed) + " of its alerts not called back yet";
  return out;
}

std::string line_text(const api::ReportLine& report) {
  std::string out = short_id(report.id) + "  " + words_for("report_to", report.to);
  if (!report.name.empty()) out += " " + shown(report.name);
  if (report.at) out += "  " + for_people(*report.at).substr(0, 10);
  if (!report.reference.empty()) out += "  reference " + shown(report.reference);
  if (!report.outcome.empty()) out += "  outcome: " + shown(report.outcome);
  if (!report.response_quality.empty()) out += "  response: " + shown(report.response_quality);
  return out;
}

}  // namespace ww::cli

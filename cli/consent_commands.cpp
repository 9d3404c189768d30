// consent give, withdraw, list; report add, list.
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

Answer<int> tell(Session& session, const api::ConsentLine& consent) {
  if (session.json()) {
    session.object("consent", to_json(consent));
  } else {
    session.line(line_text(consent));
  }
  return kDone;
}

Answer<int> give(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto consent,
             journal->consent_give(arguments.one("INCIDENT"), arguments.one("ROUTE"),
                                   arguments.one("--to"), arguments.one("--note"),
                                   arguments.all("--alert")));
  return tell(session, consent);
}

Answer<int> withdraw(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto consent, journal->consent_withdraw(arguments.one("ID")));
  WW_TRY(tell(session, consent));
  if (!consent.shared.empty() && !session.json()) {
    session.say(
        "Your alerts that were shared under it are withdrawn too. What somebody copied or "
        "photographed cannot be called back.");
  }
  if (consent.owed > 0 && !session.json()) {
    session.say(
        "Too much waits to be sent to some of them. They hear of it as soon as there is room; "
        "nothing more is for you to do.");
  }
  return kDone;
}

Answer<int> consents(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto list, journal->consents(arguments.one("INCIDENT")));
  if (session.json()) {
    session.object("consent-list", {{"consents", list_json(list)}});
    return kDone;
  }
  for (const auto& consent : list) session.line(line_text(consent));
  if (list.empty()) session.say("Nobody has been told anything: no consent was given.");
  return kDone;
}

// The report that is added to: what is not given now stays as it is.
Answer<api::ReportLine> known_report(api::JournalApi& journal, const std::string& incident,
                                     const std::string& id) {
  WW_TRY_SET(const auto all, journal.reports(incident));
  for (const auto& report : all) {
    if (report.id.compare(0, id.size(), id) == 0) return report;
  }
  return problem(api::Problem::Kind::not_found,
                 "There is no such report. `watchword report list` shows them.");
}

Answer<int> add_report(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  api::ReportLine report;
  if (arguments.has("--id")) {
    WW_TRY_SET(report, known_report(*journal, arguments.one("INCIDENT"), arguments.one("--id")));
  }
  report.incident = arguments.one("INCIDENT");
  report.to = arguments.one("TO");
  report.name = arguments.one("--name", report.name);
  report.consent = arguments.one("--consent", report.consent);
  report.reference = arguments.one("--reference", report.reference);
  report.outcome = arguments.one("--outcome", report.outcome);
  report.response_quality = arguments.one("--response", report.response_quality);
  if (arguments.has("--at")) {
    WW_TRY_SET(const auto at, session.read_time("--at", arguments.one("--at")));
    report.at = at.first;
  }
  WW_TRY_SET(const auto written, journal->report_write(report));
  if (session.json()) {
    session.object("report", to_json(written));
  } else {
    session.line(line_text(written));
  }
  return kDone;
}

Answer<int> reports(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto list, journal->reports(arguments.one("INCIDENT")));
  if (session.json()) {
    session.object("report-list", {{"reports", list_json(list)}});
    return kDone;
  }
  for (const auto& report : list) session.line(line_text(report));
  if (list.empty()) session.say("No report is written down.");
  return kDone;
}

const Positional kIncident{"INCIDENT", "its id, or its first 6 characters"};
const Positional kAnyIncident{"INCIDENT", "its id; all of them without it", false};

}  // namespace

std::vector<Command> consent_commands() {
  return {
      {"consent give",
       "allow one way to share one incident",
       {"watchword consent give itdn6h police_anonymous",
        "watchword consent give itdn6h project --to \"Harbour project\""},
       {kIncident, {"ROUTE", "alert, project, scheme, police_anonymous or police_full"}},
       {{"--to", "NAME", "the project, scheme or force"},
        {"--note", "TEXT", "what was agreed"},
        {"--alert", "ID", "an alert that was sent under it", true}},
       "Nothing may leave without it, and it can be withdrawn at any time. Each way is a decision\n"
       "of its own: yes to one is no to all others.",
       give},
      {"consent withdraw",
       "take a permission back",
       {"watchword consent withdraw itdn6h"},
       {{"ID", "of the consent"}},
       {},
       "The withdrawal is written down. Alerts shared under it are withdrawn from those who got\n"
       "them; `packet withdrawal` makes a letter to others.",
       withdraw},
      {"consent list",
       "what you have allowed, and taken back",
       {"watchword consent list", "watchword consent list itdn6h"},
       {kAnyIncident},
       {},
       "",
       consents},
      {"report add",
       "write down a report that was made, and how it was met",
       {"watchword report add itdn6h police --name \"West Yorkshire\" --reference 123/26",
        "watchword report add itdn6h platform --id 7qk2ab --outcome \"page removed\""},
       {kIncident,
        {"TO", "police, num, scheme, project, platform, host, ico, helpline, medical or other"}},
       {{"--name", "TEXT", "of the force, platform or host"},
        {"--consent", "ID", "under which consent"},
        {"--at", "DATE", "when"},
        {"--reference", "TEXT", "the number they gave"},
        {"--outcome", "TEXT", "what came of it"},
        {"--response", "TEXT", "how you were treated"},
        {"--id", "ID", "of a report that is there already, to add to it"}},
       "Reports never leave your journal.",
       add_report},
      {"report list",
       "reports that were made",
       {"watchword report list", "watchword report list itdn6h"},
       {kAnyIncident},
       {},
       "",
       reports},
  };
}

}  // namespace ww::cli

// check: is this number, plate, handle or message known here? Never a verdict of safety.
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

constexpr std::size_t kTextMost = 512 * 1024;  // a long pasted conversation

Json to_json(const api::Checked& checked) {
  Json extracted = Json::array(), matches = Json::array(), journal = Json::array(),
       unread = Json::array();
  for (const auto& found : checked.extracted) {
    extracted.push_back({{"kind", found.kind},
                         {"raw", found.raw},
                         {"canon", found.canon},
                         {"warnings", found.warnings}});
  }
  for (const auto& match : checked.matches) {
    matches.push_back({{"alert", match.alert},
                       {"identifier", match.identifier},
                       {"strength", match.strength},
                       {"why", match.why},
                       {"marks", match.marks},
                       {"exercise", match.status == "exercise" || match.status == "test"},
                       {"urgency_now", match.urgency_now}});
  }
  for (const auto& match : checked.journal) {
    journal.push_back({{"incident", match.incident},
                       {"subject", match.subject},
                       {"identifier", match.identifier},
                       {"strength", match.strength}});
  }
  for (const auto& part : checked.unread) {
    unread.push_back({{"what", part.what}, {"why", part.why}});
  }
  return {{"extracted", extracted}, {"matches", matches}, {"journal", journal}, {"unread", unread}};
}

std::string strength_words(const std::string& strength) {
  if (strength == "exact") return "the same";
  if (strength == "possible") return "perhaps the same";
  if (strength == "faded") return "the same, but long ago: it may belong to somebody else now";
  return shown(strength);
}

std::vector<std::string> marks_of(const api::Match& match) {
  std::vector<std::string> out;
  if (match.status == "exercise") out.emplace_back("EXERCISE: this did not happen");
  if (match.status == "test") out.emplace_back("TEST: this did not happen");
  if (match.status == "actual" && match.urgency_now == "immediate") {
    out.emplace_back("HAPPENING NOW");
  }
  for (const auto& mark : match.marks) {
    if (mark == "disputed") out.emplace_back("DISPUTED: somebody says that this is not right");
    if (mark == "under_review") out.emplace_back("UNDER REVIEW: the project looks into it");
    if (mark == "unchecked") {
      out.emplace_back("NOT CHECKED: the words of who sent this are not compared");
    }
  }
  return out;
}

void print_journal(Session& session, const api::JournalMatch& match) {
  std::string line = "In your journal too: " + shown(match.identifier);
  if (!match.subject_label.empty()) line += ", with \"" + shown(match.subject_label) + "\"";
  if (!match.incident.empty()) line += ", incident " + shown(match.incident);
  session.line(line + " (" + strength_words(match.strength) + ")");
}

void print(Session& session, const api::Checked& checked) {
  for (const auto& found : checked.extracted) {
    session.line("Looked for " + shown(found.kind) + " " + shown(found.canon));
    for (const auto& warning : found.warnings) session.line("  note: " + shown(warning));
  }
  if (checked.extracted.empty()) session.line("There was nothing in it to look for.");
  for (const auto& match : checked.matches) {
    session.line("KNOWN: " + shown(match.identifier) + " in alert " + shown(match.alert) + " (" +
                 strength_words(match.strength) + ")");
    for (const auto& mark : marks_of(match)) session.line("  " + mark);
    if (!match.why.empty() && match.why != strength_words(match.strength)) {
      session.line("  " + shown(match.why));
    }
  }
  for (const auto& match : checked.journal) print_journal(session, match);
  for (const auto& part : checked.unread) {
    session.line("Not read as it came: " + shown(part.what) + ". " + shown(part.why));
  }
  if (checked.matches.empty() && !checked.journal.empty()) {
    session.line("No alert here is about this.");
  } else if (checked.matches.empty()) {
    session.line("Nothing is known here about this. That does not mean that it is safe.");
  } else {
    session.line("`watchword alert show ID` shows an alert.");
  }
}

Answer<int> check(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const std::string text,
             text_or_input(session.terminal(), arguments.one("TEXT"), kTextMost));
  WW_TRY_SET(const auto checked, node->check(text));
  if (session.json()) {
    session.object("check", to_json(checked));
  } else {
    print(session, checked);
  }
  return kDone;
}

}  // namespace

std::vector<Command> check_commands() {
  return {{"check",
           "is this number, plate, handle or message known here?",
           {"watchword check - < message.txt", "watchword check +447700900123",
            "watchword check GB:AB00TST", "watchword check platform.example:handle"},
           {{"TEXT", "- to read from standard input, or the text itself", true, true}},
           {},
           "Looks in what this node knows and asks nobody. Exit code 0 with or without a match.\n"
           "No match does not mean that it is safe. Prefer -: what stands in a command line is\n"
           "kept in the shell's history.",
           check}};
}

}  // namespace ww::cli

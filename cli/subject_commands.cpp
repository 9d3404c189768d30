// subject list, show, new, edit, same, merge, split, undo; incident subject.
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/pages.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "domain/journal_limits.h"

namespace ww::cli {
namespace {

using api::Answer;

DayText days_of(Session& session) {
  return [&session](Instant at) { return session.day_text(at); };
}

Answer<int> list(Session& session, const Arguments&) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  constexpr std::uint32_t kPage = 200;
  WW_TRY_SET(const auto lines,
             every_page<api::SubjectLine>(
                 [&](std::uint32_t offset) { return journal->subjects(kPage, offset); }, kPage));
  if (session.json()) {
    session.object("subject-list", {{"subjects", list_json(lines)}});
    return kDone;
  }
  for (const auto& line : lines) session.line(line_text(line, days_of(session)));
  if (lines.empty()) {
    session.say("There is nobody yet. `incident edit ID --subject NAME` says who it was.");
  }
  return kDone;
}

Answer<int> show(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto subject, journal->subject(arguments.one("WHO")));
  if (session.json()) {
    session.object("subject-show", to_json(subject));
    return kDone;
  }
  session.page(subject_text(subject, days_of(session)));
  api::IncidentQuery query;
  query.subject = subject.line.id;
  query.oldest_first = true;
  WW_TRY_SET(const auto lines, every_page<api::IncidentLine>(
                                   [&](std::uint32_t offset) {
                                     query.offset = offset;
                                     return journal->incidents(query);
                                   },
                                   query.limit));
  session.page("Timeline\n" + timeline_text(lines));
  return kDone;
}

Answer<int> incident_subject(Session& session, const Arguments& arguments) {
  return arguments.has("WHO") ? show(session, arguments) : list(session, arguments);
}

Answer<int> finish(Session& session, const std::string& schema, const api::SubjectLine& line) {
  if (session.json()) {
    session.object(schema, to_json(line));
  } else {
    session.line(line.id);
  }
  return kDone;
}

Answer<int> make(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  std::string json;
  if (arguments.has("--file")) {
    WW_TRY_SET(json, text_file_or_input(session.terminal(), arguments.one("--file"),
                                        limits::kIncidentJsonBytes));
  } else {
    json = to_text({{"schema", "subject/1"}, {"label", arguments.one("LABEL")}});
  }
  WW_TRY_SET(const auto line, journal->subject_write("", json));
  return finish(session, "subject-write", line);
}

Answer<int> edit(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const std::string json, text_file_or_input(session.terminal(), arguments.one("--file"),
                                                        limits::kIncidentJsonBytes));
  WW_TRY_SET(const auto line, journal->subject_write(arguments.one("WHO"), json));
  return finish(session, "subject-write", line);
}

Answer<int> same(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto others, journal->maybe_same(arguments.one("WHO")));
  if (session.json()) {
    session.object("subject-same", {{"maybe", list_json(others)}});
    return kDone;
  }
  for (const auto& other : others) {
    session.line(line_text(other.subject, days_of(session)));
    for (const auto& shared : other.shared) session.line("  both: " + shown(shared));
  }
  session.say(others.empty() ? "Nobody else shares a number, plate or handle."
                             : "If it is one person: `watchword subject merge INTO FROM`.");
  return kDone;
}

Answer<int> tell(Session& session, const api::UndoLine& undo) {
  if (session.json()) {
    session.object("subject-change", to_json(undo));
    return kDone;
  }
  session.line(undo.id);
  session.say(shown(undo.what) + ". `watchword subject undo " + short_id(undo.id) +
              "` takes it back.");
  return kDone;
}

Answer<int> merge(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto undo, journal->subject_merge(arguments.one("INTO"), arguments.one("FROM")));
  return tell(session, undo);
}

Answer<int> split(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto undo,
             journal->subject_split(arguments.one("WHO"), arguments.all("--incident"),
                                    arguments.one("--label")));
  return tell(session, undo);
}

Answer<int> undo(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  if (arguments.has("ID")) {
    WW_TRY(journal->undo(arguments.one("ID")));
    if (session.json()) session.object("subject-undone", {{"id", arguments.one("ID")}});
    return kDone;
  }
  WW_TRY_SET(const auto undos, journal->undos());
  if (session.json()) {
    session.object("subject-undo", {{"undos", list_json(undos)}});
    return kDone;
  }
  for (const auto& each : undos) {
    session.line(short_id(each.id) + "  " + for_people(each.at) + "  " + shown(each.what) +
                 (each.undone ? "  (taken back)" : ""));
  }
  return kDone;
}

const Positional kWho{"WHO", "the person's label or id"};

}  // namespace

std::vector<Command> subject_commands() {
  return {
      {"incident subject",
       "persons of concern, or one of them with all that happened",
       {"watchword incident subject", "watchword incident subject \"silver hatchback\""},
       {{"WHO", "a label or id", false}},
       {},
       "The same as `subject list` and `subject show`.",
       incident_subject},
      {"subject list", "persons of concern", {"watchword subject list"}, {}, {}, "", list},
      {"subject show",
       "one person of concern: how he is known, and the timeline",
       {"watchword subject show \"silver hatchback\""},
       {kWho},
       {},
       "",
       show},
      {"subject new",
       "a person of concern",
       {"watchword subject new \"silver hatchback\"", "watchword subject new --file -"},
       {{"LABEL", "your own word for the person", false}},
       {{"--file", "FILE", "subject/1 as JSON, or - for standard input"}},
       "`incident edit ID --subject LABEL` makes one too, when there is none of this label.",
       make},
      {"subject edit",
       "what you know of a person of concern",
       {"watchword subject edit itdn6h --file -"},
       {kWho},
       {{"--file", "FILE", "subject/1 as JSON, or - for standard input", false, true}},
       "",
       edit},
      {"subject same",
       "who else may be the same person",
       {"watchword subject same \"silver hatchback\""},
       {kWho},
       {},
       "Looks for numbers, plates and handles that both have.",
       same},
      {"subject merge",
       "two are one person",
       {"watchword subject merge \"silver hatchback\" \"Mark\""},
       {{"INTO", "this one stays"}, {"FROM", "what is known of this one goes there"}},
       {},
       "It can be taken back with `subject undo`.",
       merge},
      {"subject split",
       "some of it was somebody else",
       {"watchword subject split Mark --incident itdn6h --label \"the other one\""},
       {kWho},
       {{"--incident", "ID", "what the other person did", true, true},
        {"--label", "TEXT", "your word for the other person", false, true}},
       "It can be taken back with `subject undo`.",
       split},
      {"subject undo",
       "take a merge or split back; without an id, list them",
       {"watchword subject undo", "watchword subject undo itdn6h"},
       {{"ID", "of the change", false}},
       {},
       "",
       undo},
  };
}

}  // namespace ww::cli

// note, search, incident new, edit, show, list, timeline, subject, due, keep, purge.
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/incident_questions.h"
#include "cli/incident_write.h"
#include "cli/input.h"
#include "cli/journal_json.h"
#include "cli/journal_view.h"
#include "cli/pages.h"
#include "cli/session.h"
#include "cli/shown_text.h"
#include "cli/wait.h"
#include "domain/journal_limits.h"

namespace ww::cli {
namespace {

using api::Answer;

// A label that is new makes a new person of concern; the node says so.
std::optional<std::string> subject_of(const Arguments& arguments) {
  if (!arguments.has("--subject")) return std::nullopt;
  return arguments.one("--subject");
}

Answer<int> tell(Session& session, const std::string& schema, const api::IncidentRef& ref) {
  if (session.json()) {
    session.object(schema, to_json(ref));
    return kDone;
  }
  for (const auto& warning : ref.warnings) session.say("Note: " + shown(warning));
  session.line(ref.id);
  return kDone;
}

// Without TEXT it is asked for, and Ctrl-C keeps what stands there: a note is never finished.
Answer<TypedText> note_text(Session& session, const Arguments& arguments) {
  if (arguments.has("TEXT")) {
    WW_TRY_SET(std::string given, text_or_input(session.terminal(), arguments.one("TEXT"),
                                                limits::kIncidentJsonBytes));
    return TypedText{std::move(given), true, false};
  }
  if (!session.may_ask()) return usage("Give - and the note by standard input, or use a terminal.");
  session.say(
      "Write it down. An empty line or Ctrl-D ends it, Ctrl-C too: what you have written is "
      "kept.");
  return ask_text(session.terminal(), "> ");
}

// Opened before a word is read: a wrong passphrase must not cost her what she typed.
Answer<int> note(Session& session, const Arguments& arguments) {
  WW_TRY(session.open_journal());
  WW_TRY_SET(const TypedText typed, note_text(session, arguments));
  const std::string text = trimmed(typed.text);
  if (text.empty() && typed.cut_short) return kInterrupted;
  if (text.empty() || (text == "." && !arguments.has("TEXT"))) return usage("The note is empty.");
  const auto subject = subject_of(arguments);
  WW_TRY_SET(const auto ref, session.in_journal([&](api::JournalApi& journal) {
    return journal.note({text, subject});
  }));
  WW_TRY(tell(session, "note", ref));
  if (!session.json()) {
    session.say("Kept, with the time of writing. `watchword incident edit " + short_id(ref.id) +
                "` completes it when you feel up to it.");
  }
  return typed.cut_short ? kInterrupted : kDone;
}

// ---- writing
// ----------------------------------------------------------------------------------------

Answer<int> write_file(Session& session, const Arguments& arguments, const std::string& id,
                       std::uint32_t based_on) {
  WW_TRY(session.open_journal());
  api::IncidentWrite write;
  write.id = id;
  write.based_on = based_on;
  write.state = arguments.has("--draft") ? "draft" : "";
  WW_TRY_SET(write.json, text_file_or_input(session.terminal(), arguments.one("--file"),
                                            2 * limits::kIncidentJsonBytes));
  write.subject = subject_of(arguments);
  WW_TRY_SET(const auto ref, session.in_journal([&](api::JournalApi& journal) {
    return journal.incident_write(write);
  }));
  return tell(session, "incident-write", ref);
}

Answer<int> write_form(Session& session, const Arguments& arguments, const std::string& id,
                       const Json& before, std::uint32_t based_on) {
  FormRequest request{id, before, based_on, arguments.has("--draft"), subject_of(arguments)};
  WW_TRY_SET(const auto ref, fill_in_form(session, request));
  return tell(session, "incident-write", ref);
}

Answer<int> new_incident(Session& session, const Arguments& arguments) {
  if (arguments.has("--file")) return write_file(session, arguments, "", 0);
  if (!session.may_ask()) return usage("Give --file FILE (or -), or use a terminal.");
  WW_TRY(session.open_journal());
  if (arguments.has("--form")) {
    return write_form(session, arguments, "", {{"schema", "incident/1"}}, 0);
  }
  const auto subject = subject_of(arguments);
  WW_TRY_SET(const auto ref, ask_incident(session, "", subject));
  WW_TRY(tell(session, "incident-write", ref));
  const int code = session.terminal().cut_short() ? kInterrupted : kDone;
  if (!session.json()) {
    session.say("Kept, with the time of writing. `watchword incident edit " + short_id(ref.id) +
                "` goes on with it; `watchword care " + short_id(ref.id) +
                "` shows what may help.");
  }
  return code;
}

Answer<int> edit(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto now, journal->incident(arguments.one("ID"), 0));
  if (arguments.has("--file")) {
    return write_file(session, arguments, now.line.id, now.line.version);
  }
  if (arguments.has("--form") && session.may_ask()) {
    const Json before = Json::parse(now.json, nullptr, false);
    return write_form(session, arguments, now.line.id, before, now.line.version);
  }
  const auto subject = subject_of(arguments);
  if (subject) {
    WW_TRY_SET(const auto ref,
               journal->incident_write({now.line.id, now.json, "", subject, now.line.version}));
    return tell(session, "incident-write", ref);
  }
  if (!session.may_ask()) return usage("Give --file FILE (or -), or use a terminal.");
  WW_TRY_SET(const auto ref, ask_incident(session, now.line.id, std::nullopt));
  WW_TRY(tell(session, "incident-write", ref));
  return session.terminal().cut_short() ? kInterrupted : kDone;
}

// ---- reading
// ----------------------------------------------------------------------------------------

Answer<int> show(Session& session, const Arguments& arguments) {
  std::uint32_t version = 0;
  if (arguments.has("--version-number")) {
    WW_TRY_SET(version, whole_number(arguments, "--version-number"));
  }
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto incident, journal->incident(arguments.one("ID"), version));
  if (session.json()) {
    session.object("incident-show", to_json(incident));
  } else {
    session.page(incident_text(incident));
  }
  return kDone;
}

// A day alone is that whole day by the clocks at home: its first moment, or its last.
enum class End : std::uint8_t { since, until };
Answer<std::optional<Instant>> date_of(Session& session, const Arguments& arguments, End end) {
  const std::string option = end == End::since ? "--since" : "--until";
  if (!arguments.has(option)) return std::optional<Instant>();
  WW_TRY_SET(const auto told, session.read_time(option, arguments.one(option)));
  return std::optional(end == End::since ? told.first : told.last);
}

Answer<api::IncidentQuery> query_of(Session& session, const Arguments& arguments) {
  api::IncidentQuery query;
  query.subject = subject_of(arguments);
  if (arguments.has("--state")) query.state = arguments.one("--state");
  query.codes = arguments.all("--code");
  query.regions = arguments.all("--region");
  WW_TRY_SET(query.since, date_of(session, arguments, End::since));
  WW_TRY_SET(query.until, date_of(session, arguments, End::until));
  return query;
}

Answer<std::vector<api::IncidentLine>> every_line(api::JournalApi& journal,
                                                  api::IncidentQuery query) {
  return every_page<api::IncidentLine>(
      [&](std::uint32_t offset) {
        query.offset = offset;
        return journal.incidents(query);
      },
      query.limit);
}

Answer<int> list_in_order(Session& session, const Arguments& arguments, bool timeline) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(auto query, query_of(session, arguments));
  query.oldest_first = timeline;
  WW_TRY_SET(const auto lines, every_line(*journal, query));
  if (session.json()) {
    session.object(timeline ? "incident-timeline" : "incident-list",
                   {{"incidents", list_json(lines)}});
    return kDone;
  }
  if (timeline) {
    session.page(timeline_text(lines));
  } else {
    std::string all;
    for (const auto& line : lines) all += line_text(line) + "\n";
    session.page(all);
  }
  if (lines.empty()) session.say("Nothing is written down for this.");
  return kDone;
}
Answer<int> list(Session& session, const Arguments& arguments) {
  return list_in_order(session, arguments, false);
}
Answer<int> timeline(Session& session, const Arguments& arguments) {
  return list_in_order(session, arguments, true);
}

Answer<int> search(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const std::string text,
             text_or_input(session.terminal(), arguments.one("TEXT"), 4 * limits::kSearchText));
  constexpr std::uint32_t kPage = 200;
  WW_TRY_SET(const auto found, every_page<api::Found>(
                                   [&](std::uint32_t offset) {
                                     return journal->search(trimmed(text), kPage, offset);
                                   },
                                   kPage));
  if (session.json()) {
    session.object("search", {{"found", list_json(found)}});
    return kDone;
  }
  for (const auto& each : found) {
    const std::string line =
        each.subject
            ? "Person of concern " +
                  line_text(*each.subject, [&](Instant at) { return session.day_text(at); })
            : line_text(each.line);
    session.line(line + "  <" + shown(each.why) + ">");
  }
  if (found.empty()) session.say("You have written nothing down about this.");
  return kDone;
}

// ---- keeping and deleting
// ----------------------------------------------------------------------------

Answer<int> due(Session& session, const Arguments&) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto lines, journal->due_for_review());
  if (session.json()) {
    session.object("incident-due", {{"incidents", list_json(lines)}});
    return kDone;
  }
  for (const auto& line : lines) session.line(line_text(line));
  session.say(lines.empty()
                  ? "Nothing waits for you."
                  : "Do you still need these? `incident keep` or `incident purge` say so. "
                    "Nothing is ever deleted by itself.");
  return kDone;
}

Answer<int> keep(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto until, session.read_time("--until", arguments.one("--until"), true));
  WW_TRY(journal->keep_until(arguments.one("ID"), until.first));
  if (session.json()) {
    session.object("incident-keep",
                   {{"id", arguments.one("ID")}, {"until", for_scripts(until.first)}});
  } else {
    session.say("You are asked again on " + session.day_text(until.first) + ".");
  }
  return kDone;
}

Answer<int> purge(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::JournalApi * journal, session.open_journal());
  WW_TRY_SET(const auto incident, journal->incident(arguments.one("ID"), 0));
  if (!arguments.has("--yes")) {
    if (!session.may_ask())
      return usage("--yes is missing: what is purged cannot be brought back.");
    session.say(line_text(incident.line) + "\nwith " + std::to_string(incident.evidence.size()) +
                " pieces of evidence and every version will be gone for good.");
    const auto answer = session.terminal().ask("Purge it? Write \"purge\": ");
    if (!answer || trimmed(*answer) != "purge") return usage("Nothing was deleted.");
  }
  WW_TRY(journal->purge(incident.line.id));
  // Slice by slice, so that the node hears of alerts meanwhile. Should this be cut off, it goes on.
  for (bool clean = false; !clean;) {
    WW_TRY_SET(const std::uint32_t left, journal->clean_up());
    clean = left == 0;
  }
  if (session.json()) session.object("incident-purge", {{"id", incident.line.id}});
  return kDone;
}

const Positional kId{"ID", "the incident's id, or its first 6 characters"};
const Option kSubject{"--subject", "WHO", "the person of concern: a label or id"};
const std::vector<Option> kQuery{
    kSubject,
    {"--state", "STATE", "note, draft or complete"},
    {"--code", "CODE", "such as harassment", true},
    {"--region", "PLACE", "a name such as Leeds, or a code", true},
    {"--since", "TIME", "24/11/2026, yesterday, last week, 2026-11-24T08:00:00Z"},
    {"--until", "TIME", "the same; a day counts to its end"}};
const std::vector<Option> kWrite{{"--file", "FILE", "incident/1 as JSON, or - for standard input"},
                                 {"--form", "", "fill in a form in your editor"},
                                 {"--draft", "", "it is not finished"},
                                 kSubject};

}  // namespace

std::vector<Command> incident_commands() {
  return {
      {"note",
       "write something down, in seconds",
       {"watchword note", "watchword note - < chat.txt",
        "watchword note --subject \"silver hatchback\""},
       {{"TEXT", "asked for without it; - reads standard input; or the text itself", false, true}},
       {kSubject},
       "It goes into your encrypted journal with the time of writing, and nowhere else. What\n"
       "stands in a command line is kept in the shell's history: let it be asked for, or take -.",
       note},
      {"incident new",
       "write down what happened",
       {"watchword incident new", "watchword incident new --form",
        "watchword incident new --file - --draft < incident.json"},
       {},
       kWrite,
       "Without an option it asks, one question after the other; each may be skipped. Everything\n"
       "stays in your journal: an incident is never sent.",
       new_incident},
      {"incident edit",
       "add to it or correct it; what stood there is kept",
       {"watchword incident edit itdn6h", "watchword incident edit itdn6h --form",
        "watchword incident edit itdn6h --subject \"silver hatchback\""},
       {kId},
       kWrite,
       "Each change is a version of its own. The time of writing stays.",
       edit},
      {"incident show",
       "one incident, with its evidence and what it may be",
       {"watchword incident show itdn6h", "watchword incident show itdn6h --version-number 1"},
       {kId},
       {{"--version-number", "N", "as it was then; 1 is what was first written"}},
       "",
       show},
      {"incident list",
       "what you have written down",
       {"watchword incident list", "watchword incident list --code harassment --since 2026-01-01"},
       {},
       kQuery,
       "Newest first.",
       list},
      {"incident timeline",
       "what happened in order, across months",
       {"watchword incident timeline --subject \"silver hatchback\""},
       {},
       kQuery,
       "Oldest first.",
       timeline},
      {"incident due",
       "what you wanted to be asked about again",
       {"watchword incident due"},
       {},
       {},
       "",
       due},
      {"incident keep",
       "be asked about it again later",
       {"watchword incident keep itdn6h --until 2027-11-24"},
       {kId},
       {{"--until", "DATE", "when to ask again", false, true}},
       "",
       keep},
      {"incident purge",
       "delete it for good, with its evidence",
       {"watchword incident purge itdn6h"},
       {kId},
       {{"--yes", "", "do not ask"}},
       "No word of it stays in the file. There is no way back.",
       purge},
      {"search",
       "find what you have written down",
       {"watchword search -", "watchword search 900123", "watchword search AB00"},
       {{"TEXT", "words, or a part of a number, plate, handle or address", true, true}},
       {},
       "Looks in your own journal alone: incidents and persons of concern. `watchword check`\n"
       "looks in the alerts of others.",
       search},
  };
}

}  // namespace ww::cli

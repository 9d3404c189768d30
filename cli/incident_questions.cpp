#include "cli/incident_questions.h"

#include "cli/form_values.h"
#include "cli/input.h"
#include "cli/journal_view.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

constexpr const char* kBegin =
    "You can skip every question with Enter, and stop with a full stop. What you have told until\n"
    "then is kept as a draft, and you can go on at any time.";
constexpr const char* kGoOn =
    "Where something is written down already it is shown. Enter leaves it as it is, and a full "
    "stop\n"
    "ends the questions. What stood there before stays in the earlier versions.";

// Told before a question, because whoever is asked "What happened?" must not think that nothing is
// there, and write it anew.
void show_what_is_there(Session& session, const FormField& field, const std::string& there) {
  if (there.empty()) return;
  session.say("There now:\n" + shown_lines(there, "    "));
  session.say(takes_more(field)
                  ? "  Enter leaves it, what you write is added to it, - takes it away."
                  : "  Enter leaves it, an answer takes its place, - takes it away.");
}

// The answer to one question; cut short by Ctrl-C it holds what stood there.
TypedText ask_field(Session& session, const FormField& field) {
  if (field.type == FormField::Type::text) {
    return ask_text(session.terminal(),
                    std::string(field.question) + " (an empty line ends it)\n> ");
  }
  auto answer = ask_line(session.terminal(), std::string(field.question) + "\n> ");
  while (answer && trimmed(*answer) == "?" && (field.choices != nullptr || field.help != nullptr)) {
    session.say(field.choices != nullptr ? numbered(field.choices()) : field.help);
    answer = ask_line(session.terminal(), "> ");
  }
  if (answer) return {*answer, true, false};
  const auto rest = session.terminal().cut_short();
  return {rest ? text_of(session.terminal(), *rest) : "", false, rest.has_value()};
}

// What happens to a draft while it is told.
class Draft {
 public:
  explicit Draft(Session& session) : session_(session) {}

  Answer<> begin(const std::string& id, const std::optional<std::string>& subject) {
    subject_ = subject;
    if (id.empty()) return Unit{};
    WW_TRY_SET(const auto shown, session_.in_journal([&](api::JournalApi& journal) {
      return journal.incident(id, 0);
    }));
    ref_.id = shown.line.id;
    ref_.version = shown.line.version;
    ref_.written = shown.line.written;
    was_complete_ = shown.line.state == "complete";
    json_ = Json::parse(shown.json, nullptr, false);
    if (json_.is_object()) return Unit{};
    return problem(api::Problem::Kind::other, "This program cannot read the incident.");
  }

  // False: the answer was not understood, and the person was told why.
  Answer<bool> take(const FormField& field, const std::string& answer) {
    std::vector<std::string> notes;
    Clocks clocks = session_.clocks();
    clocks.notes = &notes;
    auto next = with_more(json_, field, answer, clocks);
    for (const auto& note : notes) session_.say("  Note: " + shown(note));
    if (next.ok() && *next == json_) return true;
    if (next.ok()) {
      changed_ = true;
      auto ref = save(*next, was_complete_ ? "" : "draft");
      if (ref.ok()) return true;
      if (ref.error().kind != api::Problem::Kind::invalid) return ref.error();
      tell(ref.error());
      return false;
    }
    tell(next.error());
    return false;
  }

  Answer<api::IncidentRef> save(const Json& json, const std::string& state) {
    api::IncidentWrite write{ref_.id, to_text(json), state, subject_, ref_.version};
    if (ref_.id.empty()) write.based_on = 0;
    WW_TRY_SET(ref_, session_.in_journal(
                         [&](api::JournalApi& journal) { return journal.incident_write(write); }));
    json_ = json;
    subject_.reset();
    return ref_;
  }

  // What was complete stays so, however early the questions end.
  Answer<api::IncidentRef> finish(bool to_the_end) {
    if (was_complete_ && !changed_) return ref_;
    return save(json_, to_the_end ? "complete" : was_complete_ ? "" : "draft");
  }

  // Care comes before any further question.
  Answer<> show_care_once() {
    if (ref_.id.empty() || care_shown_) return Unit{};
    WW_TRY_SET(const auto care, session_.in_journal([&](api::JournalApi& journal) {
      return journal.care(ref_.id);
    }));
    if (care.first.empty()) return Unit{};
    care_shown_ = true;
    for (const auto& card : care.first) session_.say(card_text(card));
    return Unit{};
  }

  std::string there(const FormField& field) const {
    return value_text(json_, field, session_.clocks());
  }
  const Json& json() const { return json_; }
  bool is_empty() const { return ref_.id.empty(); }

 private:
  void tell(const api::Problem& problem) {
    session_.say(shown(problem.message));
    for (const auto& error : problem.errors) session_.say("  " + shown(error.message));
  }

  Session& session_;
  api::IncidentRef ref_;
  std::optional<std::string> subject_;
  Json json_ = {{"schema", "incident/1"}};
  bool care_shown_ = false, was_complete_ = false, changed_ = false;
};

// Whether the person means it: what is taken away is in no list and no search any more.
bool may_take_away(Session& session, const std::string& there) {
  if (there.empty()) return true;
  return ask_yes_no(session.terminal(), "Take it away? An earlier version keeps it.")
      .value_or(false);
}

// Whether the person wants to go on.
Answer<bool> ask_one(Session& session, Draft& draft, const FormField& field) {
  const auto there = draft.there(field);
  show_what_is_there(session, field, there);
  while (true) {
    const auto answer = ask_field(session, field);
    const auto word = trimmed(answer.text);
    const bool stops = answer.cut_short || (!answer.answered && word.empty());
    if (word == "." || (stops && word.empty())) return false;
    if (word == "-" && !stops && !may_take_away(session, there)) break;
    WW_TRY_SET(const bool taken, draft.take(field, answer.text));
    if (stops) return false;
    if (taken) break;
  }
  WW_TRY(draft.show_care_once());
  return true;
}

}  // namespace

Answer<api::IncidentRef> ask_incident(Session& session, const std::string& id,
                                      const std::optional<std::string>& subject) {
  Draft draft(session);
  WW_TRY(draft.begin(id, subject));
  session.say(id.empty() ? kBegin : kGoOn);
  bool to_the_end = true;
  for (const auto& field : form_fields()) {
    const bool matters = field.matters == nullptr || field.matters(draft.json());
    if (field.question == nullptr || !matters) continue;
    WW_TRY_SET(to_the_end, ask_one(session, draft, field));
    if (!to_the_end) break;
  }
  if (draft.is_empty()) return usage("Nothing was told, so nothing was written.");
  return draft.finish(to_the_end);
}

}  // namespace ww::cli

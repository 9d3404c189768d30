#include "cli/incident_questions.h"

#include "cli/input.h"
#include "cli/journal_view.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

constexpr const char* kBegin =
    "You can skip every question with Enter, and stop with a full stop. What you have told until\n"
    "then is kept as a draft, and you can go on at any time.";

// An account goes on until an empty line, or a full stop alone. Where the terminal ends first, what
// was told until then is kept.
std::optional<std::string> ask_text(Session& session, const std::string& question) {
  auto line = session.terminal().ask(question + " (an empty line ends it)\n> ");
  if (!line) return std::nullopt;
  std::string all = *line;
  while (!line->empty() && all != ".") {
    line = session.terminal().ask("> ");
    if (!line || *line == ".") break;
    if (!line->empty()) all += "\n" + *line;
  }
  return all;
}

std::optional<std::string> ask_field(Session& session, const FormField& field) {
  if (field.type == FormField::Type::text) return ask_text(session, field.question);
  auto answer = session.terminal().ask(std::string(field.question) + "\n> ");
  while (answer && trimmed(*answer) == "?" && (field.choices != nullptr || field.help != nullptr)) {
    session.say(field.choices != nullptr ? numbered(field.choices()) : field.help);
    answer = session.terminal().ask("> ");
  }
  return answer;
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
    json_ = Json::parse(shown.json, nullptr, false);
    if (json_.is_object()) return Unit{};
    return problem(api::Problem::Kind::other, "This program cannot read the incident.");
  }

  // False: the answer was not understood, and the person was told why.
  Answer<bool> take(const FormField& field, const std::string& answer) {
    auto next = with_answer(json_, field, answer, session_.clocks());
    if (next.ok() && *next == json_) return true;
    if (next.ok()) {
      auto ref = save(*next, "draft");
      if (ref.ok()) return true;
      if (ref.error().kind != api::Problem::Kind::invalid) return ref.error();
      tell(ref.error());
      return false;
    }
    tell(next.error());
    return false;
  }

  Answer<api::IncidentRef> save(const Json& json, const std::string& state) {
    api::IncidentWrite write{ref_.id, json.dump(), state, subject_, ref_.version};
    if (ref_.id.empty()) write.based_on = 0;
    WW_TRY_SET(ref_, session_.in_journal(
                         [&](api::JournalApi& journal) { return journal.incident_write(write); }));
    json_ = json;
    subject_.reset();
    return ref_;
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
  bool care_shown_ = false;
};

// Whether the person wants to go on.
Answer<bool> ask_one(Session& session, Draft& draft, const FormField& field) {
  while (true) {
    const auto answer = ask_field(session, field);
    if (!answer || trimmed(*answer) == ".") return false;
    WW_TRY_SET(const bool taken, draft.take(field, *answer));
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
  session.say(kBegin);
  bool to_the_end = true;
  for (const auto& field : form_fields()) {
    const bool matters = field.matters == nullptr || field.matters(draft.json());
    if (field.question == nullptr || !matters) continue;
    WW_TRY_SET(to_the_end, ask_one(session, draft, field));
    if (!to_the_end) break;
  }
  if (draft.is_empty()) return usage("Nothing was told, so nothing was written.");
  return draft.save(draft.json(), to_the_end ? "complete" : "draft");
}

}  // namespace ww::cli

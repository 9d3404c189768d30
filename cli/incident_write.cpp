#include "cli/incident_write.h"

#include "cli/input.h"
#include "cli/shown_text.h"
#include "domain/journal_limits.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;
using Ref = api::IncidentRef;

Answer<Ref> write(Session& session, const FormRequest& request, const Json& incident,
                  const std::string& state) {
  const api::IncidentWrite write{request.id, to_text(incident), state, request.subject,
                                 request.based_on};
  return session.in_journal(
      [&](api::JournalApi& journal) { return journal.incident_write(write); });
}

Answer<Ref> written(Session& session, const FormRequest& request, const std::string& text) {
  std::vector<std::string> notes;
  Clocks clocks = session.clocks();
  clocks.notes = &notes;
  WW_TRY_SET(const Json incident, read_form(text, request.before, clocks));
  WW_TRY_SET(auto ref, write(session, request, incident, request.draft ? "draft" : "complete"));
  ref.warnings.insert(ref.warnings.begin(), notes.begin(), notes.end());
  return ref;
}

void tell(Session& session, const Problem& why) {
  session.say(shown(why.message));
  for (const auto& error : why.errors) session.say("  " + shown(error.message));
}

Answer<Ref> as_draft(Session& session, const FormRequest& request, const std::string& text,
                     const Problem& why) {
  std::vector<std::string> refused;
  for (const auto& error : why.errors) refused.push_back(error.field);
  const auto incident = saved_form(text, request.before, session.clocks(), refused);
  auto ref = write(session, request, incident, request.id.empty() ? "draft" : "");
  if (!ref.ok() && !ref.error().errors.empty()) {
    // The first answer may have been of the form alone: now the node has looked too.
    for (const auto& error : ref.error().errors) refused.push_back(error.field);
    ref = write(session, request, saved_form(text, request.before, session.clocks(), refused),
                request.id.empty() ? "draft" : "");
  }
  if (ref.ok()) {
    session.say(
        "It is kept as a draft. What was not understood stands at the end of the account, "
        "word for word.");
  }
  return ref;
}

// Where nothing else is possible, as it was typed.
Answer<Ref> kept(Session& session, const FormRequest& request, const std::string& text,
                 const Problem& why) {
  const auto raw = raw_form(text);
  if (raw.empty()) return why;
  auto ref = as_draft(session, request, text, why);
  if (ref.ok()) return ref;
  const auto subject = request.subject;
  ref = session.in_journal([&](api::JournalApi& journal) { return journal.note({raw, subject}); });
  if (ref.ok()) {
    session.say("It is kept as a note, word for word.");
    return ref;
  }
  session.say("It could not be kept. Here is what you wrote, so that it is not lost:\n\n" +
              shown_lines(raw, ""));
  return ref;
}

}  // namespace

Answer<Ref> fill_in_form(Session& session, const FormRequest& request) {
  const std::string empty = form_text(request.before, session.clocks());
  std::string text = empty;
  while (true) {
    const std::string opened = text;
    WW_TRY_SET(const std::string left,
               session.terminal().edit(text, 2 * limits::kIncidentJsonBytes));
    text = text_of(session.terminal(), left);
    if (raw_form(text) == raw_form(empty)) return usage("Nothing was changed.");
    auto ref = written(session, request, text);
    if (ref.ok()) return ref;
    tell(session, ref.error());
    if (text == opened) return kept(session, request, text, ref.error());
    const auto again =
        ask_yes_no(session.terminal(), "Open the form again? With no it is kept as it is.");
    if (!again.value_or(false)) {
      return kept(session, request, text, ref.error());
    }
  }
}

}  // namespace ww::cli

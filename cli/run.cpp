#include "cli/run.h"

#include "cli/help.h"
#include "cli/notice_view.h"
#include "cli/parse.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Problem;

constexpr const char* kVersion = "watchword 0.1.0\n";

Json errors_json(const Problem& problem) {
  Json list = Json::array();
  for (const auto& error : problem.errors) {
    list.push_back({{"field", error.field}, {"code", error.code}, {"message", error.message}});
  }
  return list;
}

Json findings_json(const Problem& problem) {
  Json list = Json::array();
  for (const auto& finding : problem.findings) {
    list.push_back({{"id", finding.id},
                    {"field", finding.field},
                    {"kind", finding.kind},
                    {"text", finding.text}});
  }
  return list;
}

void tell_as_json(Terminal& terminal, const Problem& problem) {
  Json json = {{"schema", "watchword.error/1"},
               {"error", kind_name(problem.kind)},
               {"exit", static_cast<int>(exit_code(problem.kind))},
               {"message", problem.message}};
  if (!problem.code.empty()) json["code"] = problem.code;
  if (!problem.args.empty()) json["args"] = to_json(problem.args);
  if (!problem.errors.empty()) json["errors"] = errors_json(problem);
  if (!problem.findings.empty()) json["findings"] = findings_json(problem);
  terminal.err(to_text(json, true) + "\n");
}

void tell_a_person(Terminal& terminal, const Problem& problem) {
  terminal.err("watchword: " + shown(problem.message) + "\n");
  for (const auto& error : problem.errors) {
    terminal.err("  " + shown(error.field) + ": " + shown(error.message) + " (" +
                 shown(error.code) + ")\n");
  }
  for (const auto& finding : problem.findings) {
    terminal.err("  " + shown(finding.field) + ": " + shown(finding.kind) + " \"" +
                 shown(finding.text) + "\": " +
                 (finding.id.empty() ? "remove it"
                                     : "remove it, or keep it with --accept " + shown(finding.id)) +
                 "\n");
  }
}

int tell(Terminal& terminal, const Problem& problem, bool as_json) {
  if (as_json) {
    tell_as_json(terminal, problem);
  } else {
    tell_a_person(terminal, problem);
  }
  return exit_code(problem.kind);
}

}  // namespace

int run(const std::vector<std::string>& words, const std::string& default_home, Terminal& terminal,
        const World& world) {
  auto parsed = parse(words);
  if (!parsed.ok()) return tell(terminal, parsed.error(), wants_json(words));
  Globals& globals = parsed->globals;
  if (globals.home.empty()) globals.home = default_home;
  if (globals.version) {
    terminal.out(kVersion);
    return kDone;
  }
  if (parsed->command == nullptr || globals.help) {
    const bool asked = globals.help;
    const std::string text = help_text(parsed->topic);
    asked ? static_cast<void>(globals.plain ? terminal.out(text) : terminal.page(text))
          : terminal.err(text);
    return asked ? kDone : kUsage;
  }
  if (globals.home.empty()) {
    return tell(terminal, usage("There is no home folder: give --home DIR."), globals.json);
  }
  const bool as_json = globals.json;
  for (const auto& note : parsed->notes) terminal.err("Note: " + shown(note) + "\n");
  Session session(std::move(globals), terminal, world);
  const auto answer = parsed->command->run(session, parsed->arguments);
  return answer.ok() ? *answer : tell(terminal, answer.error(), as_json);
}

}  // namespace ww::cli

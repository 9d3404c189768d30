// notices, notices done.
#include <charconv>

#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/notice_view.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void print(Session& session, const api::Notice& notice) {
  std::string when = "since " + session.time_text(notice.since);
  if (notice.times > 1) {
    when += ", " + std::to_string(notice.times) + " times, last " + session.time_text(notice.last);
  }
  if (notice.ended) when += ", done " + session.time_text(*notice.ended);
  session.line(shown(notice.id) + "  " + shown(notice.text));
  session.line("    " + when);
}

Answer<int> list(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto notices, node->notices(arguments.has("--all")));
  if (session.json()) {
    session.object("notices", {{"notices", to_json(notices)}});
    return kDone;
  }
  for (const auto& notice : notices) print(session, notice);
  if (notices.empty()) session.say("There is nothing that you have to be told.");
  return kDone;
}

Answer<int> done(Session& session, const Arguments& arguments) {
  const std::string id = arguments.one("ID");
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY(node->notice_done(id));
  if (session.json()) {
    session.object("notices-done", {{"id", id}});
  } else {
    session.say("Done. If it happens again, it is told again.");
  }
  return kDone;
}

}  // namespace

Json to_json(const ArgumentList& args) {
  Json object = Json::object();
  for (const auto& arg : args) {
    if (arg.kind == Argument::Kind::number)
      object[arg.name] = number_in(arg.value);
    else if (arg.kind == Argument::Kind::time)
      object[arg.name] = for_scripts(from_ms(number_in(arg.value)));
    else
      object[arg.name] = arg.shown;
  }
  return object;
}

Json to_json(const std::vector<api::Notice>& notices) {
  Json list = Json::array();
  for (const auto& notice : notices) {
    Json each = {{"id", notice.id},
                 {"code", notice.code},
                 {"args", to_json(notice.args)},
                 {"since", for_scripts(notice.since)},
                 {"last", for_scripts(notice.last)},
                 {"times", notice.times},
                 {"text", notice.text}};
    if (notice.ended) each["done"] = for_scripts(*notice.ended);
    list.push_back(std::move(each));
  }
  return list;
}

std::vector<Command> notice_commands() {
  return {
      {"notices",
       "what you must be told: a copy of your profile, lost messages, a refused relay",
       {"watchword notices", "watchword notices --all --json"},
       {},
       {{"--all", "", "also what is dealt with, for 30 days"}},
       "A notice stays until it is over by itself or you say that it is done.",
       list},
      {"notices done",
       "a notice is dealt with",
       {"watchword notices done 3"},
       {{"ID", "the number before the notice"}},
       {},
       "",
       done},
  };
}

}  // namespace ww::cli

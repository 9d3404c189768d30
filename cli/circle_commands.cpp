// circle new, list, show, add, remove, join, leave.
#include "cli/groups.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;

Json to_json(const api::CircleInfo& circle) {
  Json members = Json::array();
  for (const auto& member : circle.members) {
    members.push_back({{"pseudonym", member.pseudonym},
                       {"contact", member.contact},
                       {"state", member.state},
                       {"self", member.self},
                       {"admin", member.admin}});
  }
  return {{"name", circle.name},   {"state", circle.state},     {"admin", circle.admin},
          {"epoch", circle.epoch}, {"regions", circle.regions}, {"members", members},
          {"lost", circle.lost}};
}

std::string state_words(const api::CircleInfo& circle) {
  if (circle.state == "member") return circle.admin ? "you run it" : "you are in it";
  if (circle.state == "joining") return "on the way in";
  if (circle.state == "not_current") return "waiting for news of its members";
  return shown(circle.state);
}

std::string head(const api::CircleInfo& circle) {
  return shown(circle.name) + ": " + state_words(circle) + ", " +
         std::to_string(circle.members.size()) +
         (circle.members.size() == 1 ? " member" : " members") +
         (circle.regions.empty() ? "" : ", " + shown_list(circle.regions));
}

int give(Session& session, const std::string& schema, const api::CircleInfo& circle) {
  if (session.json()) {
    session.object(schema, to_json(circle));
    return kDone;
  }
  session.line(head(circle));
  for (const auto& member : circle.members) {
    // Who is invited has no pseudonym yet.
    std::string line = "  " + shown(member.pseudonym.empty() ? member.contact : member.pseudonym);
    if (!member.contact.empty() && !member.pseudonym.empty())
      line += " (" + shown(member.contact) + ")";
    if (member.self) line += ", you";
    if (member.admin) line += ", runs the circle";
    if (member.state == "invited") line += ", not in yet";
    session.line(line);
  }
  if (circle.lost > 0) {
    session.line("  missing: " + std::to_string(circle.lost) +
                 " messages did not arrive; a relay lost them or holds them back");
  }
  return kDone;
}

int say_done(Session& session, const std::string& schema, const std::string& name,
             const char* words) {
  if (session.json()) {
    session.object(schema, {{"name", name}});
  } else {
    session.say(words);
  }
  return kDone;
}

Answer<int> create(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circle,
             node->circle_new({arguments.one("NAME"), arguments.all("--region")}));
  return give(session, "circle-new", circle);
}

Answer<int> list(Session& session, const Arguments&) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circles, node->circles());
  if (session.json()) {
    Json all = Json::array();
    for (const auto& circle : circles) all.push_back(to_json(circle));
    session.object("circle-list", {{"circles", all}});
    return kDone;
  }
  for (const auto& circle : circles) session.line(head(circle));
  if (circles.empty()) session.say("No circle yet. `watchword circle new NAME` begins one.");
  return kDone;
}

Answer<int> show(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circle, node->circle(arguments.one("NAME")));
  return give(session, "circle-show", circle);
}

Answer<int> add(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circle, node->circle_add(arguments.one("NAME"), arguments.one("CONTACT")));
  return give(session, "circle-add", circle);
}

Answer<int> remove(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circle,
             node->circle_remove(arguments.one("NAME"), arguments.one("MEMBER")));
  return give(session, "circle-remove", circle);
}

Answer<int> move(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto circle, node->circle_move(arguments.one("NAME")));
  return give(session, "circle-move", circle);
}

Answer<int> join(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY(node->circle_join(arguments.one("NAME")));
  return say_done(session, "circle-join", arguments.one("NAME"), "On the way in.");
}

Answer<int> leave(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY(node->circle_leave(arguments.one("NAME")));
  return say_done(session, "circle-leave", arguments.one("NAME"), "Left. The others are told.");
}

const Positional kName{"NAME", "the circle"};

}  // namespace

std::vector<Command> circle_commands() {
  return {
      {"circle new",
       "begin a circle that you run",
       {"watchword circle new Hull --region GB-KHL --region GB-ERY"},
       {kName},
       {{"--region", "PLACE", "where its warnings matter: a name, or a code (ISO 3166-2)", true}},
       "",
       create},
      {"circle list", "all circles", {"watchword circle list"}, {}, {}, "", list},
      {"circle show",
       "one circle and who is in it",
       {"watchword circle show Hull"},
       {kName},
       {},
       "",
       show},
      {"circle add",
       "bring a person in, whose words are checked",
       {"watchword circle add Hull Kim"},
       {kName, {"CONTACT", "your name for the person"}},
       {},
       "She is told, and may leave. What is sent from now on reaches her.",
       add},
      {"circle remove",
       "take a member out",
       {"watchword circle remove Hull Owl"},
       {kName, {"MEMBER", "her name in the circle, or your name for her"}},
       {},
       "She reads nothing that is sent afterwards.",
       remove},
      {"circle move",
       "lead a circle that you run to a new board, with the same people",
       {"watchword circle move Hull"},
       {kName},
       {},
       "When its board is full, or somebody fills it with what nobody can read.",
       move},
      {"circle join",
       "accept being brought in, when `circles` is set to ask",
       {"watchword circle join Hull"},
       {kName},
       {},
       "",
       join},
      {"circle leave",
       "leave a circle",
       {"watchword circle leave Hull"},
       {kName},
       {},
       "Who runs a circle can leave it once nobody else is in it: this version has no way to\n"
       "hand it over, and nobody could remove anybody any more.",
       leave},
  };
}

}  // namespace ww::cli

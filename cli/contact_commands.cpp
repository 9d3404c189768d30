// contact invite, accept, verify, list, show, rename, mute, remove.
#include "base/shell_word.h"
#include "cli/dates.h"
#include "cli/groups.h"
#include "cli/input.h"
#include "cli/qr.h"
#include "cli/session.h"
#include "cli/shown_text.h"

namespace ww::cli {
namespace {

using api::Answer;
using api::Problem;

constexpr std::size_t kInviteMost = 16 * 1024;  // far above any invite; refuses a wrong file early

Json date_or_null(const std::optional<Instant>& instant) {
  return instant ? Json(for_scripts(*instant)) : Json(nullptr);
}

Json to_json(const api::ContactInfo& person) {
  return {{"name", person.name},
          {"their_name", person.their_name},
          {"state", person.state},
          {"failure", person.failure},
          {"trust", person.trust},
          {"verified", person.trust == "verified"},
          {"verified_at", date_or_null(person.verified_at)},
          {"words", person.words ? Json(*person.words) : Json(nullptr)},
          {"digits", person.digits},
          {"muted", person.muted},
          {"created", for_scripts(person.created)},
          {"invite_until", date_or_null(person.invite_until)},
          {"lost", person.lost}};
}

std::string trust_words(const api::ContactInfo& person) {
  if (person.trust == "changed") return "WORDS CHANGED: stop, and ask her by another way";
  if (person.failure == "renewed") return "NEW KEYS: compare the words again";
  if (person.trust != "verified") return "words not checked yet";
  return "words checked" + (person.verified_at ? " on " + for_people(*person.verified_at) : "");
}

std::string state_words(const api::ContactInfo& person) {
  if (person.failure == "queue_lost") return "CUT OFF: the relay lost where she writes to you";
  if (person.state != "failed" && person.failure == "another_copy") {
    return "STOPPED: the relay says that another copy of you writes to her; what you send waits";
  }
  if (person.state != "failed" && person.failure == "relay_refused") {
    return "WAITING: a relay refuses what is sent there; it is tried again";
  }
  if (person.state == "answering" && person.failure == "taken") {
    return "WAITING: the relay says that somebody else answered this invite first";
  }
  if (person.state == "renewing" && person.failure == "renewal_refused") {
    return "WAITING: new keys could not be made so far; it is tried again";
  }
  if (person.state == "established") return "connected";
  if (person.state == "invited") return "invited, no answer yet";
  if (person.state == "answering" || person.state == "answered") return "connecting";
  if (person.state == "renewing") return "new keys are being made";
  if (person.state == "failed") return "failed (" + shown(person.failure) + ")";
  return shown(person.state);
}

void print(Session& session, const api::ContactInfo& person) {
  session.line(shown(person.name));
  if (!person.their_name.empty()) session.line("  calls herself: " + shown(person.their_name));
  session.line("  state: " + state_words(person) + (person.muted ? ", muted" : ""));
  session.line("  trust: " + trust_words(person));
  if (person.words) session.line("  words: " + shown(*person.words));
  if (!person.digits.empty()) session.line("  digits: " + shown(person.digits));
  if (person.lost > 0) {
    session.line("  missing: " + std::to_string(person.lost) +
                 " of her messages did not arrive; a relay lost them or holds them back");
  }
  if (person.invite_until) {
    session.line("  invite: for one person, until " + for_people(*person.invite_until));
  }
}

int give(Session& session, const std::string& schema, const api::ContactInfo& person) {
  if (session.json()) {
    session.object(schema, to_json(person));
  } else {
    print(session, person);
  }
  return kDone;
}

int say_done(Session& session, const std::string& schema, const std::string& name,
             const std::string& words) {
  if (session.json()) {
    session.object(schema, {{"name", name}});
  } else {
    session.say(words);
  }
  return kDone;
}

Answer<int> invite(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const api::InviteMade made, node->contact_invite({arguments.one("--for")}));
  if (session.json()) {
    session.object(
        "contact-invite",
        {{"name", made.name}, {"invite", made.text}, {"until", for_scripts(made.until)}});
  } else {
    session.line(made.text);
    session.say("For one person, until " + for_people(made.until) + ". Saved as " +
                shown(made.name) + ".");
    session.say("Hand it over by a way that others do not read, then check the six words.");
  }
  if (!arguments.has("--qr")) return kDone;
  WW_TRY(show_qr(session.terminal(), made.text, arguments.one("--qr")));
  return kDone;
}

Answer<bool> relay_is_allowed(Session& session, const Problem& refused) {
  if (!session.may_ask()) return refused;
  session.say(shown(refused.message));
  // Here alone a "y" is not enough: that relay will see where she is.
  const auto typed =
      ask_line(session.terminal(), "Go there all the same? Type the whole word yes, or no: ");
  return typed && trimmed(*typed) == "yes";
}

Answer<int> accept(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const std::string line,
             text_or_input(session.terminal(), arguments.one("LINE"), kInviteMost));
  api::AcceptRequest request{trimmed(line), arguments.one("--name"),
                             arguments.has("--allow-relay")};
  auto accepted = node->contact_accept(request);
  const bool asks = !accepted.ok() && !request.allow_relay &&
                    accepted.error().kind == Problem::Kind::unchecked_words &&
                    accepted.error().errors.empty();  // else a yes is not enough
  if (asks) {
    WW_TRY_SET(request.allow_relay, relay_is_allowed(session, accepted.error()));
    if (!request.allow_relay) return accepted.error();
    accepted = node->contact_accept(request);
  }
  WW_TRY(accepted);
  return give(session, "contact-accept", *accepted);
}

Answer<int> verify(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  // Those that were printed last: the node knows which.
  const auto compared = arguments.has("--confirm") ? std::optional(std::string()) : std::nullopt;
  WW_TRY_SET(const auto person, node->contact_verify(arguments.one("NAME"), compared));
  if (session.json()) {
    session.object("contact-verify", to_json(person));
    return kDone;
  }
  if (!person.words) {
    session.say("There are no words yet: " + state_words(person) +
                ". Both of you must be online once.");
    return kDone;
  }
  session.line(shown(*person.words));
  session.say(trust_words(person));
  if (person.trust == "unchecked") {
    session.say(
        "Read them to each other in person or by voice. If they are the same on both sides:");
    session.say("  watchword contact verify " + shown(as_word(person.name)) + " --confirm");
  }
  return kDone;
}

Answer<int> list(Session& session, const Arguments&) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto people, node->contacts());
  if (session.json()) {
    Json all = Json::array();
    for (const auto& person : people) all.push_back(to_json(person));
    session.object("contact-list", {{"contacts", all}});
    return kDone;
  }
  for (const auto& person : people) {
    session.line(shown(person.name) + ": " + state_words(person) + ", " + trust_words(person) +
                 (person.muted ? ", muted" : ""));
  }
  if (people.empty()) session.say("Nobody yet. `watchword contact invite --for NAME` begins.");
  return kDone;
}

Answer<int> show(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY_SET(const auto person, node->contact(arguments.one("NAME")));
  if (person.state != "invited") return give(session, "contact-show", person);
  // Nobody has answered yet: the invite itself, which may have got lost on its way to her.
  const auto pending = node->contact_invite({person.name});
  if (session.json()) {
    Json json = to_json(person);
    json["invite"] = pending.ok() ? Json(pending->text) : Json(nullptr);
    session.object("contact-show", json);
    return kDone;
  }
  print(session, person);
  if (pending.ok()) session.line(pending->text);
  return kDone;
}

Answer<int> rename(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  WW_TRY(node->contact_rename(arguments.one("NAME"), arguments.one("NEW")));
  return say_done(session, "contact-rename", arguments.one("NEW"), "Renamed.");
}

Answer<int> mute(Session& session, const Arguments& arguments) {
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  const bool off = arguments.has("--off");
  WW_TRY(node->contact_mute(arguments.one("NAME"), !off));
  return say_done(
      session, "contact-mute", arguments.one("NAME"),
      off ? "Not muted any more: her alerts are shown again."
          : "Muted: the alerts that she sends you are not shown. `check` still answers from them. "
            "She is not told.");
}

Answer<int> remove(Session& session, const Arguments& arguments) {
  const std::string name = arguments.one("NAME");
  WW_TRY_SET(api::NodeApi * node, session.open_node());
  if (!arguments.has("--yes")) {
    if (!session.may_ask()) return usage("--yes is missing: this cannot be undone.");
    const auto sure = ask_yes_no(session.terminal(), "Remove " + shown(name) + " for good?");
    if (!sure.value_or(false)) return usage("Nothing was removed.");
  }
  WW_TRY(node->contact_remove(name));
  return say_done(session, "contact-remove", name, "Removed.");
}

const Positional kName{"NAME", "your name for this person"};

}  // namespace

std::vector<Command> contact_commands() {
  return {
      {"contact invite",
       "make an invite for one person",
       {"watchword contact invite --for Kim", "watchword contact invite --for Kim --qr kim.png"},
       {},
       {{"--for", "NAME", "your name for this person"},
        {"--qr", "FILE", "also as a picture (.png or .svg); - draws it on the terminal"}},
       "Prints one line that begins with watchword: and works once. Until it is answered the same\n"
       "line is printed again, by `contact show` too.",
       invite},
      {"contact accept",
       "take an invite that somebody gave you",
       {"watchword contact accept - --name Kim < invite.txt",
        "watchword contact accept watchword:... --name Kim"},
       {{"LINE", "the invite, or - to read it from standard input"}},
       {{"--name", "NAME", "your name for this person", false, true},
        {"--allow-relay", "",
         "go to the invite's relay although it is not one of yours, wherever it is"}},
       "Prefer -: what stands in a command line is kept in the shell's history.",
       accept},
      {"contact verify",
       "show the six words, or record that they are the same",
       {"watchword contact verify Kim", "watchword contact verify Kim --confirm"},
       {kName},
       {{"--confirm", "", "both of us have read the same words: those that were printed last"}},
       "Exit code 7 when the words have changed since they were printed: compare them again.",
       verify},
      {"contact list", "all people", {"watchword contact list"}, {}, {}, "", list},
      {"contact show", "one person", {"watchword contact show Kim"}, {kName}, {}, "", show},
      {"contact rename",
       "change your name for a person",
       {"watchword contact rename Kim \"Kim from Hull\""},
       {kName, {"NEW", "the new name"}},
       {},
       "",
       rename},
      {"contact mute",
       "do not show what a person sends",
       {"watchword contact mute Kim", "watchword contact mute Kim --off"},
       {kName},
       {{"--off", "", "show it again"}},
       "Alerts that this person sends you leave the list, --follow and the notices, those from\n"
       "before too. `check` still answers from them: a number is no less dangerous because of\n"
       "who warned of it. She is not told. What she posts in a circle is shown all the same:\n"
       "there she has another name, and this program does not tie the two together.",
       mute},
      {"contact remove",
       "remove a person for good",
       {"watchword contact remove Kim"},
       {kName},
       {{"--yes", "", "do not ask"}},
       "",
       remove},
  };
}

}  // namespace ww::cli

// Goal: nothing leaves without her consent for that very route, nothing that could tell who she is
// leaves unread, and a consent that is withdrawn calls back what left under it.
#include <set>

#include "journal_world.h"
#include "ports/settings_rows.h"
#include "report/proof.h"

using namespace ww;
using namespace ww::test;
using Kind = api::Problem::Kind;

namespace {

constexpr const char* kOwn =
    R"({"schema":"own/1","phones":["+447700900999"],"names":["Ruby Sample"],"handles":["ruby_sample"]})";

api::PacketRequest packet(const std::string& kind, const std::string& of,
                          std::vector<std::string> accept = {},
                          const std::string& format = "text") {
  api::PacketRequest request;
  request.kind = kind;
  request.of = of;
  request.format = format;
  request.accept = std::move(accept);
  return request;
}

std::string text_of(const api::Packet& made) { return std::string(as_text(made.bytes)); }

std::set<std::string> kinds(const api::Problem& problem) {
  std::set<std::string> all;
  for (const auto& finding : problem.findings) all.insert(finding.kind);
  return all;
}

const std::string kRobbery =
    R"("channels":["in_person"],"codes":["robbery"],"account":"CANARY my whole story",)"
    R"("where":{"regions":["GB-LDS"]},"who":{"people":[{"words":["call me on 07700 900 999"]}]})";

}  // namespace

TEST_CASE("without a consent for its route no packet leaves, and the answer says how to give one",
          "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(R"("channels":["sms"],"codes":["robbery"])");
  const auto [kind, route] =
      GENERATE(std::pair{"police-anonymous", "police_anonymous"}, std::pair{"scheme", "scheme"},
               std::pair{"statement", "police_full"});
  CAPTURE(kind, route);
  const auto problem = world.refused(world.journal().packet(packet(kind, id)));
  CHECK(problem.kind == Kind::other);
  CHECK(problem.message.find("consent give") != std::string::npos);
  // Yes to every other route is no to this one.
  for (const std::string other :
       {"alert", "project", "scheme", "police_anonymous", "police_full"}) {
    if (other != route) world.got(world.journal().consent_give(id, other, "", "", {}));
  }
  CHECK_FALSE(world.journal().packet(packet(kind, id)).ok());
  const auto consent = world.got(world.journal().consent_give(id, route, "", "", {}));
  world.got(world.journal().packet(packet(kind, id)));
  // A packet that was made is not a report that was made.
  CHECK(world.got(world.journal().reports(id)).empty());
  // Withdrawn is off again.
  world.got(world.journal().consent_withdraw(consent.id));
  CHECK_FALSE(world.journal().packet(packet(kind, id)).ok());
}

TEST_CASE("each incident in a packet of a person needs its own consent", "[engine][journal]") {
  JournalWorld world;
  const auto van = world.subject("Van");
  const auto one = world.incident(R"("codes":["robbery"])", van);
  const auto two = world.incident(R"("codes":["robbery"])", van);
  world.got(world.journal().consent_give(one, "police_anonymous", "", "", {}));
  CHECK_FALSE(world.journal().packet(packet("police-anonymous", van)).ok());
  world.got(world.journal().consent_give(two, "police_anonymous", "", "", {}));
  world.got(world.journal().packet(packet("police-anonymous", "Van")));
}

TEST_CASE("what is her own leaves in no anonymous packet, whatever she accepts",
          "[engine][journal]") {
  JournalWorld world;
  world.got(world.journal().own_set(kOwn));
  const auto id = world.incident(kRobbery);
  world.got(world.journal().consent_give(id, "scheme", "", "", {}));
  world.got(world.journal().consent_give(id, "police_anonymous", "", "", {}));
  // A scheme may know her: there she decides.
  const auto problem = world.refused(world.journal().packet(packet("scheme", id)));
  REQUIRE(kinds(problem) == std::set<std::string>{"own_phone"});
  std::vector<std::string> accept;
  for (const auto& finding : problem.findings) accept.push_back(finding.id);
  world.got(world.journal().packet(packet("scheme", id, accept)));
  auto request = packet("police-anonymous", id, accept);
  request.fill = {{"summary", "Ask for Ruby"}};
  const auto never = world.refused(world.journal().packet(request));
  CHECK(never.kind == Kind::invalid);
  CHECK(kinds(never).count("own_phone") == 1);
  CHECK(kinds(never).count("own_name") == 1);
  CHECK_THAT(never.message, ContainsSubstring("cannot be kept"));
  CHECK_THAT(never.message, ContainsSubstring("incident edit"));
  for (const auto& finding : never.findings) {
    CHECK(finding.id.empty());
    CHECK_FALSE(finding.field.empty());
  }
}

TEST_CASE("one word of her handle may be anybody's: there she decides, in an anonymous packet too",
          "[engine][journal]") {
  JournalWorld world;
  world.got(world.journal().own_set(R"({"schema":"own/1","handles":["grey_badger"]})"));
  const auto id = world.incident(
      R"("codes":["robbery"],"who":{"people":[{"distinctive":["a badger as a tattoo"]}]})");
  world.got(world.journal().consent_give(id, "police_anonymous", "", "", {}));
  const auto problem = world.refused(world.journal().packet(packet("police-anonymous", id)));
  REQUIRE(problem.findings.size() == 1);
  CHECK(problem.findings[0].kind == "own_handle");
  world.got(world.journal().packet(packet("police-anonymous", id, {problem.findings[0].id})));
}

TEST_CASE("an anonymous packet holds back what tells a place until each finding is kept",
          "[engine][journal]") {
  JournalWorld world;
  world.got(world.journal().own_set(kOwn));
  const auto id = world.incident(
      R"("codes":["robbery"],"account":"CANARY","who":{"people":[{"words":["I know my flat"]}]})");
  world.got(world.journal().consent_give(id, "police_anonymous", "", "", {}));
  const auto problem = world.refused(world.journal().packet(packet("police-anonymous", id)));
  CHECK(problem.kind == Kind::invalid);
  REQUIRE(kinds(problem) == std::set<std::string>{"own_place_words"});
  std::vector<std::string> accept{"nonsense"};
  CHECK_FALSE(world.journal().packet(packet("police-anonymous", id, accept)).ok());
  for (const auto& finding : problem.findings) accept.push_back(finding.id);
  const auto made = world.got(world.journal().packet(packet("police-anonymous", id, accept)));
  CHECK(text_of(made).find("CANARY") == std::string::npos);
  CHECK(made.proof == "");
}

TEST_CASE("a statement is signed, and its proof verifies elsewhere", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(kRobbery);
  world.add(id, world.some_bytes(100));
  world.got(world.journal().consent_give(id, "police_full", "West Yorkshire", "", {}));
  const auto made = world.got(world.journal().packet(packet("statement", id)));
  CHECK(text_of(made).find("CANARY my whole story") != std::string::npos);
  const auto proof = report::verify_packet(made.bytes, made.proof, std::nullopt);
  REQUIRE(proof.ok());
  CHECK(proof->exhibits.size() == 1);
  // The same packet on the same day is the same bytes.
  CHECK(world.got(world.journal().packet(packet("statement", id, {}, "html"))).mime ==
        "text/html; charset=utf-8");
}

TEST_CASE("a packet is made in every format, and in no other", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(kRobbery);
  for (const char* format : {"text", "html", "json", "pdf"}) {
    CAPTURE(format);
    const auto made = world.got(world.journal().packet(packet("medical", id, {}, format)));
    CHECK_FALSE(made.bytes.empty());
    CHECK(made.name.find(id.substr(0, 6)) == std::string::npos);
  }
  CHECK(world.refused(world.journal().packet(packet("medical", id, {}, "doc"))).kind ==
        Kind::usage);
  CHECK(world.refused(world.journal().packet(packet("novel", id))).kind == Kind::usage);
  CHECK(world.refused(world.journal().packet(packet("medical", "nobody"))).kind == Kind::not_found);
}

TEST_CASE("a page is recorded before anybody is asked to remove it", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(
      R"("online_items":[{"url":"https://example.com/x","host":"example.com","ground":"copyright","state":"found"}])");
  const auto problem = world.refused(world.journal().packet(packet("takedown", id)));
  CHECK(problem.message.find("first") != std::string::npos);
  // Typing the page in does not record it.
  auto typed = packet("takedown", world.incident(""));
  typed.fill = {{"host", "example.com"}, {"urls", "https://example.com/x"}};
  CHECK(world.refused(world.journal().packet(typed)).message == problem.message);
  world.got(world.journal().incident_write(
      {id,
       R"({"schema":"incident/1","online_items":[{"url":"https://example.com/x","host":"example.com","ground":"copyright","state":"recorded"}]})",
       "", std::nullopt, 1}));
  const auto made = world.got(world.journal().packet(packet("takedown", id)));
  CHECK(text_of(made).find("example.com/x") != std::string::npos);
}

TEST_CASE("a letter for removal claims no ground that was not told", "[engine][journal]") {
  JournalWorld world;
  const auto with = [&](const std::string& first, const std::string& second) {
    const auto id = world.incident(
        R"("online_items":[{"url":"https://example.com/x","state":"recorded")" + first +
        R"(},{"url":"https://example.com/y","state":"recorded")" + second + "}]");
    return world.journal().packet(packet("takedown", id));
  };
  const std::string copyright = R"(,"ground":"copyright")";
  const std::string intimate = R"(,"ground":"intimate_image")";
  const std::string other = R"(,"ground":"other")";
  for (const auto& refused : {with("", ""), with(copyright, ""), with(copyright, intimate)}) {
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "takedown_ground");
    CHECK(refused.error().message.find("--ground") != std::string::npos);
  }
  CHECK_FALSE(with(other, other).ok());
  CHECK(text_of(world.got(with(copyright, copyright))).find("ntimate") == std::string::npos);
  CHECK(text_of(world.got(with(intimate, intimate))).find("ntimate") != std::string::npos);
}

TEST_CASE("a statement prints the day by the clocks of the place, whether a zone was told or not",
          "[engine][journal]") {
  JournalWorld world;
  // Midnight of 21 September in Leeds.
  for (const char* tz : {"", R"(,"tz":"Europe/London")"}) {
    const auto id = world.incident(
        R"("codes":["robbery"],"where":{"regions":["GB-LDS"]},"when":{"start":"2026-09-20T23:00:00Z","precision":"day")" +
        std::string(tz) + "}");
    REQUIRE(world.journal().consent_give(id, "police_full", "", "", {}).ok());
    const auto text = text_of(world.got(world.journal().packet(packet("statement", id))));
    CHECK(text.find("2026-09-21") != std::string::npos);
    CHECK(text.find("2026-09-20") == std::string::npos);
    CHECK(text.find("15:13 UTC+01:00") != std::string::npos);  // written down
  }
}

TEST_CASE("a consent that is given twice is one, and one withdrawal ends it", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(kRobbery);
  const auto first = world.got(world.journal().consent_give(id, "scheme", "one", "a note", {}));
  world.now += 1h;
  const auto again = world.got(world.journal().consent_give(id, "scheme", "two", "", {}));
  CHECK((again.id == first.id && again.given == first.given));
  CHECK((again.to == "one; two" && again.note == "a note"));
  CHECK(world.got(world.journal().consent_give(id, "scheme", "two", "", {})).to == "one; two");
  CHECK(world.got(world.journal().consent_give(id, "police_full", "", "", {})).id != first.id);
  CHECK(world.journal().packet(packet("scheme", id)).ok());
  REQUIRE(world.journal().consent_withdraw(first.id).ok());
  CHECK_FALSE(world.journal().packet(packet("scheme", id)).ok());
  // Given after a withdrawal it is another decision.
  CHECK(world.got(world.journal().consent_give(id, "scheme", "", "", {})).id != first.id);
}

TEST_CASE("a withdrawal is a second fact beside the first", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident("");
  const auto given =
      world.got(world.journal().consent_give(id, "scheme", "a scheme", "a note", {}));
  world.now += 1h;
  const auto withdrawn = world.got(world.journal().consent_withdraw(given.id.substr(0, 6)));
  CHECK(withdrawn.given == given.given);
  CHECK(withdrawn.withdrawn == world.now);
  world.now += 1h;
  CHECK(world.got(world.journal().consent_withdraw(given.id)).withdrawn == withdrawn.withdrawn);
  CHECK(world.got(world.journal().consents("")).size() == 1);
}

TEST_CASE("what is no route, no incident, or no alert of hers is refused", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident("");
  CHECK(world.refused(world.journal().consent_give(id, "carrier", "", "", {})).kind == Kind::usage);
  CHECK_FALSE(world.journal().consent_give("aaaaaa", "alert", "", "", {}).ok());
  CHECK_FALSE(world.journal().consent_give(id, "alert", "", "", {"aaaaaa"}).ok());
  CHECK_FALSE(world.journal().consent_give(id, "alert", std::string(201, 'a'), "", {}).ok());
  CHECK(world.got(world.journal().consents(id)).empty());
}

TEST_CASE("a report keeps when it was first noted, and only a consent of its own incident",
          "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident("");
  const auto elsewhere =
      world.got(world.journal().consent_give(world.incident(""), "police_full", "", "", {}));
  api::ReportLine line;
  line.incident = id;
  line.to = "police";
  line.reference = "REF/1";
  const auto first = world.got(world.journal().report_write(line));
  line.id = first.id;
  line.outcome = "no answer";
  world.now += 1h;
  const auto second = world.got(world.journal().report_write(line));
  CHECK(second.id == first.id);
  CHECK(second.written == first.written);
  CHECK(world.got(world.journal().reports(id)).size() == 1);
  line.consent = elsewhere.id;
  CHECK_FALSE(world.journal().report_write(line).ok());
}

TEST_CASE("her own list is kept, judged, and used by the redactor", "[engine][journal]") {
  JournalWorld world;
  CHECK(world.got(world.journal().own()) == R"({"schema":"own/1"})");
  CHECK(world.got(world.journal().redact("Ring Ruby")).empty());
  world.got(world.journal().own_set(kOwn));
  world.restart();
  CHECK(world.got(world.journal().own()).find("Ruby Sample") != std::string::npos);
  std::set<std::string> found;
  for (const auto& each : world.got(world.journal().redact("Ring Ruby on 07700-900 999"))) {
    CHECK(each.field == "text");
    found.insert(each.kind);
  }
  CHECK(found.count("own_name") == 1);
  CHECK(found.count("own_phone") == 1);
  CHECK(world.refused(world.journal().own_set("{")).kind == Kind::invalid);
}

TEST_CASE("a block list has his numbers, none of hers, and no word of who he is",
          "[engine][journal]") {
  JournalWorld world;
  world.got(world.journal().own_set(kOwn));
  const auto van = world.subject("Van", R"(,"ids":[{"kind":"phone","raw":"07700 900111"}])");
  world.incident(world.phone("07700 900123"), van);
  world.incident(world.phone("07700 900999"), van);  // he used her own number
  const auto list = world.got(world.journal().block_list({}));
  CHECK(list.find("+447700900111") != std::string::npos);
  CHECK(list.find("+447700900123") != std::string::npos);
  CHECK(list.find("900999") == std::string::npos);
  CHECK(list.find("Van") == std::string::npos);
}

TEST_CASE("sexual violence: care comes before everything, with clocks from the earliest moment",
          "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(
      R"("codes":["rape"],"where":{"regions":["GB-LDS"]},"when":{"start":"2026-09-21T10:00:00Z","precision":"hour"})");
  const auto care = world.got(world.journal().care(id));
  CHECK(care.care_first);
  REQUIRE_FALSE(care.first.empty());
  CHECK(care.first[0].id == "care.first");
  CHECK(care.first[0].nation == "GB-ENG");
  REQUIRE_FALSE(care.timers.empty());
  for (const auto& timer : care.timers) {
    CAPTURE(timer.id);
    if (timer.last) CHECK(*timer.last > timer.from);
  }
  bool helps = false;
  for (const auto& contact : care.contacts) {
    for (const auto& purpose : contact.purposes) helps = helps || purpose == "sexual_violence";
  }
  CHECK(helps);
  // Without a date too: the limits, and nothing to count them from.
  const auto undated = world.got(
      world.journal().care(world.incident(R"("codes":["rape"],"where":{"regions":["GB-LDS"]})")));
  std::set<std::string> told;
  for (const auto& timer : undated.timers) {
    if (timer.state != "no_clock") continue;
    told.insert(timer.id);
    CHECK(timer.last_hours > 0);
    CHECK_FALSE(timer.last);
  }
  CHECK(told.count("pep") == 1);
  CHECK(told.count("forensic_oral") == 1);
  const auto other = world.got(world.journal().care(world.incident(R"("codes":["theft"])")));
  CHECK_FALSE(other.care_first);
  CHECK(other.first.empty());
}

TEST_CASE("what can kill shows 999 or 112 and the medical card before everything, for every code",
          "[engine][journal]") {
  JournalWorld world;
  const std::set<std::string> deadly = {"physical_assault", "false_imprisonment", "drugging"};
  const std::set<std::string> harmless_weapons = {"none", "unknown"};
  const auto comes_first = [&](const std::string& fields) {
    const auto care = world.got(world.journal().care(world.incident(fields)));
    if (care.first.size() < 2 || care.first[0].id != "care.emergency") return false;
    // Where the place is not told, each nation's number for emergencies stands before the next
    // card.
    const auto next = std::find_if(care.first.begin(), care.first.end(),
                                   [](const auto& card) { return card.id != "care.emergency"; });
    REQUIRE(next != care.first.end());
    CHECK(next->id == "care.medical");
    std::set<std::string> phones;
    for (const auto& line : care.ring) phones.insert(line.phone);
    CHECK(phones.count("999") + phones.count("112") > 0);
    REQUIRE_FALSE(care.contacts.empty());
    CHECK(care.contacts[0].purposes[0] == "emergency");
    return true;
  };
  for (const auto code : domain::names_of<domain::Code>()) {
    CAPTURE(code);
    const std::string name(code);
    CHECK(comes_first("\"codes\":[\"" + name + "\"]") == (deadly.count(name) == 1));
    // With a weapon, every code.
    CHECK(comes_first("\"codes\":[\"" + name + "\"],\"weapon\":[\"knife\"]"));
  }
  for (const auto weapon : domain::names_of<domain::Weapon>()) {
    CAPTURE(weapon);
    const std::string name(weapon);
    CHECK(comes_first("\"codes\":[\"theft\"],\"weapon\":[\"" + name + "\"]") ==
          (harmless_weapons.count(name) == 0));
  }
  for (const char* told : {"He CHOKED me.", "hands round my neck", "an overdose", "I passed out",
                           "something was spiked", "then he strangled her"}) {
    CAPTURE(told);
    CHECK(comes_first(R"("codes":["other"],"account":")" + std::string(told) + "\""));
    CHECK(comes_first(R"("injuries":")" + std::string(told) + "\""));
  }
  CHECK_FALSE(comes_first(R"("codes":["other"],"account":"He brought artichokes.")"));
  const auto here = world.got(world.journal().care(
      world.incident(R"("codes":["physical_assault"],"where":{"regions":["GB-LDS"]})")));
  REQUIRE(here.ring.size() >= 2);
  CHECK((here.ring[0].phone == "999" && here.ring[1].phone == "111"));
}

TEST_CASE("cards and contacts are those of the region's nation; all when everywhere is asked for",
          "[engine][journal]") {
  JournalWorld world;
  const auto nations = [&](const std::string& region) {
    std::set<std::string> found;
    for (const auto& card : world.got(world.journal().cards({"law.stalking", region, ""})))
      found.insert(card.nation);
    return found;
  };
  CHECK(nations("GB-EDH") == std::set<std::string>{"GB-SCT"});
  CHECK(nations("GB-LDS") == std::set<std::string>{"GB-ENG"});
  CHECK(nations("*").size() > 1);
  CHECK(world.refused(world.journal().cards({"no such card", "", ""})).kind == Kind::not_found);
  CHECK_FALSE(world.got(world.journal().contacts_for("GB-LDS", "police")).empty());
  CHECK(world.refused(world.journal().contacts_for("GB-LDS", "weather")).kind == Kind::usage);
  CHECK(world.got(world.journal().packs()).size() == 5);
  CHECK(world.refused(world.journal().pack_import({1, 2}, {3})).kind == Kind::invalid);
}

TEST_CASE("where it is not told where it happened, her home's nation comes first",
          "[engine][journal]") {
  const auto [home, nation, letter] = GENERATE(table<std::string, std::string, std::string>(
      {{"IE", "IE", "Data Protection Commission"},
       {"GB-EDH", "GB-SCT", "Information Commissioner"},
       {"GB", "GB-ENG", "Information Commissioner"}}));
  CAPTURE(home);
  JournalWorld world;
  REQUIRE(world.store->begin().ok());
  world.store->settings().set("region", home);
  REQUIRE(world.store->commit().ok());
  const auto id = world.incident(
      R"("codes":["rape","harassment"],"channels":["sms"],"repeat":{"count":2},"messages":["obscene"])");
  const auto care = world.got(world.journal().care(id));
  REQUIRE_FALSE(care.first.empty());
  CHECK(care.first[0].nation == nation);
  REQUIRE_FALSE(care.contacts.empty());
  CHECK(care.contacts[0].nation == nation);
  REQUIRE_FALSE(care.hints.empty());
  CHECK(care.hints[0].nation.substr(0, nation.size()) == nation);
  // All the others are there too: nobody said that it was at home.
  std::set<std::string> nations;
  for (const auto& card : care.cards) nations.insert(card.nation);
  CHECK(nations.size() > 2);
  CHECK_THAT(text_of(world.got(world.journal().packet(packet("complaint", id)))),
             ContainsSubstring(letter));
  // Told, the place decides.
  const auto there = world.incident(R"("codes":["doxxing"],"where":{"regions":["GB-LDS"]})");
  CHECK_THAT(text_of(world.got(world.journal().packet(packet("complaint", there)))),
             ContainsSubstring("Information Commissioner"));
}

TEST_CASE("a ticked entry of a checklist is shown as done", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(
      R"("codes":["outing"],"checklist":[{"list":"checklist.outing","item":"record","state":"done"}])");
  for (const auto& card : world.got(world.journal().care(id)).cards) {
    if (card.id != "checklist.outing") continue;
    for (const auto& item : card.items)
      CHECK(item.state == (item.id == "record" ? "done" : "open"));
    return;
  }
  FAIL("no checklist for outing");
}

TEST_CASE("sample B01: an alert with her number, name, handle and place is held back, dry run too",
          "[engine][journal][redactor]") {
  JournalWorld world;
  world.got(world.journal().own_set(kOwn));
  const auto request = [](const std::string& level, bool dry_run) {
    api::SendRequest send;
    send.json =
        R"({"schema":"fourw/1","kind":"alert","status":"actual","sent":"2026-09-21T13:00:00Z","expires":"2027-03-01T00:00:00Z","lang":"en","share":{"level":")" +
        level +
        R"("},"severity":"severe","urgency":"past","certainty":"observed","basis":"first_hand","action":"avoid","what":{"codes":["threat_violence"],"summary":"He texted me on 07700 900 999 and asked for ruby by name at my flat, Flat 9, ZZ99 9ZZ"}})";
    send.contacts = {"Kim"};
    send.dry_run = dry_run;
    return send;
  };
  const auto problem = world.refused(world.api->alert_send(request("named", true)));
  CHECK(problem.kind == Kind::invalid);
  const auto found = kinds(problem);
  for (const char* kind : {"own_phone", "own_name", "postcode", "own_place_words"}) {
    CAPTURE(kind);
    CHECK(found.count(kind) == 1);
  }
  for (const auto& finding : problem.findings) CHECK(finding.field == "what.summary");
  CHECK(world.refused(world.api->alert_send(request("named", false))).findings.size() ==
        problem.findings.size());

  auto kept = request("named", true);
  for (const auto& finding : problem.findings) kept.accept.push_back(finding.id);
  // All kept but her own number, which no warning carries to anybody.
  CHECK(kinds(world.refused(world.api->alert_send(kept))) == std::set<std::string>{"own_phone"});
  auto network = request("network", true);
  network.accept = kept.accept;
  const auto never = world.refused(world.api->alert_send(network));
  CHECK(kinds(never) == std::set<std::string>{"own_phone"});
}

TEST_CASE("help is found by the name of a place, and never silently for another one",
          "[engine][journal]") {
  JournalWorld world;
  const auto here = world.got(world.journal().contacts_for("GB-LDS", ""));
  CHECK(world.got(world.journal().contacts_for("Leeds", "")) == here);
  for (const char* region : {"FR", "GB-QQQ", "Leads"}) {
    CHECK(world.refused(world.journal().contacts_for(region, "")).kind == Kind::not_found);
    CHECK(world.refused(world.journal().cards({"", region, ""})).kind == Kind::not_found);
  }
  CHECK(world.got(world.journal().contacts_for("*", "")).size() > here.size());
}

TEST_CASE("the beginning of a card's id finds it", "[engine][journal]") {
  JournalWorld world;
  CHECK_FALSE(world.got(world.journal().cards({"boundary", "", "pl"})).empty());
}

TEST_CASE("a text that is not UTF-8 is not said to be clean", "[engine][journal]") {
  JournalWorld world;
  CHECK(world.refused(world.journal().redact("a\xFF")).kind == Kind::invalid);
}

TEST_CASE("a language that is not there is said, and which are", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.incident(R"("codes":["rape"],"where":{"regions":["GB-LDS"]})");
  auto request = packet("medical", id);
  for (const char* lang : {"pl", "en-GB"}) {
    request.lang = lang;
    CHECK(world.journal().packet(request).ok());
  }
  for (const char* lang : {"zh", "bogus"}) {
    request.lang = lang;
    const auto problem = world.refused(world.journal().packet(request));
    CHECK(problem.kind == Kind::usage);
    CHECK_THAT(problem.message, ContainsSubstring("en, "));
    CHECK_THAT(problem.message, ContainsSubstring("--lang en"));
  }
}

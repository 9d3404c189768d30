// Goal: words become the right command with the right arguments, or a usage error that helps.
#include "cli/parse.h"

#include "support/catch.h"

using namespace ww;
using cli::parse;
using Kind = api::Problem::Kind;
using Words = std::vector<std::string>;

namespace {

cli::Parsed good(const Words& words) {
  auto parsed = parse(words);
  CAPTURE(words);
  if (!parsed.ok()) FAIL(parsed.error().message);
  return *parsed;
}

api::Problem bad(const Words& words) {
  const auto parsed = parse(words);
  CAPTURE(words);
  REQUIRE_FALSE(parsed.ok());
  return parsed.error();
}

}  // namespace

TEST_CASE("options of the whole program stand before or after the command", "[cli]") {
  for (const auto& words :
       {Words{"--home", "/h", "--json", "status"}, Words{"status", "--json", "--home", "/h"},
        Words{"--json", "status", "--home=/h"}}) {
    const auto parsed = good(words);
    CHECK(parsed.command->path == "status");
    CHECK(parsed.globals.home == "/h");
    CHECK(parsed.globals.json);
  }
}

TEST_CASE("a home or a name that is a command's name is taken as it is meant", "[cli]") {
  const auto parsed = good({"--home", "alert", "contact", "show", "relay"});
  CHECK(parsed.globals.home == "alert");
  CHECK(parsed.command->path == "contact show");
  CHECK(parsed.arguments.one("NAME") == "relay");
}

TEST_CASE("options that repeat keep their order, others may stand once", "[cli]") {
  const auto parsed = good({"alert", "send", "--file", "f", "--circle", "a", "--circle", "b c"});
  CHECK(parsed.arguments.all("--circle") == Words{"a", "b c"});
  CHECK(bad({"alert", "send", "--file", "f", "--file", "g"}).kind == Kind::usage);
}

TEST_CASE("a value stays whole, whatever it looks like", "[cli]") {
  CHECK(good({"alert", "send", "--file", "-"}).arguments.one("--file") == "-");
  CHECK(good({"alert", "send", "--file", "f", "--to", "[a,b]"}).arguments.all("--to") ==
        Words{"[a,b]"});
  CHECK(good({"check", "[a, b]"}).arguments.one("TEXT") == "[a, b]");
  CHECK(good({"check", "+447700900123"}).arguments.one("TEXT") == "+447700900123");
  CHECK(good({"check", "-"}).arguments.one("TEXT") == "-");
  CHECK(good({"check", "is", "he", "known"}).arguments.one("TEXT") == "is he known");
  CHECK(good({"check", "--", "--json"}).arguments.one("TEXT") == "--json");
  CHECK_FALSE(good({"check", "--", "--json"}).globals.json);
}

TEST_CASE("flags are there or not", "[cli]") {
  const auto parsed = good({"alert", "send", "--file", "f", "--urgent"});
  CHECK(parsed.arguments.has("--urgent"));
  CHECK_FALSE(parsed.arguments.has("--dry-run"));
}

TEST_CASE("what is missing or too much is named", "[cli]") {
  CHECK_THAT(bad({"contact", "show"}).message, ContainsSubstring("NAME"));
  CHECK_THAT(bad({"contact", "show", "Kim", "B"}).message, ContainsSubstring("\"B\""));
  CHECK_THAT(bad({"alert", "send"}).message, ContainsSubstring("--file"));
  CHECK(bad({"alert", "send", "--file"}).kind == Kind::usage);
}

TEST_CASE("near names are suggested", "[cli]") {
  CHECK_THAT(bad({"alrt"}).message, ContainsSubstring("\"alert\""));
  CHECK_THAT(bad({"contact", "verfy"}).message, ContainsSubstring("\"verify\""));
  CHECK_THAT(bad({"alert", "send", "--fle", "x"}).message, ContainsSubstring("\"--file\""));
  CHECK_THAT(bad({"xyzzy"}).message, !ContainsSubstring("Did you mean"));
}

TEST_CASE("commands of later versions are known and say so", "[cli]") {
  for (const auto& words :
       {Words{"alert", "new"}, Words{"drafts"}, Words{"region"}, Words{"alert", "dispute", "x"},
        Words{"wipe", "--json"}, Words{"region", "list"}, Words{"passphrase", "change"},
        Words{"backup"}}) {
    const auto problem = bad(words);
    CHECK(problem.kind == Kind::not_in_this_version);
    CHECK_THAT(problem.message, ContainsSubstring("not in this version"));
  }
}

TEST_CASE("a passphrase never comes by the standard streams", "[cli]") {
  for (const char* descriptor : {"0", "1", "2", "-1", "x", "3x", "", "99999999999"}) {
    CHECK(bad({"status", "--passphrase-fd", descriptor}).kind == Kind::usage);
  }
  CHECK(good({"status", "--passphrase-fd", "3"}).globals.passphrase_fd == 3);
}

TEST_CASE("help is found by flag, by word and by topic", "[cli]") {
  CHECK(good({"--help"}).globals.help);
  CHECK(good({"help"}).topic.empty());
  CHECK(good({"help", "alert", "send"}).topic == "alert send");
  CHECK(good({"help", "alert"}).topic == "alert");
  CHECK(good({"alert", "send", "-h"}).globals.help);  // although --file is missing
  CHECK(good({"alert"}).topic == "alert");
  CHECK_THAT(bad({"help", "alrt"}).message, ContainsSubstring("\"alert\""));
}

TEST_CASE("the nearest name is within two changes, and shorter words need fewer", "[cli]") {
  CHECK(cli::nearest("alrt", {"alert", "alarm"}) == "alert");
  CHECK(cli::nearest("stauts", {"status"}) == "status");
  CHECK(cli::nearest("abcdef", {"abc"}).empty());
  CHECK(cli::nearest("x", {"y"}).empty());
}

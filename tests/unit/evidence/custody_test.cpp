#include "evidence/custody.h"

#include <set>

#include "domain/journal_limits.h"
#include "support/chain_samples.h"

using namespace ww;
using namespace ww::evidence;
using test::chain_of;
using test::digest_of;
using test::journal_key;
using Kind = ChainProblem::Kind;

namespace {

const std::vector<CustodyWhat> kUsual = {CustodyWhat::viewed, CustodyWhat::rehashed,
                                         CustodyWhat::note, CustodyWhat::rewritten,
                                         CustodyWhat::exported};

std::optional<ChainProblem> verify(std::span<const domain::CustodyEntry> entries,
                                   std::optional<ChainHead> head = {},
                                   std::string_view file = "file") {
  return verify_chain(entries, crypto::ed25519_public(journal_key()), digest_of(file), head);
}
std::optional<ChainProblem> problem(Kind kind, std::uint32_t entry) {
  return ChainProblem{kind, entry};
}
// As one would do it who has everything but the key.
void repair_hash(domain::CustodyEntry& entry) { entry.hash = digest_of(entry.line); }

}  // namespace

TEST_CASE("a chain that nobody touched has no problem, with its head and without",
          "[evidence][custody]") {
  const auto chain = chain_of(digest_of("file"), kUsual);
  CHECK_FALSE(verify(chain));
  CHECK_FALSE(verify(chain, head_of(chain.back())));
  const auto first = chain_of(digest_of("file"), {});
  CHECK_FALSE(verify(first, head_of(first.back())));
}

TEST_CASE("a custody line is canonical JSON and names nobody", "[evidence][custody]") {
  const auto chain = chain_of(digest_of("file"), kUsual);
  CHECK(chain[0].line ==
        "{\"schema\":\"watchword.custody/1\",\"evidence\":\"aeaaaaaaaaaaaaaaaaaaaaaaaa\","
        "\"number\":0,\"previous\":"
        "\"0000000000000000000000000000000000000000000000000000000000000000\","
        "\"at\":\"2025-11-25T14:40:17Z\",\"by\":\"owner\",\"what\":\"imported\",\"sha256\":"
        "\"3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80\",\"note\":\"\"}");
  CHECK_THAT(chain[1].line, ContainsSubstring("\"previous\":\"" + to_hex(chain[0].hash) + "\""));
  CHECK_THAT(chain[3].line,
             ContainsSubstring(R"("note":"asked for it: \u0022PC 900\u0022 \u005c \u202e"})"));
  CHECK_THAT(chain[4].line, ContainsSubstring("\"result\":\""));
  for (const auto& entry : chain) {
    const auto read = read_line(entry.line);
    REQUIRE(read);
    CHECK(write_line(*read) == entry.line);
    CHECK(read->number == entry.number);
  }
  CHECK(read_line(chain[3].line)->facts.note == "asked for it: \"PC 900\" \\ \u202e");
}

TEST_CASE("attack: an edited custody line is found, its hash repaired or not",
          "[evidence][custody][attack]") {
  const std::size_t at = GENERATE(0u, 1u, 5u);
  CAPTURE(at);
  auto chain = chain_of(digest_of("file"), kUsual);
  chain[at].line.replace(chain[at].line.find("2025"), 4, "2024");
  CHECK(verify(chain) == problem(Kind::edited, static_cast<std::uint32_t>(at)));
  repair_hash(chain[at]);
  CHECK(verify(chain) == problem(Kind::signature, static_cast<std::uint32_t>(at)));
}

TEST_CASE("attack: a missing, repeated or moved custody entry is found",
          "[evidence][custody][attack]") {
  const auto whole = chain_of(digest_of("file"), kUsual);
  auto missing = whole;
  missing.erase(missing.begin() + 2);
  CHECK(verify(missing) == problem(Kind::gap, 3));

  auto no_beginning = whole;
  no_beginning.erase(no_beginning.begin());
  CHECK(verify(no_beginning) == problem(Kind::gap, 1));

  auto repeated = whole;
  repeated.insert(repeated.begin() + 2, whole[2]);
  CHECK(verify(repeated) == problem(Kind::swapped, 3));

  auto moved = whole;
  std::swap(moved[1], moved[2]);
  CHECK(verify(moved) == problem(Kind::gap, 2));

  // Renumbered in the row, but the signed line keeps its number.
  auto renumbered = whole;
  renumbered[2].number = 7;
  CHECK(verify(renumbered) == problem(Kind::swapped, 2));
  CHECK(verify({}) == problem(Kind::empty, 0));
}

TEST_CASE("attack: an entry of another file's chain or another history is found",
          "[evidence][custody][attack]") {
  auto chain = chain_of(digest_of("file"), kUsual);
  const auto other = chain_of(digest_of("file"), kUsual, test::evidence_id(2));
  auto mixed = chain;
  mixed[2] = other[2];
  CHECK(verify(mixed) == problem(Kind::swapped, 2));
  mixed[2].evidence = chain[2].evidence;
  CHECK(verify(mixed) == problem(Kind::swapped, 2));

  // The same key, the same number, but it follows another line.
  const auto branch = chain_of(digest_of("file"),
                               {CustodyWhat::exported, CustodyWhat::viewed, CustodyWhat::viewed});
  auto grafted = chain;
  grafted[2] = branch[2];
  CHECK(verify(grafted) == problem(Kind::swapped, 2));
}

TEST_CASE("attack: entries cut off the end are found by the head, and by nothing else",
          "[evidence][custody][attack]") {
  const auto whole = chain_of(digest_of("file"), kUsual);
  const auto head = head_of(whole.back());
  CHECK(head.entries == 6);
  const std::size_t kept = GENERATE(1u, 3u, 5u);
  CAPTURE(kept);
  const auto cut = std::span(whole).first(kept);
  CHECK_FALSE(verify(cut));
  CHECK(verify(cut, head) == problem(Kind::truncated, static_cast<std::uint32_t>(kept)));
  // And an older head does not know what came later.
  CHECK(verify(whole, head_of(cut.back())) ==
        problem(Kind::beyond, static_cast<std::uint32_t>(kept)));
  CHECK(verify(whole, ChainHead{6, digest_of("another")}) == problem(Kind::beyond, 5));
}

TEST_CASE("attack: another key's chain, and another file, are found",
          "[evidence][custody][attack]") {
  const auto chain = chain_of(digest_of("file"), kUsual);
  CHECK(verify_chain(chain, crypto::ed25519_public(journal_key(8)), digest_of("file"), {}) ==
        problem(Kind::signature, 0));
  CHECK(verify(chain, {}, "other file") == problem(Kind::other_file, 0));
}

TEST_CASE("a file that was found changed at a re-hash stays on record as changed",
          "[evidence][custody]") {
  auto chain = chain_of(digest_of("file"), {CustodyWhat::viewed});
  CustodyFacts facts{
      test::evidence_id(), CustodyWhat::rehashed, test::kImported, digest_of("spoiled"), {}, ""};
  chain.push_back(make_entry(facts, chain.back(), journal_key()).value());
  CHECK(verify(chain, head_of(chain.back())) == problem(Kind::other_file, 2));
}

TEST_CASE("a custody line is read in one spelling only", "[evidence][custody]") {
  const std::string line = chain_of(digest_of("file"), kUsual)[4].line;
  REQUIRE(read_line(line));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = line;
    changed.replace(changed.find(from), from.size(), to);
    return read_line(changed);
  };
  CHECK_FALSE(read_line(line + "\n"));
  CHECK_FALSE(read_line(" " + line));
  CHECK_FALSE(read_line(line.substr(0, line.size() - 1)));
  CHECK_FALSE(read_line(""));
  CHECK_FALSE(with("custody/1", "custody/2"));
  CHECK_FALSE(with("\"number\":4", "\"number\":04"));
  CHECK_FALSE(with("\"number\":4", "\"number\":-4"));
  CHECK_FALSE(with("\"number\":4", "\"number\":99999999999999999999"));
  CHECK_FALSE(with("\"number\":4", "\"number\":0"));  // only the import is the first
  CHECK_FALSE(with("rewritten", "imported"));
  CHECK_FALSE(with("rewritten", "Rewritten"));
  CHECK_FALSE(with("\"by\":\"owner\"", "\"by\":\"anna\""));
  CHECK_FALSE(with("Z\"", "z\""));
  CHECK_FALSE(with("-25T", "-32T"));
  CHECK_FALSE(with("\"note\":\"\"", "\"note\":\"\\u0041\""));  // an A needs no escape
  CHECK_FALSE(with("\"note\":\"\"", "\"note\":\"\t\""));
  CHECK_FALSE(with("\"note\":\"\"", "\"note\":\"\\ud800\""));
  CHECK_FALSE(with("\"note\":\"\"", "\"note\":\"\xff\""));
  CHECK(with("\"note\":\"\"", "\"note\":\"\\u202e\""));
  CHECK(with("\"note\":\"\"", "\"note\":\"\\udb40\\udc41\""));  // a tag letter, out of sight
}

TEST_CASE("a note of 200 characters is taken, one more or bytes that are no text are not",
          "[evidence][custody]") {
  const auto chain = chain_of(digest_of("file"), {});
  CustodyFacts facts{
      test::evidence_id(), CustodyWhat::note, test::kImported, digest_of("file"), {}, ""};
  const auto make = [&](std::string note) {
    facts.note = std::move(note);
    return make_entry(facts, chain.back(), journal_key());
  };
  std::string tags;  // the longest when escaped
  for (std::size_t i = 0; i < limits::kJournalLine; ++i) tags += "\U000E0041";
  const auto longest = make(tags);
  REQUIRE(longest);
  CHECK(read_line(longest->line)->facts.note == tags);
  CHECK(make(tags + "a").error().code == Errc::too_large);
  CHECK(make("\xC3").error().code == Errc::malformed);
}

TEST_CASE("a chain of 10,000 entries takes no further one", "[evidence][custody]") {
  auto last = chain_of(digest_of("file"), {CustodyWhat::viewed}).back();
  CustodyFacts facts{
      test::evidence_id(), CustodyWhat::viewed, test::kImported, digest_of("file"), {}, ""};
  last.number = limits::kCustodyEntries - 2;
  const auto one_more = make_entry(facts, last, journal_key());
  REQUIRE(one_more);
  CHECK(read_line(one_more->line));
  CHECK(make_entry(facts, *one_more, journal_key()).error().code == Errc::full);
}

TEST_CASE("each problem of a chain has a sentence of its own", "[evidence][custody]") {
  std::set<std::string> said;
  for (int kind = 0; kind <= static_cast<int>(Kind::beyond); ++kind) {
    const std::string words = in_words({static_cast<Kind>(kind), 4});
    CHECK(words.ends_with("."));
    said.insert(words);
  }
  CHECK(said.size() == 9);
}

// Goal: a file comes in whole or not at all, goes out only as what came in, and every view is on
// record; a hostile file harms nothing.
#include "evidence/manifest.h"
#include "journal_world.h"
#include "ports/evidence_rows.h"

using namespace ww;
using namespace ww::test;
using Kind = api::Problem::Kind;

namespace {

std::vector<std::string> what(const api::EvidenceShown& shown) {
  std::vector<std::string> list;
  for (const auto& entry : shown.custody) {
    const auto line = evidence::read_line(entry.line);
    REQUIRE(line.ok());
    list.emplace_back(evidence::to_name(line->facts.what));
  }
  return list;
}

std::string start(JournalWorld& world, const std::string& incident, std::uint64_t size) {
  return world.got(
      world.journal().evidence_start({incident, "a.jpg", size, "photo", std::nullopt, "", ""}));
}

Bytes whole(JournalWorld& world, const std::string& id) {
  Bytes all;
  for (;;) {
    const Bytes piece = world.got(world.journal().evidence_read(id, all.size(), 100'000));
    all.insert(all.end(), piece.begin(), piece.end());
    if (piece.size() < 100'000) return all;
  }
}

// Changes one byte of a stored file, as whoever holds the journal's key could.
void tamper(JournalWorld& world, const std::string& id) {
  REQUIRE(world.store->begin().ok());
  auto evidence = *world.store->evidence().evidence(*EvidenceId::from_base32(id));
  evidence.sha256.bytes[0] ^= 1;
  world.store->evidence().finish(evidence);
  REQUIRE(world.store->commit().ok());
}

}  // namespace

TEST_CASE("a file comes out byte for byte, whatever its size", "[engine][journal]") {
  const auto size = GENERATE(std::size_t{1}, limits::kEvidenceChunk - 1, limits::kEvidenceChunk,
                             limits::kEvidenceChunk + 1, limits::kEvidenceAppend + 70'000);
  CAPTURE(size);
  JournalWorld world;
  const Bytes bytes = world.some_bytes(size);
  const auto shown = world.add(world.incident(""), bytes);
  CHECK(shown.line.size == size);
  CHECK(shown.line.sha256 == to_hex(crypto::sha256(bytes)));
  CHECK(shown.line.mime == "image/jpeg");
  REQUIRE(world.inspector.seen.size() >= 1);
  CHECK(world.inspector.seen[0] == bytes);
  world.got(world.journal().evidence_open(shown.line.id, "view"));
  CHECK(whole(world, shown.line.id) == bytes);
}

TEST_CASE("the digest is on disk before a parser sees the file", "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  const Bytes bytes = world.some_bytes(1'000);
  // The parser brings the whole machine down: what is on disk then is evidence already.
  bool cut = false;
  world.inspector.before = [&] {
    if (!cut) world.disk.die();
    cut = true;
  };
  const std::string upload = start(world, incident, bytes.size());
  world.got(world.journal().evidence_append(upload, bytes));
  CHECK_FALSE(world.journal().evidence_finish(upload).ok());
  world.power_cut();
  const auto list = world.got(world.journal().evidence_list(incident));
  REQUIRE(list.size() == 1);
  CHECK(list[0].sha256 == to_hex(crypto::sha256(bytes)));
  CHECK(list[0].mime == "application/octet-stream");
  CHECK(world.got(world.journal().evidence_verify("")).at(0).ok);
}

TEST_CASE("attack: a file that crashes or stalls its parser is kept, of no known type",
          "[engine][journal]") {
  const auto code = GENERATE(Errc::malformed, Errc::too_large, Errc::expired);
  JournalWorld world;
  world.inspector.fails = code;
  const Bytes bytes = world.some_bytes(5'000);
  const auto shown = world.add(world.incident(""), bytes);
  CHECK(shown.line.mime == "application/octet-stream");
  CHECK(shown.inside.empty());
  CHECK(world.refused(world.journal().evidence_rewritten(shown.line.id)).kind == Kind::invalid);
  world.got(world.journal().evidence_open(shown.line.id, "export"));
  CHECK(whole(world, shown.line.id) == bytes);
}

TEST_CASE("more or fewer bytes than announced leave nothing", "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  const std::string more = start(world, incident, 10);
  CHECK_FALSE(world.journal().evidence_append(more, world.some_bytes(11)).ok());
  CHECK(world.refused(world.journal().evidence_finish(more)).kind == Kind::not_found);
  const std::string fewer = start(world, incident, 10);
  world.got(world.journal().evidence_append(fewer, world.some_bytes(9)));
  CHECK_FALSE(world.journal().evidence_finish(fewer).ok());
  CHECK(world.got(world.journal().evidence_list("")).empty());
}

TEST_CASE("an import is refused at its bounds and taken just below", "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  const auto refuses = [&](const api::EvidenceStart& request) {
    CHECK_FALSE(world.journal().evidence_start(request).ok());
  };
  refuses({incident, "a", 0, "photo", std::nullopt, "", ""});
  refuses({incident, "a", limits::kEvidenceBytes + 1, "photo", std::nullopt, "", ""});
  refuses({incident, "", 1, "photo", std::nullopt, "", ""});
  refuses(
      {incident, std::string(limits::kEvidenceName + 1, 'a'), 1, "photo", std::nullopt, "", ""});
  refuses({incident, "\xFF", 1, "photo", std::nullopt, "", ""});
  refuses({incident, "a", 1, "magic", std::nullopt, "", ""});
  refuses({incident, "a", 1, "photo", world.now + 1s, "", ""});
  refuses({incident, "a", 1, "photo", std::nullopt, std::string(201, 'a'), ""});
  refuses({"aaaaaa", "a", 1, "photo", std::nullopt, "", ""});
  const auto upload = world.got(world.journal().evidence_start(
      {incident, std::string(limits::kEvidenceName, 'a'), limits::kEvidenceBytes, "photo",
       world.now, std::string(200, 'a'), std::string(200, 'b')}));
  CHECK_FALSE(
      world.journal().evidence_append(upload, world.some_bytes(limits::kEvidenceAppend + 1)).ok());
  world.got(world.journal().evidence_append(upload, world.some_bytes(limits::kEvidenceAppend)));
}

TEST_CASE("a check is an entry of the chain, once a day where nothing else happened",
          "[engine][journal]") {
  using List = std::vector<std::string>;
  JournalWorld world;
  const auto id = world.add(world.incident(""), world.some_bytes(70'000)).line.id;
  const auto check = [&] { return world.got(world.journal().evidence_verify(id)).at(0); };
  const auto chain = [&] { return what(world.got(world.journal().evidence(id))); };
  CHECK(check().ok);
  CHECK(chain() == List{"imported", "rehashed"});
  world.now += 24h - 1s;
  CHECK(check().ok);
  CHECK(chain().size() == 2);
  world.now += 1s;
  CHECK(check().ok);
  CHECK(chain() == List{"imported", "rehashed", "rehashed"});
  world.got(world.journal().evidence_open(id, "view"));
  CHECK(check().ok);
  CHECK(chain() == List{"imported", "rehashed", "rehashed", "viewed", "rehashed"});
  // Another result is noted at once, with what was measured: the second piece is not read any more.
  REQUIRE(world.store->begin().ok());
  auto facts = *world.store->evidence().evidence(*EvidenceId::from_base32(id));
  const Bytes bytes = *world.store->evidence().chunk(facts.id, 0);
  facts.size = limits::kEvidenceChunk;
  world.store->evidence().finish(facts);
  REQUIRE(world.store->commit().ok());
  CHECK_FALSE(check().ok);
  CHECK_FALSE(check().ok);
  CHECK(chain().size() == 6);
  const auto newest = evidence::read_line(world.store->evidence().last_custody(facts.id)->line);
  REQUIRE(newest.ok());
  CHECK(newest->facts.sha256 == Digest32{crypto::sha256(bytes)});
}

TEST_CASE("a name that is a path or a trick is data, and leaves as a safe name",
          "[engine][journal]") {
  JournalWorld world;
  const auto id =
      world.add(world.incident(""), world.some_bytes(10), "../../etc/passwd\n.sh").line.id;
  const auto proof = world.got(world.journal().evidence_open(id, "export"));
  const auto manifest = evidence::read_manifest(proof.manifest);
  REQUIRE(manifest.ok());
  CHECK(manifest->file.find('/') == std::string::npos);
  CHECK(manifest->file.ends_with(".jpg"));
}

TEST_CASE("so many imports at once and no more; one that is silent makes room",
          "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  for (std::size_t i = 0; i < limits::kUploadsOpen; ++i) start(world, incident, 10);
  CHECK_FALSE(
      world.journal().evidence_start({incident, "a", 1, "photo", std::nullopt, "", ""}).ok());
  world.now += engine::journal::EvidenceRoom::kUploadLife;
  world.step();
  start(world, incident, 10);
}

TEST_CASE("what a crash left of an import is gone after the start, in bounded pieces",
          "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  const std::size_t chunks = engine::journal::EvidenceRoom::kDroppedAtOnce + 1;
  const std::string upload = start(world, incident, chunks * limits::kEvidenceChunk + 1);
  for (std::size_t i = 0; i < chunks / 4; ++i)
    world.got(world.journal().evidence_append(upload, Bytes(limits::kEvidenceAppend, 7)));
  world.got(world.journal().evidence_append(upload, Bytes(limits::kEvidenceChunk, 7)));
  world.power_cut();
  CHECK(world.refused(world.journal().evidence_finish(upload)).kind == Kind::not_found);
  for (int i = 0; i < 3; ++i) world.step();
  REQUIRE(world.store->begin().ok());
  CHECK_FALSE(world.store->evidence().chunk(*EvidenceId::from_base32(upload), 0));
  CHECK(world.store->evidence().drop_uploads(1));
  world.store->rollback();
}

TEST_CASE("import, view, export and rewriting are on record, in order, and verify",
          "[engine][journal]") {
  JournalWorld world;
  const auto id = world.add(world.incident(""), world.some_bytes(3'000)).line.id;
  world.got(world.journal().evidence_open(id, "view"));
  world.got(world.journal().evidence_open(id, "export"));
  CHECK(world.got(world.journal().evidence_rewritten(id)) == world.inspector.picture);
  CHECK(what(world.got(world.journal().evidence(id))) ==
        std::vector<std::string>{"imported", "viewed", "exported", "rewritten"});
  world.restart();  // the same key signs on
  world.got(world.journal().evidence_open(id, "view"));
  const auto verdicts = world.got(world.journal().evidence_verify(id));
  REQUIRE(verdicts.size() == 1);
  CHECK(verdicts[0].problem == "");
  CHECK(world.refused(world.journal().evidence_open(id, "peek")).kind == Kind::usage);
}

TEST_CASE("an export verifies on another machine", "[engine][journal]") {
  JournalWorld world;
  const Bytes bytes = world.some_bytes(200'000);
  const auto id = world.add(world.incident(""), bytes).line.id;
  const auto proof = world.got(world.journal().evidence_open(id, "export"));
  const auto checked =
      evidence::check_export({proof.manifest, proof.custody, proof.public_key, proof.signatures},
                             Digest32{crypto::sha256(bytes)}, bytes.size(), std::nullopt);
  CHECK(checked.problem == "");
  CHECK(proof.how_to.find("sha256sum") != std::string::npos);
}

TEST_CASE("nothing is read without a view on record, and a view ends with its last byte",
          "[engine][journal]") {
  JournalWorld world;
  const auto id = world.add(world.incident(""), world.some_bytes(100)).line.id;
  CHECK(world.refused(world.journal().evidence_read(id, 0, 10)).kind == Kind::usage);
  world.got(world.journal().evidence_open(id, "view"));
  CHECK(world.got(world.journal().evidence_read(id, 0, 10)).size() == 10);
  CHECK(world.got(world.journal().evidence_read(id, 90, 10)).size() == 10);
  CHECK_FALSE(world.journal().evidence_read(id, 0, 10).ok());
}

TEST_CASE("attack: a file that is not what came in is given out to nobody", "[engine][journal]") {
  JournalWorld world;
  const auto id = world.add(world.incident(""), world.some_bytes(100)).line.id;
  tamper(world, id);
  CHECK_FALSE(world.journal().evidence_open(id, "view").ok());
  CHECK_FALSE(world.journal().evidence_open(id, "export").ok());
  CHECK_FALSE(world.journal().evidence_rewritten(id).ok());
  const auto verdict = world.got(world.journal().evidence_verify("")).at(0);
  CHECK_FALSE(verdict.ok);
  CHECK(verdict.problem.find("SHA-256 differs") != std::string::npos);
}

TEST_CASE("a picture shows what it says besides itself before anything leaves",
          "[engine][journal]") {
  JournalWorld world;
  const auto shown = world.add(world.incident(""), world.some_bytes(100));
  REQUIRE(shown.inside.size() == 1);
  CHECK(shown.inside[0].text == "53.80 N, 1.55 W");
  CHECK(shown.rewritable);
}

TEST_CASE("a file is looked into once, and hashed each time it is shown", "[engine][journal]") {
  JournalWorld world;
  const auto incident = world.incident("");
  const auto id = world.add(incident, world.some_bytes(1000)).line.id;
  CHECK(world.inspector.seen.size() == 1);
  world.restart();
  const auto shown = world.got(world.journal().evidence(id));
  CHECK(world.inspector.seen.size() == 1);
  REQUIRE(shown.inside.size() == 1);
  CHECK(shown.inside[0].text == "53.80 N, 1.55 W");
  CHECK(shown.rewritable);
  tamper(world, id);
  const auto changed = world.got(world.journal().evidence(id));
  REQUIRE(changed.inside.size() == 1);
  CHECK(changed.inside[0].text.find("differs") != std::string::npos);
  CHECK_FALSE(changed.rewritable);
}

TEST_CASE(
    "a file that breaks its parser is not given to it again; without a parser it waits for "
    "one",
    "[engine][journal]") {
  JournalWorld world;
  world.inspector.fails = GENERATE(Errc::malformed, Errc::expired, Errc::unavailable);
  const bool none = world.inspector.fails == Errc::unavailable;
  const auto id = world.add(world.incident(""), world.some_bytes(1000)).line.id;
  const std::size_t looks = world.inspector.seen.size();
  CHECK(world.got(world.journal().evidence(id)).inside.empty());
  CHECK((world.inspector.seen.size() > looks) == none);
  world.inspector.fails.reset();
  CHECK(world.got(world.journal().evidence(id)).inside.empty() != none);
}

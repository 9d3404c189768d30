// One person's node with a real encrypted journal over a disk in memory, asked through LocalApi,
// and an inspector and page maker that the test commands.
#pragma once

#include "domain/journal_limits.h"
#include "e2ee/signal_ratchet.h"
#include "engine/local_api.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/sim_disk.h"
#include "support/test_random.h"

namespace ww::test {

// Says what the test told it, and reads the whole file first as a parser would.
class FakeInspector final : public FileInspector {
 public:
  std::string mime = "image/jpeg";
  std::optional<Errc> fails;
  Bytes picture = {1, 2, 3};
  std::vector<Bytes> seen;  // each file as it was read
  std::function<void()> before;

  Result<Inspected> inspect(std::uint64_t size, const Read& read) override {
    if (before) before();
    seen.push_back(whole(size, read));
    if (fails) return fail(*fails);
    Inspected inspected;
    inspected.mime = mime;
    inspected.inside = {{"place", "EXIF", "53.80 N, 1.55 W"}};
    inspected.rewritable = true;
    return inspected;
  }
  Result<Rewritten> rewrite(std::uint64_t size, const Read& read) override {
    seen.push_back(whole(size, read));
    if (fails) return fail(*fails);
    return Rewritten{"image/jpeg", picture};
  }

 private:
  static Bytes whole(std::uint64_t size, const Read& read) {
    Bytes all;
    while (all.size() < size) {
      const Bytes piece = read(all.size(), 100'000);
      if (piece.empty()) break;
      all.insert(all.end(), piece.begin(), piece.end());
    }
    return all;
  }
};

class FakePages final : public PageMaker {
 public:
  Result<Bytes> pdf(const domain::Document& document) override {
    return to_bytes(as_bytes("%PDF " + document.title));
  }
};

struct JournalWorld {
  Instant now = from_unix_seconds(1'790'000'000);  // 2026-09-21 13:33:20 UTC, a Monday
  SimDisk disk{1};
  TestRandom random{1};
  NullLogger log;
  FakeInspector inspector;
  FakePages pages;
  std::optional<crypto::PublicKey> pack_key;  // of imported packs
  std::unique_ptr<store::NodeStore> store;
  std::unique_ptr<e2ee::SignalRatchet> ratchet;
  std::unique_ptr<engine::NodeEngine> engine;
  std::unique_ptr<engine::LocalApi> api;

  JournalWorld() { start(); }

  void start() {
    auto database = store::Database::open(disk, random, "journal", Secret<32>(Bytes(32, 9)));
    REQUIRE(database.ok());
    auto opened = store::NodeStore::open(std::move(*database));
    REQUIRE(opened.ok());
    store = std::move(*opened);
    engine::Options options;
    options.inspector = &inspector;
    options.page_maker = &pages;
    options.pack_key = pack_key;
    options.regions = domain::RegionTable({{"GB-ENG", "England", "GB", "Country"},
                                           {"GB-SCT", "Scotland", "GB", "Country"},
                                           {"GB-LDS", "Leeds", "GB-ENG", "City"},
                                           {"GB-EDH", "Edinburgh", "GB-SCT", "City"}});
    ratchet = std::make_unique<e2ee::SignalRatchet>(store->ratchet(), random, log);
    engine = std::make_unique<engine::NodeEngine>(*store, *ratchet, random, log, options);
    api = std::make_unique<engine::LocalApi>(
        *engine, [this] { return now; }, [](const engine::Effects&) {});
  }
  void stop() {
    api.reset();
    engine.reset();
    ratchet.reset();
    store.reset();
  }
  void restart() {
    stop();
    start();
  }
  // What was not synced is lost, whole or in part.
  void power_cut() {
    disk.die();
    stop();
    disk.crash();
    start();
  }
  void step() { REQUIRE(engine->step({}, now).ok()); }

  api::JournalApi& journal() { return api->journal(); }

  template <class T>
  static T got(api::Answer<T> answer) {
    if (!answer.ok()) {
      UNSCOPED_INFO(answer.error().message);
      for (const auto& error : answer.error().errors)
        UNSCOPED_INFO(error.field << " " << error.code << " " << error.message);
      for (const auto& finding : answer.error().findings)
        UNSCOPED_INFO(finding.kind << " " << finding.text);
    }
    REQUIRE(answer.ok());
    return std::move(answer).value();
  }
  template <class T>
  static api::Problem refused(const api::Answer<T>& answer) {
    REQUIRE_FALSE(answer.ok());
    return answer.error();
  }

  std::string incident(const std::string& fields,
                       const std::optional<std::string>& subject = std::nullopt,
                       const std::string& state = "draft") {
    return got(journal().incident_write(
                   {"", R"({"schema":"incident/1")" + (fields.empty() ? "" : "," + fields) + "}",
                    state, subject, 0}))
        .id;
  }
  std::string subject(const std::string& label, const std::string& more = "") {
    return got(journal().subject_write(
                   "", R"({"schema":"subject/1","label":")" + label + "\"" + more + "}"))
        .id;
  }
  std::string phone(const std::string& number) {
    return R"("who":{"ids":[{"kind":"phone","raw":")" + number + R"("}]})";
  }
  // A whole import.
  api::EvidenceShown add(const std::string& incident, const Bytes& bytes,
                         const std::string& name = "shot.jpg") {
    const std::string upload = got(journal().evidence_start(
        {incident, name, bytes.size(), "own_screenshot", std::nullopt, "", ""}));
    for (std::size_t at = 0; at < bytes.size(); at += limits::kEvidenceAppend) {
      const auto end = std::min(bytes.size(), at + limits::kEvidenceAppend);
      got(journal().evidence_append(upload,
                                    Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                          bytes.begin() + static_cast<std::ptrdiff_t>(end))));
    }
    return got(journal().evidence_finish(upload));
  }
  Bytes some_bytes(std::size_t size) {
    Bytes bytes(size);
    random.fill(bytes);
    return bytes;
  }
};

}  // namespace ww::test

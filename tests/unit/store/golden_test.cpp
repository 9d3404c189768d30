// A journal of every released version, kept in tests/data/golden, opens in today's.
//
// Made by "make_journal FOLDER" (tests/data/golden/make_journal.cpp), once for each version; a file
// that was released is never made again.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ports/contact_rows.h"
#include "ports/settings_rows.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/golden_journal.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

Bytes kept(const std::string& name) {
  std::ifstream file(std::filesystem::path(WW_TEST_DATA) / "golden" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("a journal of version 1 opens, with its rows") {
  test::SimDisk disk(1);
  test::SimRandom random(1);
  const Bytes file = kept("journal_1.db");
  REQUIRE(file.size() > 4096);
  disk.replace("journal", file);
  auto db = Database::open(disk, random, "journal", test::golden_key());
  REQUIRE(db.ok());
  auto store = NodeStore::open(std::move(*db));
  REQUIRE(store.ok());
  REQUIRE((*store)->begin().ok());
  const auto contact = (*store)->contacts().find_by_name("Alex");
  REQUIRE(contact.has_value());
  CHECK(contact->peer_routes.at(0).host_port == "relay.example.com:7077");
  CHECK(crypto::equal(contact->k.view(), Bytes(32, 7)));
  CHECK((*store)->settings().get("tor") == std::optional<std::string>("require"));
  const auto record = (*store)->ratchet().load(RatchetStore::Kind::session, contact->id, Bytes{1});
  REQUIRE(record.has_value());
  CHECK(to_bytes(record->view()) == Bytes{4, 5, 6});
}

}  // namespace ww::store

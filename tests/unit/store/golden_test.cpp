// A journal of every released version, kept in tests/data/golden, opens in today's.
//
// Made by "make_journal FOLDER" (tests/data/golden/make_journal.cpp), once for each version; a file
// that was released is never made again.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ports/alert_rows.h"
#include "ports/contact_rows.h"
#include "ports/evidence_rows.h"
#include "ports/journal_rows.h"
#include "ports/outbox_rows.h"
#include "ports/settings_rows.h"
#include "store/node_store.h"
#include "support/catch.h"
#include "support/golden_journal.h"
#include "support/journal_store.h"
#include "support/sim_disk.h"

namespace ww::store {
namespace {

Bytes kept(const std::string& name) {
  std::ifstream file(std::filesystem::path(WW_TEST_DATA) / "golden" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A golden journal on a disk of its own, opened in today's version, a transaction begun.
struct Golden {
  test::SimDisk disk{1};
  test::SimRandom random{1};
  std::unique_ptr<NodeStore> store;

  explicit Golden(const std::string& name) {
    const Bytes file = kept(name);
    REQUIRE(file.size() > 4096);
    disk.replace("journal", file);
    auto db = Database::open(disk, random, "journal", test::golden_key());
    REQUIRE(db.ok());
    auto opened = NodeStore::open(std::move(*db));
    REQUIRE(opened.ok());
    store = std::move(*opened);
    REQUIRE(store->begin().ok());
  }
};

void holds_the_contact(NodeStore& store) {
  const auto contact = store.contacts().find_by_name("Alex");
  REQUIRE(contact.has_value());
  CHECK(contact->party == contact->id);
  CHECK_FALSE(contact->before.has_value());
  CHECK(contact->peer_routes.at(0).host_port == "relay.example.com:7077");
  CHECK(crypto::equal(contact->k.view(), Bytes(32, 7)));
  CHECK(store.settings().get("tor") == std::optional<std::string>("require"));
  const auto record = store.ratchet().load(RatchetStore::Kind::session, contact->id, Bytes{1});
  REQUIRE(record.has_value());
  CHECK(to_bytes(record->view()) == Bytes{4, 5, 6});
}

void holds_the_incident(NodeStore& store) {
  const auto rows = test::golden_rows();
  const auto incident = store.journal().incident(rows.incident.id);
  REQUIRE(incident.has_value());
  CHECK(incident->json == rows.incident.json);
  CHECK(incident->subject == rows.subject.id);
  CHECK(store.journal().find_words({"van"}, 5, 0) == std::vector{rows.incident.id});
  CHECK(store.journal().find_digits("7700900", 5).size() == 2);
  CHECK(store.journal().identifiers_of(rows.subject.id).size() == 2);
  CHECK(store.journal().consent(rows.consent.id) == rows.consent);
  CHECK(store.journal().report(rows.report.id) == rows.report);
  CHECK(store.journal().undos(5).size() == 1);
  CHECK(store.evidence().of(rows.incident.id) == std::vector{rows.evidence});
  CHECK(store.evidence().chunk(rows.evidence.id, 0) == Bytes(70, 9));
  CHECK(store.evidence().last_custody(rows.evidence.id) == rows.custody);
  CHECK(store.packs().all().size() == 1);
}

void takes_what_waits(NodeStore& store) {
  StoredAlert retraction;
  retraction.id.bytes.fill(5);
  retraction.root.bytes.fill(6);
  retraction.batch = retraction.id;
  retraction.waits = true;
  store.alerts().put(retraction, {});
  CHECK(store.alerts().find(retraction.id)->waits);
  store.alerts().put_again({CircleId{}, retraction.id, test::kGoldenTime});
  CHECK(store.alerts().next_again() == std::optional(test::kGoldenTime));
}

// Withdrawals owed, what was seen in a file, slices of a purge, the index made
// anew.
void takes_what_is_owed(NodeStore& store) {
  const auto rows = test::golden_rows();
  StoredAlert retraction;
  retraction.id.bytes.fill(8);
  retraction.root = retraction.batch = retraction.id;
  store.alerts().put(retraction, {});
  store.alerts().put_owed({retraction.id, test::kGoldenTime});
  CHECK(store.alerts().is_owed(retraction.id));
  CHECK(store.alerts().owed_due(test::kGoldenTime, 5) == std::vector{retraction.id});
  store.alerts().erase(retraction.id);
  CHECK_FALSE(store.alerts().next_owed().has_value());
  store.evidence().put_seen(rows.evidence.id, {rows.evidence.sha256, 1, {"image/png", {}, true}});
  CHECK(store.evidence().seen(rows.evidence.id)->inspected.rewritable);
  const auto refold = [](const std::string&) { return std::optional<std::string>("red lorry"); };
  CHECK_FALSE(store.journal().refold(refold, 5).has_value());
  CHECK_FALSE(store.journal().refold(refold, 5).has_value());
  store.journal().erase_incident(rows.incident.id);
  CHECK(store.journal().find_words({"lorry"}, 5, 0).empty());
  REQUIRE(store.commit().ok());
  CHECK(test::scrub_all(store.journal()).ok());
  CHECK(store.journal().scrub_some().value() == 0);
  REQUIRE(store.begin().ok());
  CHECK_FALSE(store.evidence().chunk(rows.evidence.id, 0).has_value());
}

// A put without its inner cannot be sealed again.
void takes_a_move(NodeStore& store) {
  for (const OwnRelay& relay : store.settings().relays()) CHECK_FALSE(relay.leaving);
  for (const OutboxOp& op : store.outbox().heads()) CHECK(op.inner.empty());
  auto contact = store.contacts().find_by_name("Alex");
  REQUIRE(contact.has_value());
  CHECK((!contact->own_move && !contact->peer_next));
  contact->own_move = OwnMove{true, 1, test::kGoldenTime};
  store.contacts().put(*contact);
  CHECK(store.contacts().moving().size() == 1);
}

}  // namespace

TEST_CASE("a journal of version 1 opens, with its rows, and takes new ones") {
  const Golden golden("journal_1.db");
  holds_the_contact(*golden.store);
  holds_the_incident(*golden.store);
  takes_what_waits(*golden.store);
  takes_a_move(*golden.store);
  takes_what_is_owed(*golden.store);
}

}  // namespace ww::store

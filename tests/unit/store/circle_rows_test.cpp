// Circles in the store: who we are in each, its epochs and people, our keys, and what waits.
#include "ports/circle_rows.h"

#include "domain/limits.h"
#include "support/catch.h"
#include "support/journal_store.h"

namespace ww::store {
namespace {

using test::JournalStore;

const Instant kNow = from_ms(1'750'000'000'000);

bool same(const crypto::Key& a, const crypto::Key& b) { return crypto::equal(a.view(), b.view()); }

StoredCircle put(JournalStore& journal, const std::string& name) {
  auto& random = journal.random();
  StoredCircle circle;
  circle.id = random.id<CircleId>();
  circle.name = name;
  circle.state = StoredCircle::State::member;
  circle.asked = true;
  circle.sponsor = random.id<ContactId>();
  circle.sign_seed = random.key();
  circle.pseudonym = "Heron";
  circle.current = random.id<BoardId>();
  circle.created = kNow;
  circle.awake = kNow + 1h;
  circle.heard = kNow + 2h;
  circle.asked_at = kNow + 3h;
  circle.lost = 4;
  journal->circles().put(circle);
  return circle;
}

StoredEpoch put_epoch(JournalStore& journal, const CircleId& circle, std::uint32_t number) {
  auto& random = journal.random();
  StoredEpoch epoch;
  epoch.board = random.id<BoardId>();
  epoch.circle = circle;
  epoch.receipts = random.id<BoardId>();
  epoch.epoch = number;
  epoch.hash = random.id<Digest32>();
  epoch.snapshot = Bytes(90, 5);
  epoch.secret = random.key();
  epoch.route = {random.id<RelayKey>(), "relay.example.com:7077"};
  epoch.by_welcome = true;
  epoch.made_here = true;
  epoch.admin_cap = random.key();
  epoch.epoch_slot = Bytes(20, 6);
  epoch.parent = random.id<BoardId>();
  epoch.announced = false;
  epoch.end_position = 77;
  epoch.made = kNow;
  epoch.send_sequence = 12;
  epoch.send_previous = random.id<Digest32>();
  epoch.key_slot_at = kNow + 1h;
  epoch.key_slot_messages = 9;
  journal->circles().put_epoch(epoch);
  return epoch;
}

HeldSlot held_of(JournalStore& journal, const CircleId& circle, std::uint64_t position) {
  HeldSlot slot;
  slot.circle = circle;
  slot.board = journal.random().id<BoardId>();
  slot.position = position;
  slot.kind = 18;
  slot.message = Bytes(30, 1);
  slot.since = kNow;
  slot.author = 300;
  slot.opening.fill(3);
  slot.tag.fill(4);
  slot.tag_fits = true;
  return slot;
}

OwnPost post_of(JournalStore& journal, const CircleId& circle, Instant made) {
  OwnPost post;
  post.circle = circle;
  post.message = journal.random().id<MessageId>();
  post.content = Bytes(10, 3);
  post.made = made;
  return post;
}

}  // namespace

TEST_CASE("a circle comes back with all it holds, and is found by name in any case") {
  JournalStore journal;
  const auto circle = put(journal, "North");
  put(journal, "alpha");
  journal.open_again();
  auto& rows = journal->circles();
  const auto found = rows.find(circle.id);
  REQUIRE(found.has_value());
  CHECK(found->name == "North");
  CHECK(found->state == circle.state);
  CHECK(found->asked);
  CHECK(found->sponsor == circle.sponsor);
  CHECK(same(found->sign_seed, circle.sign_seed));
  CHECK(found->pseudonym == "Heron");
  CHECK(found->current == circle.current);
  CHECK(found->created == circle.created);
  CHECK(found->awake == circle.awake);
  CHECK(found->heard == circle.heard);
  CHECK(found->asked_at == circle.asked_at);
  CHECK(found->lost == 4);
  CHECK(rows.find_by_name("NORTH")->id == circle.id);
  CHECK_FALSE(rows.find_by_name("Nort").has_value());
  REQUIRE(rows.all().size() == 2);
  CHECK(rows.all()[0].name == "alpha");
}

TEST_CASE("a circle put again changes, and its epochs stay") {
  JournalStore journal;
  auto circle = put(journal, "North");
  put_epoch(journal, circle.id, 1);
  circle.name = "South";
  circle.state = StoredCircle::State::frozen;
  circle.policy.regions = {"GB-SCT", "IE-D"};
  journal->circles().put(circle);
  const auto found = journal->circles().find(circle.id);
  CHECK(found->name == "South");
  CHECK(found->state == StoredCircle::State::frozen);
  CHECK(found->policy == circle.policy);
  CHECK(journal->circles().epochs(circle.id).size() == 1);
}

TEST_CASE("an epoch comes back with all it holds; a circle's are in the order of their numbers") {
  JournalStore journal;
  const auto circle = put(journal, "North");
  const auto second = put_epoch(journal, circle.id, 2);
  auto first = put_epoch(journal, circle.id, 1);
  auto& rows = journal->circles();
  const auto found = rows.epoch(second.board);
  REQUIRE(found.has_value());
  CHECK(found->hash == second.hash);
  CHECK(found->snapshot == second.snapshot);
  CHECK(same(found->secret, second.secret));
  CHECK(found->route == second.route);
  CHECK(found->by_welcome);
  CHECK(found->made_here);
  CHECK(same(found->admin_cap, second.admin_cap));
  CHECK(found->epoch_slot == second.epoch_slot);
  CHECK(found->parent == second.parent);
  CHECK_FALSE(found->announced);
  CHECK_FALSE(found->left.has_value());
  CHECK(found->end_position == 77);
  CHECK(found->send_sequence == 12);
  CHECK(found->send_previous == second.send_previous);
  CHECK(found->key_slot_at == second.key_slot_at);
  CHECK(found->key_slot_messages == 9);
  CHECK(found->receipts == second.receipts);
  CHECK(rows.epoch_of_receipts(second.receipts)->board == second.board);
  CHECK_FALSE(rows.epoch_of_receipts(second.board).has_value());
  first.left = kNow + 5h;
  rows.put_epoch(first);
  const auto epochs = rows.epochs(circle.id);
  REQUIRE(epochs.size() == 2);
  CHECK(epochs[0].board == first.board);
  CHECK(epochs[0].left == first.left);
  CHECK_FALSE(rows.epoch(journal.random().id<BoardId>()).has_value());
}

TEST_CASE("how far a sender was read begins at nothing, and goes with its epoch") {
  JournalStore journal;
  const auto circle = put(journal, "North");
  const auto epoch = put_epoch(journal, circle.id, 1);
  const auto sender = journal.random().id<MemberId>();
  auto& rows = journal->circles();
  CHECK(rows.mark(epoch.board, sender).sequence == 0);
  const SenderMark mark{5, journal.random().id<Digest32>()};
  rows.put_mark(epoch.board, sender, mark);
  CHECK(rows.mark(epoch.board, sender).sequence == 5);
  CHECK(rows.mark(epoch.board, sender).previous == mark.previous);
  rows.erase_epoch(epoch.board);
  CHECK(rows.mark(epoch.board, sender).sequence == 0);
}

TEST_CASE("people, offers and our own keys are kept by circle") {
  JournalStore journal;
  auto& random = journal.random();
  const auto circle = put(journal, "North"), other = put(journal, "South");
  auto& rows = journal->circles();

  StoredPerson person{circle.id, random.id<MemberId>(), random.id<ContactId>(), {}, kNow};
  rows.put_person(person);
  person.kem = random.array<32>();
  person.answered = kNow + 2h;
  person.asks = true;
  rows.put_person(person);
  REQUIRE(rows.people(circle.id).size() == 1);
  CHECK(rows.person(circle.id, person.member)->kem == person.kem);
  CHECK(rows.person(circle.id, person.member)->contact == person.contact);
  CHECK(rows.person(circle.id, person.member)->answered == person.answered);
  CHECK(rows.people(circle.id)[0].asks);
  CHECK_FALSE(rows.person(other.id, person.member).has_value());

  StoredOffer offer{circle.id, random.id<ContactId>(), kNow, std::nullopt};
  rows.put_offer(offer);
  CHECK_FALSE(rows.offers(circle.id).at(0).card.has_value());
  offer.card = Member{};
  offer.card->name = "Wren";
  rows.put_offer(offer);
  rows.put_offer({circle.id, random.id<ContactId>(), kNow - 1h, std::nullopt});
  const auto offers = rows.offers(circle.id);
  REQUIRE(offers.size() == 2);
  CHECK(offers[1].card == offer.card);
  rows.erase_offer(circle.id, offer.contact);
  CHECK(rows.offers(circle.id).size() == 1);

  const StoredKem first{circle.id, random.array<32>(), random.key(), kNow, {}, std::nullopt};
  const StoredKem second{circle.id, random.array<32>(),     random.key(),
                         kNow + 1h, random.id<MessageId>(), kNow + 24h};
  rows.put_kem(first);
  rows.put_kem(second);
  const auto kems = rows.kems(circle.id);
  REQUIRE(kems.size() == 2);
  CHECK(kems[0].pub == second.pub);
  CHECK(kems[0].announced_by == second.announced_by);
  CHECK(kems[0].retire_at == second.retire_at);
  CHECK(same(kems[1].secret, first.secret));
  rows.erase_kem(circle.id, second.pub);
  CHECK(rows.kems(circle.id).size() == 1);
  CHECK(rows.kems(other.id).empty());
}

TEST_CASE("slots that wait are bounded in each circle: the oldest gives way") {
  JournalStore journal;
  const auto circle = put(journal, "North"), other = put(journal, "South");
  auto& rows = journal->circles();
  rows.hold(held_of(journal, other.id, 9));
  for (std::uint64_t i = 0; i < limits::kHeldSlots; ++i) rows.hold(held_of(journal, circle.id, i));
  auto held = rows.held(circle.id);
  REQUIRE(held.size() == limits::kHeldSlots);
  CHECK(held[0].position == 0);
  CHECK(held[0].message == Bytes(30, 1));
  CHECK(held[0].kind == 18);
  CHECK(held[0].author == 300);
  CHECK(held[0].opening[31] == 3);
  CHECK(held[0].tag[63] == 4);
  CHECK(held[0].tag_fits);
  rows.hold(held_of(journal, circle.id, 5000));
  held = rows.held(circle.id);
  CHECK(held.size() == limits::kHeldSlots);
  CHECK(held.front().position == 1);
  CHECK(held.back().position == 5000);
  CHECK(rows.held(other.id).size() == 1);
  rows.erase_held(held.front().id);
  CHECK(rows.held(circle.id).size() == limits::kHeldSlots - 1);
}

TEST_CASE("our own posts are bounded in each circle, and know where they were posted last") {
  JournalStore journal;
  const auto circle = put(journal, "North");
  auto& rows = journal->circles();
  auto first = post_of(journal, circle.id, kNow);
  rows.put_post(first);
  first.board = journal.random().id<BoardId>();
  first.position = 8;
  first.handed_over = true;
  rows.put_post(first);
  const auto found = rows.post(circle.id, first.message);
  REQUIRE(found.has_value());
  CHECK(found->board == first.board);
  CHECK(found->position == 8);
  CHECK(found->handed_over);
  CHECK(found->content == first.content);
  for (std::size_t i = 1; i < limits::kOwnPosts; ++i) {
    rows.put_post(post_of(journal, circle.id, kNow + static_cast<int>(i) * 1ms));
  }
  CHECK(rows.posts(circle.id).size() == limits::kOwnPosts);
  CHECK(rows.posts(circle.id)[0].message == first.message);
  const auto last = post_of(journal, circle.id, kNow + 24h);
  rows.put_post(last);
  CHECK(rows.posts(circle.id).size() == limits::kOwnPosts);
  CHECK_FALSE(rows.post(circle.id, first.message).has_value());
  rows.erase_post(circle.id, last.message);
  CHECK_FALSE(rows.post(circle.id, last.message).has_value());
}

TEST_CASE("a circle that was left keeps its own row and nothing inside") {
  JournalStore journal;
  const auto circle = put(journal, "North"), other = put(journal, "South");
  auto& rows = journal->circles();
  for (const auto& id : {circle.id, other.id}) {
    put_epoch(journal, id, 1);
    rows.put_person({id, journal.random().id<MemberId>(), {}, {}, kNow});
    rows.put_offer({id, journal.random().id<ContactId>(), kNow, std::nullopt});
    rows.put_kem({id, journal.random().array<32>(), journal.random().key(), kNow, {}, {}});
    rows.hold(held_of(journal, id, 1));
    rows.put_post(post_of(journal, id, kNow));
  }
  rows.erase_insides(circle.id);
  CHECK(rows.find(circle.id).has_value());
  CHECK(rows.epochs(circle.id).empty());
  CHECK(rows.people(circle.id).empty());
  CHECK(rows.offers(circle.id).empty());
  CHECK(rows.kems(circle.id).empty());
  CHECK(rows.held(circle.id).empty());
  CHECK(rows.posts(circle.id).empty());
  CHECK(rows.epochs(other.id).size() == 1);
  CHECK(rows.posts(other.id).size() == 1);
}

}  // namespace ww::store

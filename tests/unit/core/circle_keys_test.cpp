// The keys of an epoch, and the wraps: who can open what, and that nothing opens elsewhere.
#include "core/circle_keys.h"

#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::core;

TEST_CASE("the keys of an epoch are fixed by its secret, and differ from each other") {
  init_secret_memory();
  test::TestRandom random(1);
  const crypto::Key e = random.key(), other = random.key();
  const EpochKeys a = epoch_keys(e), again = epoch_keys(e), b = epoch_keys(other);
  CHECK(a.board == again.board);
  CHECK(same_bytes(a.board_key.view(), again.board_key.view()));
  CHECK(a.board != b.board);
  CHECK_FALSE(same_bytes(a.board_key.view(), a.read_cap.view()));
  CHECK_FALSE(same_bytes(a.read_cap.view(), a.write_cap.view()));
  CHECK_FALSE(same_bytes(a.write_cap.view(), a.anon_cap.view()));
  CHECK_FALSE(same_bytes(a.anon_cap.view(), route_key(e).view()));
  const auto id = crypto::expand(e.view(), "board-id", {}, 16);
  CHECK(same_bytes(a.board, id));
}

TEST_CASE("a wrap opens for its member alone, under its salt, context, name and key") {
  init_secret_memory();
  test::TestRandom random(2);
  const crypto::Key kem = random.key(), other_kem = random.key();
  const crypto::Key e = random.key(), salt = random.key(), other_salt = random.key();
  const crypto::Key secret = random.key();
  const auto member = random.id<MemberId>(), other_member = random.id<MemberId>();
  const auto context = random.id<Digest32>(), other_context = random.id<Digest32>();
  const auto e_pub = crypto::x25519_public(e);
  const auto wrapped = wrap(e, crypto::x25519_public(kem), member, {"skdm", salt, context}, secret);
  REQUIRE(wrapped.has_value());
  const auto opened = unwrap(kem, member, e_pub, {"skdm", salt, context}, *wrapped);
  REQUIRE(opened.has_value());
  CHECK(same_bytes(opened->view(), secret.view()));
  CHECK_FALSE(unwrap(other_kem, member, e_pub, {"skdm", salt, context}, *wrapped));
  CHECK_FALSE(unwrap(kem, other_member, e_pub, {"skdm", salt, context}, *wrapped));
  CHECK_FALSE(unwrap(kem, member, e_pub, {"epoch", salt, context}, *wrapped));
  CHECK_FALSE(unwrap(kem, member, e_pub, {"skdm", other_salt, context}, *wrapped));
  CHECK_FALSE(unwrap(kem, member, e_pub, {"skdm", salt, other_context}, *wrapped));
}

TEST_CASE("attack: low-order DH point as a member's kem key") {
  init_secret_memory();
  test::TestRandom random(3);
  const crypto::Key salt = random.key();
  CHECK_FALSE(wrap(random.key(), crypto::PublicKey{}, random.id<MemberId>(),
                   {"skdm", salt, Digest32{}}, random.key()));
  CHECK_FALSE(unwrap(random.key(), random.id<MemberId>(), crypto::PublicKey{},
                     {"skdm", salt, Digest32{}}, random.array<48>()));
}

TEST_CASE("a distribution message of any length up to 94 bytes comes out as it went in") {
  init_secret_memory();
  test::TestRandom random(4);
  const crypto::Key k = random.key(), other = random.key();
  for (const std::size_t size : {std::size_t{1}, std::size_t{78}, std::size_t{94}}) {
    Bytes message(size, 0x5a);
    const auto sealed = seal_distribution(k, message);
    REQUIRE(sealed.has_value());
    CHECK(open_distribution(k, *sealed) == message);
    CHECK_FALSE(open_distribution(other, *sealed));
  }
  CHECK_FALSE(seal_distribution(k, Bytes(95, 0)));
}

TEST_CASE("contexts differ by circle, epoch, snapshot and member") {
  test::TestRandom random(5);
  const auto circle = random.id<CircleId>();
  const auto snapshot = random.id<Digest32>(), other = random.id<Digest32>();
  const auto member = random.id<MemberId>();
  const auto context = circle_context(circle, 1, snapshot, member);
  CHECK(context == circle_context(circle, 1, snapshot, member));
  CHECK(context != circle_context(random.id<CircleId>(), 1, snapshot, member));
  CHECK(context != circle_context(circle, 2, snapshot, member));
  CHECK(context != circle_context(circle, 1, other, member));
  CHECK(context != circle_context(circle, 1, snapshot, random.id<MemberId>()));
  CHECK(epoch_context(circle, 2, snapshot, other) != epoch_context(circle, 2, other, snapshot));
}

TEST_CASE("attack: a member reads whose receipts stand on the board, and for whom") {
  init_secret_memory();
  test::TestRandom random(5);
  const crypto::Key e = random.key(), epoch = random.key(), seed = random.key();
  const crypto::Key author_kem = random.key(), other_kem = random.key();
  const auto author = random.id<MemberId>(), other = random.id<MemberId>();
  const auto context = random.id<Digest32>(), other_context = random.id<Digest32>();
  const Receipted one{7, {random.id<MessageId>()}};
  Receipted many{300, {}};
  for (std::size_t i = 0; i < limits::kHaveMax; ++i)
    many.messages.push_back(random.id<MessageId>());
  const auto seal = [&](const Receipted& receipt) {
    return seal_receipt(e, crypto::x25519_public(author_kem), author, {"receipt", epoch, context},
                        seed, receipt);
  };
  const auto sealed = seal(one), full = seal(many);
  REQUIRE(sealed);
  REQUIRE(full);
  CHECK(sealed->size() == full->size());  // neither the sender nor how many shows
  CHECK(full->size() <= limits::kSlotMessage);
  CHECK_FALSE(open_receipt(other_kem, other, {"receipt", epoch, other_context}, *sealed));
  CHECK_FALSE(open_receipt(other_kem, author, {"receipt", epoch, context}, *sealed));
  const auto opened = open_receipt(author_kem, author, {"receipt", epoch, context}, *full);
  REQUIRE(opened);
  CHECK(opened->receipt.sender == 300);
  CHECK(opened->receipt.messages == many.messages);
  CHECK(receipt_fits(*opened, crypto::ed25519_public(seed), context));
  // Nobody else's, and of no other circle or epoch.
  CHECK_FALSE(receipt_fits(*opened, crypto::ed25519_public(random.key()), context));
  CHECK_FALSE(receipt_fits(*opened, crypto::ed25519_public(seed), other_context));
  many.messages.push_back(random.id<MessageId>());
  CHECK_FALSE(seal(many));
  CHECK_FALSE(seal({1, {}}));
}

TEST_CASE("attack: another member's tag is cut off her slot and put on one's own") {
  init_secret_memory();
  test::TestRandom random(6);
  const crypto::Key seed = random.key();
  const auto pub = crypto::ed25519_public(seed);
  const TagContext context{random.id<BoardId>(), random.array<32>(), 16};
  const Bytes body{1, 2, 3};
  const Bytes message = tagged(seed, 4, context, body);
  const auto read = read_tag(message);
  REQUIRE(read);
  CHECK(read->tag.author == 4);
  CHECK(same_bytes(read->body, body));
  CHECK(tag_fits(read->tag, pub, context, body));
  CHECK_FALSE(tag_fits(read->tag, crypto::ed25519_public(random.key()), context, body));
  CHECK_FALSE(tag_fits(read->tag, pub, context, Bytes{1, 2, 4}));
  TagContext other = context;
  other.opening = random.array<32>();
  CHECK_FALSE(tag_fits(read->tag, pub, other, body));
  other = context;
  other.board = random.id<BoardId>();
  CHECK_FALSE(tag_fits(read->tag, pub, other, body));
  other = context;
  other.kind = 18;
  CHECK_FALSE(tag_fits(read->tag, pub, other, body));
  SlotTag renamed = read->tag;
  renamed.author = 5;
  CHECK_FALSE(tag_fits(renamed, pub, context, body));
  CHECK_FALSE(read_tag(Bytes(65, 0)));
}

// Which rosters are believed, which may follow which, and how a fork is decided.
#include "core/roster.h"

#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::core;

namespace {

// A roster with people of whom the first is the founder, and the first `admins` are admins.
struct Roster {
  explicit Roster(std::size_t people = 3, std::size_t admins = 1) {
    init_secret_memory();
    for (std::size_t i = 0; i < people; ++i) {
      seeds.push_back(random.key());
      Member member;
      member.sign_pub = crypto::ed25519_public(seeds.back());
      member.kem_pub = crypto::x25519_public(random.key());
      member.name = "member " + std::to_string(i);
      snapshot.members.push_back(member);
      if (i < admins) snapshot.admins.push_back(member.sign_pub);
    }
    snapshot.nonce = random.array<16>();
    snapshot.founder = snapshot.members[0].sign_pub;
    snapshot.circle = circle_id(snapshot.founder, snapshot.nonce);
    sign(0);
  }
  // Stands in for the exact bytes, which wire/ lays: only that the signature covers them counts.
  void sign(std::size_t by) {
    snapshot.signer = snapshot.members[by].sign_pub;
    bytes.assign(200, static_cast<std::uint8_t>(snapshot.epoch));
    snapshot.signature = sign_bytes(seeds[by], "snapshot", bytes);
    bytes.insert(bytes.end(), snapshot.signature.begin(), snapshot.signature.end());
  }
  Roster child() const {
    Roster next;
    next.snapshot = snapshot;
    next.seeds.clear();
    for (const auto& seed : seeds) next.seeds.push_back(seed.clone());
    next.snapshot.epoch = snapshot.epoch + 1;
    next.snapshot.previous = snapshot_hash(bytes);
    next.sign(0);
    return next;
  }
  test::TestRandom random{7};
  Snapshot snapshot;
  Bytes bytes;
  std::vector<crypto::Key> seeds;
};

Errc why_not(const Roster& roster) {
  const auto checked = check_snapshot(roster.snapshot, roster.bytes);
  REQUIRE_FALSE(checked.ok());
  return checked.error().code;
}

}  // namespace

TEST_CASE("a founder's first snapshot is believed") {
  const Roster roster;
  CHECK(check_snapshot(roster.snapshot, roster.bytes).ok());
}

TEST_CASE("50 members are believed, 51 are too many, and none is no circle") {
  const Roster most(limits::kMembersPolicy);
  CHECK(check_snapshot(most.snapshot, most.bytes).ok());
  const Roster more(limits::kMembersPolicy + 1);
  CHECK(why_not(more) == Errc::too_large);
  Roster tight(3);
  tight.snapshot.policy.members_max = 2;
  CHECK(why_not(tight) == Errc::too_large);
  Roster none(1);
  none.snapshot.members.clear();
  CHECK(why_not(none) == Errc::malformed);
}

TEST_CASE("a roster with one thing wrong is not believed") {
  Roster roster;
  SECTION("a changed byte") {
    roster.bytes[3] ^= 1;
    CHECK(why_not(roster) == Errc::unauthenticated);
  }
  SECTION("a version or suite of the future") {
    roster.snapshot.version = 2;
    CHECK(why_not(roster) == Errc::unsupported);
  }
  SECTION("shorter than a signature") {
    roster.bytes.resize(63);
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("another founder's circle id") {
    roster.snapshot.founder = roster.snapshot.members[1].sign_pub;
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("somebody twice") {
    roster.snapshot.members[2].sign_pub = roster.snapshot.members[1].sign_pub;
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("a sponsor who is not there") {
    roster.snapshot.members[2].sponsor = 3;
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("an admin who is no member") {
    roster.snapshot.admins.push_back(crypto::PublicKey{});
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("an admin twice") {
    roster.snapshot.admins.push_back(roster.snapshot.admins[0]);
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("four admins") {
    Roster four(5, 4);
    CHECK(why_not(four) == Errc::malformed);
  }
  SECTION("signed by a member who is no admin") {
    Roster later = roster.child();  // the first epoch is its founder's in any case
    later.sign(1);
    CHECK(why_not(later) == Errc::unauthenticated);
  }
  SECTION("a first epoch with a parent") {
    roster.snapshot.previous.bytes[0] = 1;
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("epoch zero") {
    roster.snapshot.epoch = 0;
    CHECK(why_not(roster) == Errc::malformed);
  }
  SECTION("a first epoch signed by an admin who did not found the circle") {
    Roster two(3, 2);
    two.sign(1);
    CHECK(why_not(two) == Errc::unauthenticated);
  }
  SECTION("a name of 33 bytes") {
    roster.snapshot.members[1].name = std::string(limits::kMemberNameMax + 1, 'n');
    CHECK(why_not(roster) == Errc::malformed);
  }
}

TEST_CASE("only the next epoch over the same roster, by an admin of it, may follow") {
  const Roster parent(3, 2);
  const Digest32 hash = snapshot_hash(parent.bytes);
  Roster child = parent.child();
  CHECK(check_snapshot(child.snapshot, child.bytes).ok());
  CHECK(check_child(parent.snapshot, hash, child.snapshot).ok());
  SECTION("the second admin may, too") {
    child.sign(1);
    CHECK(check_child(parent.snapshot, hash, child.snapshot).ok());
  }
  SECTION("not two epochs on") {
    child.snapshot.epoch += 1;
    CHECK_FALSE(check_child(parent.snapshot, hash, child.snapshot).ok());
  }
  SECTION("not over another roster") {
    child.snapshot.previous.bytes[5] ^= 1;
    CHECK_FALSE(check_child(parent.snapshot, hash, child.snapshot).ok());
  }
  SECTION("not in another circle") {
    child.snapshot.nonce[0] ^= 1;
    CHECK_FALSE(check_child(parent.snapshot, hash, child.snapshot).ok());
  }
  SECTION("attack: ghost member, put in by a member who made herself an admin") {
    child.snapshot.admins.push_back(child.snapshot.members[2].sign_pub);
    child.sign(2);
    CHECK(check_snapshot(child.snapshot, child.bytes).ok());  // by itself it looks well
    const auto followed = check_child(parent.snapshot, hash, child.snapshot);
    REQUIRE_FALSE(followed.ok());
    CHECK(followed.error().code == Errc::refused);
    const auto later = check_later(parent.snapshot, child.snapshot);
    REQUIRE_FALSE(later.ok());
    CHECK(later.error().code == Errc::refused);
  }
}

TEST_CASE("after an absence a later epoch by an admin we knew is believed, an older never") {
  const Roster known;
  Roster later = known.child();
  later.snapshot.epoch = 9;
  later.sign(0);
  CHECK(check_later(known.snapshot, later.snapshot).ok());
  CHECK_FALSE(check_later(later.snapshot, known.snapshot).ok());
  CHECK_FALSE(check_later(known.snapshot, known.snapshot).ok());
}

TEST_CASE("attack: two admins' fork is decided by the parent's list, the same for all") {
  const Roster parent(4, 3);
  const auto& admins = parent.snapshot.admins;
  CHECK(judge_fork(parent.snapshot, admins[0], admins[1]) == Fork::keep);
  CHECK(judge_fork(parent.snapshot, admins[1], admins[0]) == Fork::move);
  CHECK(judge_fork(parent.snapshot, admins[2], admins[1]) == Fork::move);
  CHECK(judge_fork(parent.snapshot, admins[1], admins[1]) == Fork::freeze);
}

TEST_CASE("the next roster keeps the order, leaves out, adds at the end, mends the sponsors") {
  const Roster parent(4);
  Snapshot before = parent.snapshot;
  before.members[2].sponsor = 1;
  before.members[3].sponsor = 2;
  Member added;
  added.sign_pub.fill(9);
  const auto next =
      next_members(before, {added}, {before.members[1].sign_pub}, before.members[0].sign_pub);
  REQUIRE(next.size() == 4);
  CHECK(next[0].sign_pub == before.members[0].sign_pub);
  CHECK(next[1].sign_pub == before.members[2].sign_pub);
  CHECK(next[1].sponsor == 0);  // hers is gone: the signer vouches
  CHECK(next[2].sign_pub == before.members[3].sign_pub);
  CHECK(next[2].sponsor == 1);
  CHECK(next[3].sign_pub == added.sign_pub);
  CHECK(next[3].sponsor == 0);
}

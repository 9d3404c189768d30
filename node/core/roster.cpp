#include "core/roster.h"

#include <set>

#include "base/guard.h"

namespace ww::core {
namespace {

constexpr std::uint8_t kVersion = 1, kSuite = 1;

crypto::Digest part_digest(std::string_view name, ByteView unsigned_part) {
  return crypto::hash(name, {unsigned_part});
}

bool all_different(const std::vector<crypto::PublicKey>& keys) {
  return std::set<crypto::PublicKey>(keys.begin(), keys.end()).size() == keys.size();
}

std::vector<crypto::PublicKey> signing_keys(const Snapshot& snapshot) {
  std::vector<crypto::PublicKey> keys;
  for (const Member& member : snapshot.members) keys.push_back(member.sign_pub);
  return keys;
}

Result<> check_members(const Snapshot& snapshot) {
  const std::size_t count = snapshot.members.size();
  if (count > limits::kMembersPolicy || count > snapshot.policy.members_max) {
    return fail(Errc::too_large);
  }
  if (count == 0) return fail(Errc::malformed);
  if (guarded("roster: nobody stands in it twice") && !all_different(signing_keys(snapshot))) {
    return fail(Errc::malformed);
  }
  for (const Member& member : snapshot.members) {
    if (member.sponsor >= count || member.name.size() > limits::kMemberNameMax) {
      return fail(Errc::malformed);
    }
  }
  return done();
}

Result<> check_admins(const Snapshot& snapshot) {
  const std::size_t count = snapshot.admins.size();
  if (count == 0 || count > limits::kAdminsMax || !all_different(snapshot.admins)) {
    return fail(Errc::malformed);
  }
  for (const auto& admin : snapshot.admins) {
    if (!index_of(snapshot, admin)) return fail(Errc::malformed);
  }
  if (guarded("roster: its signer is an admin") && !is_admin(snapshot, snapshot.signer)) {
    return fail(Errc::unauthenticated);
  }
  return done();
}

Result<> check_beginning(const Snapshot& snapshot) {
  if (guarded("roster: the circle's id is its founder's") &&
      snapshot.circle != circle_id(snapshot.founder, snapshot.nonce)) {
    return fail(Errc::malformed);
  }
  if (snapshot.epoch == 0) return fail(Errc::malformed);
  const bool first = snapshot.epoch == 1;
  if (first != snapshot.previous.is_zero()) return fail(Errc::malformed);
  if (first && snapshot.signer != snapshot.founder) return fail(Errc::unauthenticated);
  return done();
}

bool same_circle(const Snapshot& a, const Snapshot& b) {
  return a.circle == b.circle && a.founder == b.founder && a.nonce == b.nonce;
}

}  // namespace

Digest32 snapshot_hash(ByteView bytes) { return Digest32{crypto::hash("snapshot", {bytes})}; }

crypto::Signature sign_bytes(const crypto::Key& seed, std::string_view name,
                             ByteView unsigned_part) {
  return crypto::ed25519_sign(seed, std::string(name) + "-sig", part_digest(name, unsigned_part));
}

bool signature_fits(const crypto::PublicKey& signer, std::string_view name, ByteView unsigned_part,
                    const crypto::Signature& signature) {
  return crypto::ed25519_verify(signer, std::string(name) + "-sig",
                                part_digest(name, unsigned_part), signature);
}

Result<> check_snapshot(const Snapshot& snapshot, ByteView bytes) {
  if (snapshot.version != kVersion || snapshot.suite != kSuite) return fail(Errc::unsupported);
  if (bytes.size() < kSignatureSize) return fail(Errc::malformed);
  WW_TRY(check_members(snapshot));
  WW_TRY(check_beginning(snapshot));
  WW_TRY(check_admins(snapshot));
  const ByteView unsigned_part = bytes.first(bytes.size() - kSignatureSize);
  if (guarded("roster: its signature") &&
      !signature_fits(snapshot.signer, "snapshot", unsigned_part, snapshot.signature)) {
    return fail(Errc::unauthenticated);
  }
  return done();
}

Result<> check_child(const Snapshot& parent, const Digest32& parent_hash, const Snapshot& child) {
  if (guarded("next roster: the same circle") && !same_circle(parent, child)) {
    return fail(Errc::refused);
  }
  if (guarded("next roster: one epoch on") && child.epoch != parent.epoch + 1) {
    return fail(Errc::conflict);
  }
  if (guarded("next roster: over this roster") && child.previous != parent_hash) {
    return fail(Errc::conflict);
  }
  if (guarded("next roster: by an admin of this roster") && !is_admin(parent, child.signer)) {
    return fail(Errc::refused);
  }
  return done();
}

Result<> check_later(const Snapshot& known, const Snapshot& later) {
  if (!same_circle(known, later)) return fail(Errc::refused);
  if (guarded("later roster: none older") && later.epoch <= known.epoch) {
    return fail(Errc::conflict);
  }
  if (guarded("later roster: by an admin we knew") && !is_admin(known, later.signer)) {
    return fail(Errc::refused);
  }
  return done();
}

Fork judge_fork(const Snapshot& parent, const crypto::PublicKey& current_signer,
                const crypto::PublicKey& other_signer) {
  if (guarded("fork: one admin's two") && current_signer == other_signer) return Fork::freeze;
  for (const auto& admin : parent.admins) {
    if (admin == current_signer) return Fork::keep;
    if (guarded("fork: the earlier admin's") && admin == other_signer) return Fork::move;
  }
  return Fork::keep;
}

std::vector<Member> next_members(const Snapshot& parent, const std::vector<Member>& added,
                                 const std::vector<crypto::PublicKey>& removed,
                                 const crypto::PublicKey& signer) {
  Snapshot next;
  std::vector<crypto::PublicKey> sponsors;
  for (const Member& member : parent.members) {
    if (std::find(removed.begin(), removed.end(), member.sign_pub) != removed.end()) continue;
    next.members.push_back(member);
    sponsors.push_back(parent.members[member.sponsor].sign_pub);
  }
  for (const Member& member : added) {
    next.members.push_back(member);
    sponsors.push_back(signer);
  }
  const auto fallback = index_of(next, signer).value_or(0);
  for (std::size_t i = 0; i < sponsors.size(); ++i) {
    const auto sponsor = index_of(next, sponsors[i]).value_or(fallback);
    next.members[i].sponsor = static_cast<std::uint8_t>(sponsor);
  }
  return next.members;
}

std::optional<std::size_t> index_of(const Snapshot& snapshot, const crypto::PublicKey& sign_pub) {
  for (std::size_t i = 0; i < snapshot.members.size(); ++i) {
    if (snapshot.members[i].sign_pub == sign_pub) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> index_of(const Snapshot& snapshot, const MemberId& member) {
  for (std::size_t i = 0; i < snapshot.members.size(); ++i) {
    if (member_id(snapshot.members[i].sign_pub) == member) return i;
  }
  return std::nullopt;
}

bool is_admin(const Snapshot& snapshot, const crypto::PublicKey& sign_pub) {
  return std::find(snapshot.admins.begin(), snapshot.admins.end(), sign_pub) !=
         snapshot.admins.end();
}

}  // namespace ww::core

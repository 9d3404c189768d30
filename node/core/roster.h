// Whether a roster may be believed, whether it may follow the one we stand on, and what to do when
// two want to (proto/PROTOCOL.md, SNAPSHOT and FORK). Pure decisions over a decoded snapshot and
// the very bytes that were received.
#pragma once

#include <optional>

#include "base/result.h"
#include "domain/circle.h"

namespace ww::core {

inline constexpr std::size_t kSignatureSize = 64;

// H("snapshot"; bytes), signature included.
Digest32 snapshot_hash(ByteView bytes);

// Signatures of slots and snapshots: over label name + "-sig" | H(name; the bytes before the
// signature). `name` is "snapshot", "key-slot" or "epoch-slot".
crypto::Signature sign_bytes(const crypto::Key& seed, std::string_view name,
                             ByteView unsigned_part);
bool signature_fits(const crypto::PublicKey& signer, std::string_view name, ByteView unsigned_part,
                    const crypto::Signature& signature);

// One snapshot by itself: the circle's id is its founder's, nobody stands in it twice, the admins
// are members, indices point at members, the first one is the founder's own, and one of its admins
// signed exactly these bytes. malformed, too_large, unsupported, unauthenticated.
Result<> check_snapshot(const Snapshot& snapshot, ByteView bytes);

// Only epoch + 1 over the current hash, signed by an admin of the parent: so no relay and no member
// slips somebody in. `refused`, or `conflict` when it does not follow this parent.
Result<> check_child(const Snapshot& parent, const Digest32& parent_hash, const Snapshot& child);
// The same after an absence, when the epochs between are not to be had: a later epoch of the same
// circle, signed by somebody who was an admin in the last one we know.
Result<> check_later(const Snapshot& known, const Snapshot& later);

// Two valid children of one parent. The admin earlier in the parent's list wins and all move; one
// admin with two children is broken or cloned: nobody can say which is meant.
enum class Fork : std::uint8_t { keep, move, freeze };
Fork judge_fork(const Snapshot& parent, const crypto::PublicKey& current_signer,
                const crypto::PublicKey& other_signer);

// Members of the next epoch: `removed` is left out, `added` comes last. The sponsor indices are
// made anew; whose sponsor is gone is vouched for by `signer`.
std::vector<Member> next_members(const Snapshot& parent, const std::vector<Member>& added,
                                 const std::vector<crypto::PublicKey>& removed,
                                 const crypto::PublicKey& signer);

std::optional<std::size_t> index_of(const Snapshot& snapshot, const crypto::PublicKey& sign_pub);
std::optional<std::size_t> index_of(const Snapshot& snapshot, const MemberId& member);
bool is_admin(const Snapshot& snapshot, const crypto::PublicKey& sign_pub);

}  // namespace ww::core

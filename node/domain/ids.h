// Ids: 16 or 32 bytes that cannot be mistaken for one another.
//
// Every id is random or a hash; none holds a time, a counter or an author.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/text_codec.h"

namespace ww {

template <class Tag, std::size_t N>
struct Id {
  ByteArray<N> bytes{};

  static std::optional<Id> from(ByteView view) {
    if (view.size() != N) return std::nullopt;
    return Id{to_array<N>(view)};
  }
  static std::optional<Id> from_base32(std::string_view text) {
    const auto decoded = ww::from_base32(text);
    return decoded ? from(*decoded) : std::nullopt;
  }
  std::string base32() const { return to_base32(bytes); }
  ByteView view() const { return bytes; }
  operator ByteView() const { return bytes; }
  bool is_zero() const { return *this == Id{}; }
  auto operator<=>(const Id&) const = default;
};

using QueueId = Id<struct QueueTag, 16>;      // rid or sid of a queue at a relay
using BoardId = Id<struct BoardTag, 16>;      // a circle's board at a relay, one per epoch
using PutId = Id<struct PutTag, 16>;          // makes a board post repeatable
using MessageId = Id<struct MessageTag, 16>;  // one message, over all its parts
using ContactId = Id<struct ContactTag, 16>;  // local, random; never on the wire
using CircleId = Id<struct CircleTag, 16>;
using MemberId = Id<struct MemberTag, 16>;  // H("member"; signPub)
using AlertId = Id<struct AlertTag, 16>;    // printed as 26 characters of base32
using Digest32 = Id<struct DigestTag, 32>;  // slot, snapshot, transcript and alert hashes
// The journal: local, random, never on the wire.
using IncidentId = Id<struct IncidentTag, 16>;
using SubjectId = Id<struct SubjectTag, 16>;  // a person of concern
using EvidenceId = Id<struct EvidenceTag, 16>;
using ConsentId = Id<struct ConsentTag, 16>;
using ReportId = Id<struct ReportTag, 16>;
using UndoId = Id<struct UndoTag, 16>;
using RelayKey = Id<struct RelayKeyTag, 32>;  // a relay's CURVE public key

}  // namespace ww

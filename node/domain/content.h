// Content: what one whole message says, between contacts or inside a circle. wire/content.h reads
// and writes it. Which of them may come from where is the engine's business.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/crypto.h"
#include "domain/circle.h"
#include "domain/ids.h"
#include "domain/route.h"

namespace ww::content {

// ---- the handshake, pairwise
// ---------------------------------------------------------------------

struct Hello1 {
  Digest32 invite;               // H("invite"; the invite's bytes)
  crypto::PublicKey identity{};  // IK_B: must be the session's
  ByteArray<32> r_b{}, s_b{};
  crypto::PublicKey seal_pub{};
  std::vector<Route> routes;  // of B's lasting queue (d1, g1)
  std::uint16_t version_min = 1, version_max = 1;
  std::vector<std::uint8_t> suites{1};
  std::string name;  // <= limits::kNameMax, what B calls herself
  bool operator==(const Hello1&) const = default;
};
struct Hello2 {
  Digest32 hello1;            // H("hello1"; content bytes of Hello1)
  ByteArray<32> r_a{};        // opens the invite's wordsCommit
  std::vector<Route> routes;  // of A's lasting queue (d0, g1)
  std::uint16_t version = 1;
  std::uint8_t suite = 1;
  std::string name;
  bool operator==(const Hello2&) const = default;
};
struct Hello3 {
  Digest32 hello2;  // H("hello2"; content bytes of Hello2)
  bool operator==(const Hello3&) const = default;
};

// ---- a queue at another relay, pairwise
// --------------------------------------------------------------------------------

struct Move {
  std::uint32_t generation = 2;  // of the sender's new queue
  Route route;
  bool operator==(const Move&) const = default;
};

// ---- alerts, pairwise and in circles
// ---------------------------------------------------------------

struct Alert {
  Bytes bytes;  // the exact canonical bytes; wire/alert.h parses them
  crypto::Signature
      signature{};  // by the author key inside, over label "alert-sig" | H("alert"; bytes)
  // Three sealed marks of 48, each for one reader; random bytes when unused, so that nobody else
  // can tell whether there is one. Missing: by a version that knows none.
  static constexpr std::size_t kMarks = 3 * 48;
  std::optional<ByteArray<kMarks>> marks = std::nullopt;
  bool operator==(const Alert&) const = default;
};
// Receipts: what has been committed here. Sent at a random time, never at once.
struct Have {
  std::vector<MessageId> messages;  // <= 128
  bool operator==(const Have&) const = default;
};

// ---- circles, pairwise
// -------------------------------------------------------------------------------

struct CircleOffer {  // admin to a contact whose words are checked
  CircleId circle;
  std::string name;
  CirclePolicy policy;
  crypto::PublicKey founder{};
  ByteArray<16> nonce{};
  // By founder: label "offer" | H("offer"; circle, pair context).
  crypto::Signature signature{};
  bool operator==(const CircleOffer&) const = default;
};
struct CircleJoin {  // her card
  CircleId circle;
  crypto::PublicKey sign_pub{}, kem_pub{};
  std::string name;  // her pseudonym in this circle
  // By sign_pub: label "join" | H("join"; circle, sign_pub, kem_pub, name).
  crypto::Signature signature{};
  bool operator==(const CircleJoin&) const = default;
};
struct CircleDecline {
  CircleId circle;
  bool operator==(const CircleDecline&) const = default;
};
struct CircleWelcome {  // and the answer to CircleState
  CircleId circle;
  std::string name;
  std::uint32_t epoch = 0;
  ByteArray<32> secret{};  // E
  Digest32 snapshot;
  Route route;  // of the board
  bool operator==(const CircleWelcome&) const = default;
};
struct CircleState {  // after a long absence: "where are you now?"
  CircleId circle;
  std::uint32_t epoch = 0;  // the last one known
  bool operator==(const CircleState&) const = default;
};
struct CircleEpoch {  // an epoch slot by another way, against a relay that withholds it
  Bytes epoch_slot;   // exact bytes
  bool operator==(const CircleEpoch&) const = default;
};

// ---- circles, on the board
// ----------------------------------------------------------------------------

struct CircleLeave {  // a member's signed notice; also pairwise to the admin
  CircleId circle;
  std::uint32_t epoch = 0;
  crypto::PublicKey sign_pub{};
  crypto::Signature signature{};  // label "leave" | H("leave"; circle, epoch)
  bool operator==(const CircleLeave&) const = default;
};

// A kind that this version does not know: kept aside when critical, else passed over.
struct Unknown {
  std::uint16_t which = 0;
  bool operator==(const Unknown&) const = default;
};

using Content =
    std::variant<Unknown, Hello1, Hello2, Hello3, Alert, Have, CircleOffer, CircleJoin,
                 CircleDecline, CircleWelcome, CircleState, CircleEpoch, CircleLeave, Move>;

}  // namespace ww::content

namespace ww {
using Content = content::Content;
}

// A contact: one person this node shares keys with, and how far the handshake and the trust have
// come.
//
// Kept in the journal's database, never on the wire. K, R and the generations survive in a backup;
// ratchets do not (proto/PROTOCOL.md, KEYS OF A CONTACT).
#pragma once

#include <optional>
#include <string>

#include "base/crypto.h"
#include "domain/ids.h"
#include "domain/invite.h"
#include "domain/time.h"

namespace ww {

enum class ContactState : std::uint8_t {
  invited = 1,    // we made an invite; nobody has answered
  answering = 2,  // we took an invite; HELLO1 is on its way, HELLO2 is awaited
  answered = 3,   // inviter: HELLO2 is sent, HELLO3 is awaited
  established = 4,
  failed = 5,  // see `failure`
  removed = 6,
  renewing = 7,  // we asked for new keys; the answer is awaited (PROTOCOL.md, RENEW)
};

// Changed by a person's act alone; `changed` means: the words no longer fit, stop.
enum class Trust : std::uint8_t { unchecked = 1, verified = 2, changed = 3 };

// The keys of a pair before a renewal. Kept while the old identity may renew once more: until the
// words of the new keys are compared.
struct KeysBefore {
  ContactId party;  // of the ratchet
  bool inviter = false;
  crypto::Key own_r, k;
  crypto::PublicKey peer_identity{}, peer_seal_pub{};
  std::uint32_t peer_generation = 1;
  std::uint64_t put_number = 0;
  Route peer_route;
};

// Our queue goes to another relay (PROTOCOL.md, MOVE); until the other is seen to know of it.
struct OwnMove {
  bool made = false;       // the new queue stands, and is our current one
  std::uint32_t told = 0;  // how often she was told
  Instant again;           // when she is told again, or a refused queue is asked for again
  bool operator==(const OwnMove&) const = default;
};

struct Contact {
  ContactId id;
  ContactId party;         // of the ratchet: another one after each renewal
  std::string name;        // ours for them, unique, shown everywhere
  std::string their_name;  // what they call themselves, from HELLO
  ContactState state = ContactState::invited;
  std::string failure;  // a code: "taken", "expired", "changed", "version", "identity", "restored",
                        // "renewal_refused"
  Trust trust = Trust::unchecked;
  std::optional<Instant> verified_at;
  bool muted = false;
  Instant created;
  bool inviter = false;  // our direction in the pair is 0 when we received the invite's answer:
                         // d0 flows to the inviter, d1 to the acceptor

  Bytes invite;          // exact bytes while the handshake runs
  Bytes hello1_content;  // acceptor: kept until HELLO2 lets the words be made
  Instant invite_not_after;
  crypto::Key s0, own_r, r_word, k;  // S0; R; rA or rB; K (zero until derived)
  crypto::PublicKey peer_identity{}, peer_seal_pub{};
  Digest32 hello1, hello2;  // transcript hashes
  std::string words;        // six words, empty until they may be shown
  std::string digits;

  std::uint32_t own_generation = 1;   // of the queue we read
  std::uint32_t peer_generation = 1;  // of the queue we write to
  std::vector<Route> peer_routes;     // of the queue we write to; the first is used
  std::vector<Route> own_routes;

  std::uint64_t put_number = 0;     // of the last Put made for the peer's queue
  std::uint64_t send_sequence = 0;  // of the last payload
  Digest32 send_previous;
  std::uint64_t receive_sequence = 0;  // of the newest payload in order
  Digest32 receive_previous;
  std::uint32_t lost = 0;  // payloads noticed as missing

  std::optional<KeysBefore> before;  // set by a renewal

  std::optional<OwnMove> own_move;
  // Where her queue of the next generation is: a relay that we may not connect to yet.
  std::optional<Route> peer_next;
};

}  // namespace ww

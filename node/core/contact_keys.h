// Every key of a contact, from its four roots (proto/PROTOCOL.md, KEYS OF A CONTACT).
//
// Direction d: 0 to the inviter, 1 to the acceptor. Generation g from 1; the invite queue has none
// of these keys (its sid is random and its sealSecret is S0).
#pragma once

#include <string>

#include "base/crypto.h"
#include "domain/ids.h"

namespace ww::core {

enum class Direction : std::uint8_t { to_inviter = 0, to_acceptor = 1 };

// Known to both sides.
struct SharedQueueKeys {
  QueueId sid;
  crypto::Key send_cap;  // X25519 secret
  crypto::Key seal_secret;
};
SharedQueueKeys shared_queue_keys(const crypto::Key& k, Direction direction,
                                  std::uint32_t generation);

// Known to the recipient alone.
struct OwnQueueKeys {
  QueueId rid;
  crypto::Key recv_cap;  // X25519 secret
};
OwnQueueKeys own_queue_keys(const crypto::Key& r, std::uint32_t generation);

crypto::Key seal_key(
    const crypto::Key& r);  // X25519 secret; its public half goes into invite or HELLO1
Digest32 words_commit(const crypto::Key& r_a);
// K = HKDF(salt S0, ikm sB, info H("contact"; invite, HELLO1 content))
crypto::Key contact_secret(const crypto::Key& s0, const crypto::Key& s_b, ByteView invite,
                           ByteView hello1);
Digest32 pair_context(const crypto::Key& k, Direction direction);

// What two people compare: W = H("words"; invite, HELLO1 content, rA). Its first 16 bytes as a
// big-endian number give six words (mod 7776^6, 77.5 bits) or 24 digits (mod 10^24). Nothing else
// goes in, so both sides and only both sides of one handshake see the same.
struct Words {
  std::string words;   // "acorn bagel ..." by the EFF long list
  std::string digits;  // "123456 123456 123456 123456"
};
Words safety_words(ByteView invite, ByteView hello1, const crypto::Key& r_a);

}  // namespace ww::core

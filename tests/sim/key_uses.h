// KeyUses: no message key is used twice, whatever crashes there were. Every message that comes to a
// node is noted by the key it was sealed under: the sender's ratchet key, or the id of her sender
// key, and the counter. The same bytes again are a retry; other bytes under the same key and
// counter are a key that was used again, whether they open or not.
//
// It looks at what arrives, because only that has left: what a dying node had sealed and not
// committed was never used.
#pragma once

#include <map>

#include "base/byte_io.h"
#include "e2ee/gate.h"
#include "ports/ratchet.h"

namespace ww::test {

class KeyUses {
 public:
  void add_pair(bool prekey, ByteView message) {
    if (prekey) {
      const auto header = e2ee::read_first_message(message);
      if (header) add(header->inner.ratchet_key, header->inner.counter, message);
      return;
    }
    const auto header = e2ee::read_signal_message(message);
    if (header) add(header->ratchet_key, header->counter, message);
  }
  void add_group(const Ratchet::Group& group, const MemberId& sender, ByteView message) {
    const auto header = e2ee::read_group_message(message);
    if (!header) return;
    ByteWriter chain;
    chain.raw(group.circle).u32(group.epoch).raw(sender).u32(header->key_id);
    add(chain.bytes(), header->iteration, message);
  }
  std::size_t seen() const { return used_.size(); }
  std::size_t used_twice() const { return used_twice_; }

 private:
  void add(ByteView chain, std::uint32_t counter, ByteView message) {
    const auto [known, fresh] =
        used_.try_emplace({to_bytes(chain), counter}, crypto::sha256(message));
    if (!fresh && known->second != crypto::sha256(message)) ++used_twice_;
  }

  std::map<std::pair<Bytes, std::uint32_t>, crypto::Digest> used_;
  std::size_t used_twice_ = 0;
};

}  // namespace ww::test

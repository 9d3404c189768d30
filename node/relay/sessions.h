// Sessions: the relay's side of a connection: its HELLO, its sequence, and who made a frame's MAC.
//
// Rules
//   - relaySession, an X25519 pair, is new every 24 h. A connection keeps the one of its HELLO
//   until
//     the next but one is made; then it is sent to say HELLO again.
//   - The challenge is random per connection, so a MAC is worth nothing on another connection.
//   - Sequence: HELLO is 0 and comes once, then each frame is the last + 1.
//   - An unknown id costs the same work, with a fixed dummy key, and has the same answer as a wrong
//     MAC. A MAC key is kept only after a success: what an attacker names must not fill the memory.
//
// Holds nothing durable: a restart ends every connection.
#pragma once

#include <map>
#include <memory>

#include "core/cap_mac.h"
#include "ports/random.h"
#include "ports/transport.h"
#include "relay/quotas.h"
#include "relay/relay_options.h"

namespace ww::relay {

struct SessionKey {
  crypto::Key secret;
  crypto::PublicKey pub{};
  Instant made;
};

class Connection {
 public:
  explicit Connection(const crypto::PublicKey& client_key) { binding.client = client_key; }
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  core::MacBinding binding;
  std::shared_ptr<const SessionKey> session;  // null before HELLO
  std::uint64_t sequence = 0;                 // of the last frame
  std::size_t made = 0;                       // queues and boards
  std::size_t failures = 0;
  FrameAllowance frames;

 private:
  friend class Sessions;
  // Plain memory, wiped at the end: guarded pages for each of many thousand connections would use
  // up the system's mappings, and the key dies with the connection.
  struct Known {
    crypto::PublicKey cap;
    crypto::Digest mac_key;
  };
  static constexpr std::size_t kKnownMax = 4;
  std::vector<Known> known_;
};

class Sessions {
 public:
  Sessions(const Options& options, Random& random);

  // The connection of a peer, made at its first frame.
  Connection& of(PeerId peer, const crypto::PublicKey& client_key);
  void gone(PeerId peer) { connections_.erase(peer); }
  std::size_t size() const { return connections_.size(); }

  // Precondition: the connection has had no HELLO.
  void open(Connection& connection, Instant now);
  // Had its HELLO, and its session is not too old.
  bool is_open(const Connection& connection, Instant now) const;
  // Which of `caps` made `mac` over `bytes`. Empty `caps`: the same work, and nobody did.
  std::optional<std::size_t> maker(Connection& connection, const ByteArray<32>& mac, ByteView bytes,
                                   std::span<const crypto::PublicKey> caps);

 private:
  const std::shared_ptr<const SessionKey>& current(Instant now);

  const Options& options_;
  Random& random_;
  crypto::PublicKey dummy_;
  std::shared_ptr<const SessionKey> current_;
  std::map<PeerId, std::unique_ptr<Connection>> connections_;
};

}  // namespace ww::relay

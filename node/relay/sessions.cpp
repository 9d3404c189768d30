#include "relay/sessions.h"

namespace ww::relay {

Connection::~Connection() {
  for (Known& known : known_) wipe(known.mac_key);
}

Sessions::Sessions(const Options& options, Random& random)
    : options_(options),
      random_(random),
      dummy_(crypto::x25519_public(crypto::Key(crypto::hash("relay-dummy", {})))) {}

Connection& Sessions::of(PeerId peer, const crypto::PublicKey& client_key) {
  auto& connection = connections_[peer];
  if (!connection) connection = std::make_unique<Connection>(client_key);
  return *connection;
}

void Sessions::open(Connection& connection, Instant now) {
  WW_CHECK(!connection.session);
  connection.session = current(now);
  connection.binding.relay = options_.key;
  connection.binding.session = connection.session->pub;
  connection.binding.challenge = random_.array<32>();
}

bool Sessions::is_open(const Connection& connection, Instant now) const {
  return connection.session && now - connection.session->made < 2 * limits::kRelaySessionLife;
}

std::optional<std::size_t> Sessions::maker(Connection& connection, const ByteArray<32>& mac,
                                           ByteView bytes,
                                           std::span<const crypto::PublicKey> caps) {
  const auto made_with = [&](ByteView key) {
    return crypto::equal(mac, crypto::hmac_sha256(key, bytes));
  };
  for (const auto& known : connection.known_) {
    const auto place = std::find(caps.begin(), caps.end(), known.cap);
    if (place == caps.end() || !made_with(known.mac_key)) continue;
    return static_cast<std::size_t>(place - caps.begin());
  }
  const bool unknown = caps.empty();
  if (unknown) caps = {&dummy_, 1};
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < caps.size() && !found; ++place) {
    const auto key = core::mac_key(connection.session->secret, caps[place], connection.binding);
    if (!key || !made_with(key->view()) || unknown) continue;
    found = place;
    if (connection.known_.size() == Connection::kKnownMax) {
      wipe(connection.known_.front().mac_key);
      connection.known_.erase(connection.known_.begin());
    }
    connection.known_.push_back({caps[place], to_array<32>(key->view())});
  }
  return found;
}

const std::shared_ptr<const SessionKey>& Sessions::current(Instant now) {
  if (current_ && now - current_->made < limits::kRelaySessionLife) return current_;
  crypto::Key secret = random_.key();
  const auto pub = crypto::x25519_public(secret);
  current_ = std::make_shared<const SessionKey>(SessionKey{std::move(secret), pub, now});
  return current_;
}

}  // namespace ww::relay

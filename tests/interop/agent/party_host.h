// One party of the agent: its rows, and node/e2ee over them.
//
// The rows hold serialised records only, as a database would. restart() throws away everything but
// them, so that whatever e2ee kept in memory would be missed.
#pragma once

#include <memory>

#include "e2ee/fingerprint.h"
#include "e2ee/library.h"
#include "e2ee/party.h"
#include "e2ee/sender_keys.h"
#include "ports/random.h"
#include "support/memory_ratchet_store.h"

namespace ww::interop {

// The system's randomness. WW_CHECK when there is none.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

class PartyHost {
 public:
  PartyHost(std::string name, std::int32_t device);

  void restart();
  e2ee::Party& party() { return engine_->party; }
  e2ee::Library& library() { return engine_->library; }
  e2ee::SenderKeys group(const std::string& id);
  const e2ee::Address& self() const { return self_; }

 private:
  struct Engine {
    Engine(test::MemoryRatchetStore& rows, Random& random);
    e2ee::Library library;
    e2ee::Party party;
  };
  e2ee::Address self_;
  SystemRandom random_;
  test::MemoryRatchetStore rows_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace ww::interop

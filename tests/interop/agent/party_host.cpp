#include "party_host.h"

#include <sys/random.h>

namespace ww::interop {
namespace {
constexpr std::string_view kOwner = "agent";
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    WW_CHECK(got > 0);
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

PartyHost::Engine::Engine(test::MemoryRatchetStore& rows, Random& random)
    : library(random), party(library, rows, as_bytes(kOwner)) {}

PartyHost::PartyHost(std::string name, std::int32_t device) : self_{std::move(name), device} {
  restart();
}

void PartyHost::restart() {
  engine_.reset();
  engine_ = std::make_unique<Engine>(rows_, random_);
}

e2ee::SenderKeys PartyHost::group(const std::string& id) {
  return {engine_->library, rows_, as_bytes(kOwner), id};
}

}  // namespace ww::interop

#include "cli/six_words.h"

#include <sys/random.h>

#include "core/wordlist.h"

namespace ww::cli {
namespace {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    while (!out.empty()) {
      const auto got = ::getrandom(out.data(), out.size(), 0);
      WW_CHECK(got > 0);  // it cannot fail for a small request once the system has started
      out = out.subspan(static_cast<std::size_t>(got));
    }
  }
};

}  // namespace

std::string six_words() {
  SystemRandom random;
  return core::six_words(random);
}

}  // namespace ww::cli

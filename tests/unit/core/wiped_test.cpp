// Goal: no key is left in memory that was given back to the heap, by what hashes, derives and seals
// it. Method: every block of the heap is looked at when it is freed, while a secret of known bytes
// is used. What a secret is made into by these (a hash, a sealed text) is none any more, and not
// looked for.
#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "core/circle_keys.h"
#include "core/contact_keys.h"
#include "core/envelope.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;
using namespace ww::test;

namespace {

constexpr std::uint8_t kByte = 0xA7;
constexpr std::size_t kEnough = 24;  // of the secret's bytes in a row
bool armed = false;
std::size_t found = 0;

void look(void* memory) {
  if (!armed || memory == nullptr) return;
  const auto* bytes = static_cast<const std::uint8_t*>(memory);
  std::size_t row = 0;
  for (std::size_t i = 0; i < ::malloc_usable_size(memory); ++i) {
    row = bytes[i] == kByte ? row + 1 : 0;
    if (row < kEnough) continue;
    ++found;
    return;
  }
}

crypto::Key secret() { return crypto::Key(Bytes(32, kByte)); }

template <class Use>
std::size_t left_by(const Use& use) {
  const crypto::Key key = secret();
  found = 0;
  armed = true;
  use(key);
  armed = false;
  return found;
}

}  // namespace

// NOLINTBEGIN(misc-new-delete-overloads): the program's own, to see what is given back.
void operator delete(void* memory) noexcept {
  look(memory);
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  look(memory);
  std::free(memory);
}
void* operator new(std::size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  std::memset(memory, 0, size);  // what an earlier block held is not this one's
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return std::calloc(1, size == 0 ? 1 : size);
}
// NOLINTEND(misc-new-delete-overloads)

TEST_CASE("the look at freed memory finds what is left there", "[core][wiped]") {
  CHECK(left_by([](const crypto::Key& key) { const Bytes copy = to_bytes(key.view()); }) == 1);
  CHECK(left_by([](const crypto::Key& key) {
          Bytes copy = to_bytes(key.view());
          wipe(copy);
        }) == 0);
}

TEST_CASE("no key is left on the heap by what hashes or derives from it", "[core][wiped]") {
  TestRandom random(1);
  const Bytes text(100, 1);
  CHECK(left_by([&](const crypto::Key& key) { crypto::hash("x", {key.view(), text}); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) { crypto::expand(key.view(), "x", {text}); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) {
          crypto::hkdf(key.view(), key.view(), "x", {text});
        }) == 0);
  CHECK(left_by([&](const crypto::Key& key) { core::words_commit(key); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) {
          core::pair_context(key, core::Direction::to_inviter);
        }) == 0);
  CHECK(left_by([&](const crypto::Key& key) { core::safety_words(text, text, key); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) { core::contact_secret(key, key, text, text); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) { core::epoch_keys(key); }) == 0);
  CHECK(left_by([&](const crypto::Key& key) {
          core::shared_queue_keys(key, core::Direction::to_inviter, 1);
        }) == 0);
}

TEST_CASE("no sender key and no wrapped secret is left on the heap by its sealing",
          "[core][wiped]") {
  const crypto::Key k(Bytes(32, 2)), kem(Bytes(32, 3)), e(Bytes(32, 4)), salt(Bytes(32, 5));
  const Bytes message(60, kByte);
  std::optional<ByteArray<112>> sealed;
  CHECK(left_by([&](const crypto::Key&) { sealed = core::seal_distribution(k, message); }) == 0);
  REQUIRE(sealed);
  std::optional<Bytes> opened;
  CHECK(left_by([&](const crypto::Key&) { opened = core::open_distribution(k, *sealed); }) == 0);
  CHECK(opened == message);
  const core::WrapBinding binding{"epoch", salt, Digest32{}};
  std::optional<core::Wrapped> wrapped;
  CHECK(left_by([&](const crypto::Key& key) {
          wrapped = core::wrap(e, crypto::x25519_public(kem), MemberId{}, binding, key);
        }) == 0);
  REQUIRE(wrapped);
  CHECK(left_by([&](const crypto::Key&) {
          core::unwrap(kem, MemberId{}, crypto::x25519_public(e), binding, *wrapped);
        }) == 0);
}

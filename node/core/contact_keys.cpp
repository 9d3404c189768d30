#include "core/contact_keys.h"

#include "base/byte_io.h"
#include "base/guard.h"
#include "core/wordlist.h"

namespace ww::core {
namespace {

Bytes direction_and_generation(Direction direction, std::uint32_t generation) {
  return ByteWriter().u8(static_cast<std::uint8_t>(direction)).u32(generation).take();
}

template <class IdType>
IdType expanded_id(const crypto::Key& key, std::string_view name, ByteView info) {
  return IdType{to_array<16>(crypto::expand(key.view(), name, {info}, 16))};
}

// One division step of a big-endian number: the rest, with the quotient left behind.
std::uint32_t divide(ByteArray<16>& number, std::uint32_t divisor) {
  std::uint64_t rest = 0;
  for (auto& byte : number) {
    rest = rest << 8 | byte;
    byte = static_cast<std::uint8_t>(rest / divisor);
    rest %= divisor;
  }
  return static_cast<std::uint32_t>(rest);
}

// number mod 7776^6, most significant word first.
std::string as_words(ByteArray<16> number) {
  std::string text;
  for (int i = 0; i < 6; ++i) {
    const std::string word(word_at(divide(number, kWordCount)));
    text = text.empty() ? word : word + " " + text;
  }
  return text;
}

// number mod 10^24, in groups of six.
std::string as_digits(ByteArray<16> number) {
  std::string text;
  for (int i = 0; i < 24; ++i) {
    if (i > 0 && i % 6 == 0) text.insert(text.begin(), ' ');
    text.insert(text.begin(), static_cast<char>('0' + divide(number, 10)));
  }
  return text;
}

}  // namespace

SharedQueueKeys shared_queue_keys(const crypto::Key& k, Direction direction,
                                  std::uint32_t generation) {
  const Bytes info = direction_and_generation(direction, generation);
  return {expanded_id<QueueId>(k, "sid", info), crypto::expand(k.view(), "send-cap", {info}),
          crypto::expand(k.view(), "seal", {info})};
}

OwnQueueKeys own_queue_keys(const crypto::Key& r, std::uint32_t generation) {
  const Bytes info = ByteWriter().u32(generation).take();
  return {expanded_id<QueueId>(r, "rid", info), crypto::expand(r.view(), "recv-cap", {info})};
}

crypto::Key seal_key(const crypto::Key& r) { return crypto::expand(r.view(), "seal-key"); }

Digest32 words_commit(const crypto::Key& r_a) {
  return Digest32{crypto::hash("words-commit", {r_a.view()})};
}

crypto::Key contact_secret(const crypto::Key& s0, const crypto::Key& s_b, ByteView invite,
                           ByteView hello1) {
  return crypto::hkdf(s0.view(), s_b.view(), "contact", {invite, hello1});
}

Digest32 pair_context(const crypto::Key& k, Direction direction) {
  const auto d = static_cast<std::uint8_t>(direction);
  return Digest32{crypto::hash("ctx-pair", {k.view(), ByteView(&d, 1)})};
}

Words safety_words(ByteView invite, ByteView hello1, const crypto::Key& r_a) {
  if (!guarded("words: the invite")) invite = {};
  if (!guarded("words: the first message")) hello1 = {};
  const ByteView part = guarded("words: what the inviter committed to") ? r_a.view() : ByteView{};
  const auto w = to_array<16>(crypto::hash("words", {invite, hello1, part}));
  return {as_words(w), as_digits(w)};
}

}  // namespace ww::core

// RelayTrace: what a relay, or whoever taps the line inside CURVE, gets to see; and the checks on
// it.
//
//   - every frame has one size
//   - no frame holds a word, number or name that people typed
//   - no sealing key is used twice: the public half or salt that opens a slot stands before one
//   slot only
#pragma once

#include <map>
#include <string>

#include "wire/frame.h"

namespace ww::test {

class RelayTrace {
 public:
  // What must never be seen.
  explicit RelayTrace(std::vector<std::string> secrets) : secrets_(std::move(secrets)) {}

  void add(ByteView frame) {
    ++frames_;
    if (frame.size() != limits::kFrame) ++other_sizes_;
    for (const auto& secret : secrets_) {
      if (as_text(frame).find(secret) != std::string_view::npos) ++leaks_;
    }
    if (const auto request = wire::decode_request(frame)) {
      if (const auto* put = std::get_if<relay::Put>(&request->request)) add_slot(put->slot);
      if (const auto* put = std::get_if<relay::BoardPut>(&request->request)) add_slot(put->slot);
    }
  }

  std::size_t frames() const { return frames_; }
  std::size_t slots() const { return slots_.size(); }
  std::size_t other_sizes() const { return other_sizes_; }
  std::size_t leaks() const { return leaks_; }
  std::size_t keys_used_twice() const { return keys_used_twice_; }

 private:
  void add_slot(const relay::Slot& slot) {
    const auto [known, fresh] = slots_.try_emplace(to_array<32>(slot), crypto::sha256(slot));
    if (!fresh && known->second != crypto::sha256(slot)) ++keys_used_twice_;
  }

  std::vector<std::string> secrets_;
  std::map<ByteArray<32>, crypto::Digest> slots_;
  std::size_t frames_ = 0, other_sizes_ = 0, leaks_ = 0, keys_used_twice_ = 0;
};

}  // namespace ww::test

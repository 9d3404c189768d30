// The three formats behind picture.h, each in a file of its own.
#pragma once

#include "evidence/picture.h"

namespace ww::evidence {

Result<std::vector<Part>> jpeg_parts(ByteView picture);
Result<std::vector<Part>> png_parts(ByteView picture);
Result<std::vector<Part>> webp_parts(ByteView picture);

// Collects parts from front to back.
class PartList {
 public:
  explicit PartList(ByteView whole) : whole_(whole) {}

  std::size_t at() const { return at_; }
  ByteView rest() const { return whole_.subspan(at_); }
  bool full() const { return parts_.size() >= kPartsMost; }
  // Precondition: head + body + tail bytes are left.
  void take(std::string name, std::size_t head, std::size_t body, std::size_t tail, bool needed) {
    const std::size_t size = head + body + tail;
    parts_.push_back({std::move(name), at_, size, whole_.subspan(at_ + head, body), needed});
    at_ += size;
  }
  std::vector<Part> finish() {
    if (at_ < whole_.size()) take(std::string(kAfterTheEnd), 0, whole_.size() - at_, 0, false);
    return std::move(parts_);
  }

 private:
  ByteView whole_;
  std::size_t at_ = 0;
  std::vector<Part> parts_;
};

}  // namespace ww::evidence

#include "evidence/intake.h"

#include "domain/journal_limits.h"

namespace ww::evidence {

Result<Intake> Intake::start(std::uint64_t announced) {
  if (announced == 0) return fail(Errc::malformed);
  if (announced > limits::kEvidenceBytes) return fail(Errc::too_large);
  return Intake(announced);
}

Result<std::vector<Bytes>> Intake::append(ByteView bytes) {
  if (bytes.size() > announced_ - taken_) return fail(Errc::too_large);
  digest_.update(bytes);
  taken_ += bytes.size();
  std::vector<Bytes> whole;
  while (!bytes.empty()) {
    const std::size_t take = std::min(limits::kEvidenceChunk - open_.size(), bytes.size());
    open_.insert(open_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(take));
    bytes = bytes.subspan(take);
    if (open_.size() == limits::kEvidenceChunk) whole.push_back(std::exchange(open_, {}));
  }
  return whole;
}

Result<Intake::End> Intake::finish() {
  if (taken_ != announced_) return fail(Errc::malformed);
  return End{std::exchange(open_, {}), Digest32{digest_.digest()}, taken_};
}

}  // namespace ww::evidence

#include "inspector/inside.h"

#include <algorithm>
#include <array>

#include "evidence/inspection.h"

namespace ww::inspector {
namespace {

constexpr std::array<std::string_view, 9> kOrder = {
    "place", "author", "device", "time", "thumbnail", "comment", "software", "trailing", "other"};

std::size_t rank(const Inside& inside) {
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), inside.kind) -
                                  kOrder.begin());
}

}  // namespace

Described describe(ByteView picture) {
  Described described;
  described.inside = describe_parts(picture);
  describe_metadata(picture, described);
  auto& inside = described.inside;
  std::stable_sort(inside.begin(), inside.end(),
                   [](const Inside& a, const Inside& b) { return rank(a) < rank(b); });
  if (inside.size() > evidence::kInsideMost) {
    const std::size_t more = inside.size() - (evidence::kInsideMost - 1);
    inside.resize(evidence::kInsideMost - 1);
    inside.push_back({"other", "", "and " + std::to_string(more) + " more"});
  }
  return described;
}

}  // namespace ww::inspector

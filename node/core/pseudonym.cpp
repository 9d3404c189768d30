#include "core/pseudonym.h"

namespace ww::core {
namespace {

constexpr const char* kNames[64] = {
    "alder",    "apple",    "aspen",  "basil",   "beech",   "birch",   "bramble", "briar",
    "cedar",    "cherry",   "clover", "comfrey", "crane",   "curlew",  "cypress", "dahlia",
    "dunlin",   "elder",    "fennel", "fern",    "finch",   "gorse",   "grouse",  "hazel",
    "heather",  "heron",    "holly",  "ivy",     "jackdaw", "juniper", "kestrel", "lapwing",
    "larch",    "lark",     "laurel", "linden",  "linnet",  "lupin",   "magpie",  "maple",
    "marigold", "martin",   "myrtle", "nettle",  "oak",     "olive",   "osprey",  "petrel",
    "pine",     "plover",   "poppy",  "quince",  "raven",   "robin",   "rowan",   "sage",
    "sorrel",   "starling", "swift",  "teal",    "thistle", "wagtail", "willow",  "wren"};

}  // namespace

std::string draw_pseudonym(Random& random) {
  const std::string name = kNames[random.below(std::size(kNames))];
  return name + " " + std::to_string(100 + random.below(900));
}

}  // namespace ww::core

#include "domain/pack.h"

#include <algorithm>

namespace ww::domain {

bool is_pack_nation(std::string_view nation) {
  return std::find(kPackNations.begin(), kPackNations.end(), nation) != kPackNations.end();
}

}  // namespace ww::domain

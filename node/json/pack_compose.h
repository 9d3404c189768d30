// One pack out of several files, so that a text which holds for several nations stands once.
//
// A nation's own file is a pack/1 with one more key, "parts": the names of part files. A part
// (watchword.pack-part/1) has nothing but "sources", "cards", "windows", "contacts" and "letters".
// They are laid over each other in their order, the nation's own file last: an entry with the same
// id (a letter: id and language; a source: key) takes the earlier one's place. Sources that no
// entry names are left out. What comes out is one file that needs no other, and only that is
// signed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/alert_rules.h"

namespace ww::json {

// The text of a part; nullopt: there is none of this name.
using FindPart = std::function<std::optional<std::string>(const std::string& name)>;

struct ComposedPack {
  std::string text;  // pack/1
  std::vector<domain::FieldError> errors;
  bool ok() const { return errors.empty(); }
};
ComposedPack compose_pack(std::string_view own, const FindPart& find_part);

}  // namespace ww::json

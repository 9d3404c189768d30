// Text that came in another encoding than UTF-8, as pasted files and old programs have it.
#pragma once

#include <string>
#include <string_view>

namespace ww::identify {

struct ReadText {
  std::string utf8;
  std::string note;  // what it was read as, in a sentence; empty: it was UTF-8
};
// UTF-16 by its mark or by its empty bytes; else bytes that are no UTF-8 are read as Windows-1252,
// one by one, so that the rest of the text stays what it is.
ReadText read_text(std::string_view bytes);

}  // namespace ww::identify

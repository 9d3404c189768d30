// The fonts that a page may use, and which letters they have.
//
// The folders are read by a configuration of our own that knows no cache: fontconfig would
// otherwise write one into the home of whoever runs it, and so leave a trace of when pages were
// made. No text of a document reaches it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pages/refs.h"

namespace ww::pages {

class Fonts {
 public:
  explicit Fonts(const std::vector<std::string>& folders);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  bool has(char32_t letter) const;
  // With the size and weight of nothing yet; base direction and language are the caller's.
  Ref<PangoContext> context() const;

 private:
  Ref<FcConfig> config_;
  Ref<FcCharSet> letters_;  // of all fonts that can be printed
  Ref<PangoFontMap> map_;
};

// "Thai", "Arabic" ...: for a person who looks for a font. Empty for what belongs to no script
// (digits, marks, pictures).
std::string_view script_of(char32_t letter);

}  // namespace ww::pages

// PdfPages: ports/page_maker.h with cairo and pango. A4, with page numbers, in any script that a
// font of the given folders has.
//
// Rules
//   - The same document, fonts and library give the same bytes: the creation date is the
//     document's, the producer is blank, fonts are embedded under names that follow from them.
//   - A letter of a script that no font has fails the whole document (unsupported): a statement
//     with boxes for words would look complete. missing_scripts() names the scripts. A sign of no
//     script (a picture, a rare mark) is printed as its code instead: "\u{1f9ff}".
//   - Texts are taken for hostile, as in the other formats (base/plain_text.h). Each is laid out on
//     its own, so that none turns the direction of another.
//   - At most kPagesMost pages and limits::kPacketBytes bytes: too_large.
//
// Nothing is written anywhere: no file, no cache, no temporary.
#pragma once

#include <memory>

#include "ports/page_maker.h"

namespace ww::pages {

inline constexpr int kPagesMost = 600;  // 200 exhibits and a long account fill about 80

class Fonts;

class PdfPages : public PageMaker {
 public:
  // Where Debian's packages put fonts, and where people put their own for all users.
  static std::vector<std::string> system_folders() {
    return {"/usr/share/fonts", "/usr/local/share/fonts"};
  }
  explicit PdfPages(const std::vector<std::string>& font_folders = system_folders());
  ~PdfPages() override;

  Result<Bytes> pdf(const domain::Document& document) override;
  // Scripts of the document that no font has, each once, in words: {"Thai"}.
  std::vector<std::string> missing_scripts(const domain::Document& document) const;

 private:
  std::unique_ptr<Fonts> fonts_;
};

}  // namespace ww::pages

// Inside: what a picture's file says besides the picture. Only shown; nothing is removed here.
//
// Two views are laid together. The list of parts (evidence/picture.h) knows that something is
// there, whatever it is; Exiv2 knows what EXIF, XMP and IPTC mean, also in formats whose parts we
// do not list (HEIC, TIFF). A part that nobody understands is named with its size, so that
// "nothing is shown" means that nothing is there.
//
// Runs in the sandbox only.
#pragma once

#include "ports/file_inspector.h"

namespace ww::inspector {

// In the order of what endangers most: place first. At most evidence::kInsideMost entries.
struct Described {
  std::vector<Inside> inside;
  unsigned orientation = 1;  // EXIF's
  std::uint32_t width = 0, height = 0;
};
Described describe(ByteView picture);

// The two halves, for describe().
void describe_metadata(ByteView picture, Described& described);  // Exiv2
std::vector<Inside> describe_parts(ByteView picture);            // the list of parts

}  // namespace ww::inspector

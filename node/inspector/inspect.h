// What watchword-inspect answers: what a file is and says, and a picture written again.
#pragma once

#include "inspector/file_type.h"
#include "ports/file_inspector.h"

namespace ww::inspector {

// Never fails for a file of a kind that we do not know: then it is only named.
Inspected inspect(ByteView file, const FileType& type);

// JPEG, PNG and WebP: decoded, turned as EXIF says (but PNG, which viewers do not turn), encoded
// in the same format, and checked to be nothing but the picture. Fails with unsupported for
// anything else and for animations, with too_large past the bounds, with malformed when it does
// not decode whole.
Result<Rewritten> rewrite(ByteView file);

// Both, for a small picture of each format. Whatever the libraries load or look up at first use
// happens now, before the sandbox forbids it.
void warm_up(const FileType& type);

}  // namespace ww::inspector

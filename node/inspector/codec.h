// Decoding and encoding of the three formats in which a picture may leave.
//
// Decoding is strict: a picture that its library had to guess at (truncated, broken data) is
// malformed, for the copy must not show something that was not there. One that is past the bounds
// of journal_limits.h is too_large, an animation or a CMYK picture unsupported.
//
// Colour profiles are not applied and not kept: a profile is a place to hide things and can name a
// device. Colours of a picture with another profile than sRGB look a little different in the copy;
// the original keeps its own.
//
// Encoding keeps pixels exactly for PNG and for WebP that was lossless. JPEG and lossy WebP are
// compressed anew, finely; nothing of the old compression remains.
#pragma once

#include "inspector/pixels.h"

namespace ww::inspector {

Result<Pixels> decode_jpeg(ByteView picture);
Result<Bytes> encode_jpeg(const Pixels& pixels);
Result<Pixels> decode_png(ByteView picture);
Result<Bytes> encode_png(const Pixels& pixels);
Result<Pixels> decode_webp(ByteView picture);
Result<Bytes> encode_webp(const Pixels& pixels);

}  // namespace ww::inspector

// Pictures as a list of parts: which of them are the picture, and which say something besides.
//
// JPEG, PNG and WebP are lists of named parts. A part is needed when the picture cannot be drawn
// without it; the list of needed parts is closed, and whatever is not on it goes:
//   JPEG  SOI, DQT, DHT, SOF0-2, DRI, SOS with its data, EOI
//   PNG   IHDR, PLTE, tRNS, IDAT, IEND
//   WebP  VP8 or VP8L; with transparency also ALPH and VP8X, its flags for everything else cleared
// So EXIF, XMP, IPTC, colour profiles, comments, times, thumbnails, private parts and bytes after
// the end are left out without anybody having to know them.
//
// What this is for: the last word on a picture that was decoded and encoded again (inspector/). It
// reads the list alone and decodes nothing: words hidden in the pixels, or between them in the
// compressed data, are gone by the encoding again, not by this. And a picture that EXIF turns would
// lie on its side: who encodes again has turned it.
//
// Not taken (unsupported): an animation, lossless and arithmetic JPEG. Pure; for any bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace ww::evidence {

enum class PictureKind : std::uint8_t { jpeg, png, webp };
std::string_view mime_of(PictureKind kind);
// By its first bytes.
std::optional<PictureKind> picture_kind(ByteView bytes);

struct Part {
  std::string name;      // "APP1", "tEXt", "after the end"; never a stranger's control character
  std::size_t at = 0;    // of its first byte, its own header included
  std::size_t size = 0;  // whole
  ByteView body;         // without name, length and checksum; borrowed
  bool needed = false;
};
inline constexpr std::string_view kAfterTheEnd = "after the end";

// Every byte of the file is in exactly one part, in order. Fails with unsupported for no picture
// and for what is not taken, with malformed when the list breaks off, with too_large past
// kPartsMost parts.
inline constexpr std::size_t kPartsMost = 100'000;
Result<std::vector<Part>> parts_of(ByteView picture);

// The needed parts alone. Errors as parts_of().
Result<Bytes> picture_alone(ByteView picture);
// Whether nothing else is there: picture_alone() gives the same bytes.
bool only_picture(ByteView picture);

}  // namespace ww::evidence

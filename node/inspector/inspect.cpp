#include "inspector/inspect.h"

#include "evidence/picture.h"
#include "inspector/codec.h"
#include "inspector/inside.h"

namespace ww::inspector {
namespace {

using evidence::PictureKind;

Result<Pixels> decode(PictureKind kind, ByteView file) {
  switch (kind) {
    case PictureKind::jpeg:
      return decode_jpeg(file);
    case PictureKind::png:
      return decode_png(file);
    case PictureKind::webp:
      return decode_webp(file);
  }
  return fail(Errc::unsupported);
}

Result<Bytes> encode(PictureKind kind, const Pixels& pixels) {
  switch (kind) {
    case PictureKind::jpeg:
      return encode_jpeg(pixels);
    case PictureKind::png:
      return encode_png(pixels);
    case PictureKind::webp:
      return encode_webp(pixels);
  }
  return fail(Errc::unsupported);
}

}  // namespace

Inspected inspect(ByteView file, const FileType& type) {
  Inspected inspected;
  inspected.mime = type.of(file);
  // Readers of picture formats see pictures only.
  if (!inspected.mime.starts_with("image/")) return inspected;
  Described described = describe(file);
  inspected.inside = std::move(described.inside);
  inspected.width = described.width;
  inspected.height = described.height;
  const auto kind = evidence::picture_kind(file);
  inspected.rewritable = kind && evidence::mime_of(*kind) == inspected.mime &&
                         evidence::parts_of(file).ok() &&
                         check_size(described.width, described.height).ok();
  return inspected;
}

Result<Rewritten> rewrite(ByteView file) {
  const auto kind = evidence::picture_kind(file);
  if (!kind) return fail(Errc::unsupported);
  // The list of parts first: it is the cheaper reader, and refuses animations.
  WW_TRY(evidence::parts_of(file));
  WW_TRY_SET(Pixels pixels, decode(*kind, file));
  if (kind != PictureKind::png) pixels = turned(std::move(pixels), describe(file).orientation);
  clear_unseen(pixels);
  WW_TRY_SET(const Bytes encoded, encode(*kind, pixels));
  WW_TRY_SET(Bytes alone, evidence::picture_alone(encoded));
  return Rewritten{std::string(evidence::mime_of(*kind)), std::move(alone)};
}

void warm_up(const FileType& type) {
  Pixels pixels;
  pixels.width = pixels.height = 16;
  pixels.bytes.assign(pixels.row_bytes() * pixels.height, 0x80);
  for (const auto kind : {PictureKind::jpeg, PictureKind::png, PictureKind::webp}) {
    const auto file = encode(kind, pixels);
    if (!file) continue;
    (void)inspect(*file, type);
    (void)rewrite(*file);
  }
  // Exiv2 looks for its translations when it first has something to complain about.
  (void)describe(as_bytes("no picture"));
  pixels.lossless = true;
  if (const auto file = encode_webp(pixels)) (void)rewrite(*file);
}

}  // namespace ww::inspector

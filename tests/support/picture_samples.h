// Pictures for tests, made here byte by byte: plain ones, and ones with everything inside that a
// picture can give away. Names and places are made up.
#pragma once

#include <vector>

#include "base/byte_io.h"
#include "base/bytes.h"

namespace ww::test {

inline Bytes joined(std::initializer_list<ByteView> pieces) {
  Bytes all;
  for (const ByteView piece : pieces) all.insert(all.end(), piece.begin(), piece.end());
  return all;
}
inline Bytes big(std::uint64_t value, std::size_t size) {
  Bytes bytes;
  for (std::size_t i = size; i-- > 0;) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  return bytes;
}

// ---- EXIF: TIFF, little-endian

struct ExifTag {
  std::uint16_t tag, type;
  std::uint32_t count;
  Bytes data;
};
inline ExifTag ascii(std::uint16_t tag, std::string_view text) {
  Bytes data = to_bytes(as_bytes(text));
  data.push_back(0);
  return {tag, 2, static_cast<std::uint32_t>(data.size()), data};
}
inline ExifTag number16(std::uint16_t tag, std::uint16_t value) {
  return {tag, 3, 1, ByteWriter().u16(value).take()};
}
inline ExifTag number32(std::uint16_t tag, std::uint32_t value) {
  return {tag, 4, 1, ByteWriter().u32(value).take()};
}
inline ExifTag rationals(std::uint16_t tag, std::initializer_list<std::uint32_t> pairs) {
  ByteWriter out;
  for (const std::uint32_t value : pairs) out.u32(value);
  return {tag, 5, static_cast<std::uint32_t>(pairs.size() / 2), out.take()};
}
inline ExifTag raw(std::uint16_t tag, std::uint16_t type, Bytes data) {
  return {tag, type, static_cast<std::uint32_t>(data.size()), std::move(data)};
}

inline std::size_t directory_size(const std::vector<ExifTag>& tags) {
  std::size_t size = 2 + 12 * tags.size() + 4;
  for (const auto& tag : tags)
    size += tag.data.size() > 4 ? tag.data.size() + tag.data.size() % 2 : 0;
  return size;
}
inline void put_directory(ByteWriter& out, const std::vector<ExifTag>& tags, std::uint32_t next) {
  std::size_t data_at = out.size() + 2 + 12 * tags.size() + 4;
  ByteWriter data;
  out.u16(static_cast<std::uint16_t>(tags.size()));
  for (const auto& tag : tags) {
    out.u16(tag.tag).u16(tag.type).u32(tag.count);
    if (tag.data.size() <= 4) {
      out.raw(tag.data).zeros(4 - tag.data.size());
    } else {
      out.u32(static_cast<std::uint32_t>(data_at + data.size()));
      data.raw(tag.data).zeros(tag.data.size() % 2);
    }
  }
  out.u32(next).raw(data.bytes());
}

// Everything at once: place, time, device, software, author, comments, a thumbnail.
inline Bytes telling_exif(std::uint16_t orientation) {
  const Bytes thumbnail = to_bytes(as_bytes("\xff\xd8\xff\xd9 CANARY-THUMB"));
  const Bytes unicode = joined({as_bytes(std::string_view("UNICODE\0", 8)),
                                as_bytes(std::string_view("C\0A\0N\0A\0R\0Y\0-\0U\0", 16))});
  const std::vector<ExifTag> gps = {ascii(1, "N"), rationals(2, {53, 1, 48, 1, 29, 10}),
                                    ascii(3, "W"), rationals(4, {1, 1, 32, 1, 5676, 100}),
                                    ascii(0x1D, "2025:03:14")};
  const std::vector<ExifTag> exif = {ascii(0x9003, "2025:03:14 22:10:00"), raw(0x9286, 7, unicode),
                                     ascii(0xA431, "CANARY-SERIAL")};
  std::vector<ExifTag> first = {
      ascii(0x010E, "CANARY-DESCRIPTION"),
      ascii(0x010F, "CANARY-MAKE"),
      ascii(0x0110, "CANARY-MODEL"),
      number16(0x0112, orientation),
      ascii(0x0131, "CANARY-SOFTWARE"),
      ascii(0x013B, "CANARY-ARTIST"),
      number32(0x8769, 0),
      number32(0x8825, 0),
      raw(0x9C9D, 1, to_bytes(as_bytes(std::string_view("X\0P\0\0\0", 6))))};
  const auto exif_at = static_cast<std::uint32_t>(8 + directory_size(first));
  const auto gps_at = static_cast<std::uint32_t>(exif_at + directory_size(exif));
  const auto second_at = static_cast<std::uint32_t>(gps_at + directory_size(gps));
  first[6] = number32(0x8769, exif_at), first[7] = number32(0x8825, gps_at);
  std::vector<ExifTag> second = {number32(0x0201, 0),
                                 number32(0x0202, static_cast<std::uint32_t>(thumbnail.size()))};
  second[0] = number32(0x0201, static_cast<std::uint32_t>(second_at + directory_size(second)));
  ByteWriter out;
  out.raw(as_bytes(std::string_view("II*\0", 4))).u32(8);
  put_directory(out, first, second_at);
  put_directory(out, exif, 0);
  put_directory(out, gps, 0);
  put_directory(out, second, 0);
  return out.raw(thumbnail).take();
}

// ---- JPEG, PNG and WebP around a picture that is given

inline Bytes segment(std::uint8_t marker, ByteView body) {
  return joined({Bytes{0xFF, marker}, big(body.size() + 2, 2), body});
}
// Behind SOI.
inline Bytes with_segments(ByteView jpeg, ByteView segments) {
  return joined({jpeg.first(2), segments, jpeg.subspan(2)});
}
// B11's photo: GPS EXIF, APP5, APP11 (C2PA), a comment, and bytes after the end.
inline Bytes telling_jpeg(ByteView jpeg, std::uint16_t orientation = 1) {
  const Bytes exif = joined({as_bytes(std::string_view("Exif\0\0", 6)), telling_exif(orientation)});
  const Bytes segments = joined(
      {segment(0xE1, exif), segment(0xE5, as_bytes("CANARY-APP5")),
       segment(0xEB, as_bytes(std::string_view("JP\0\x01\0\0\0\x01 jumb CANARY-C2PA\0", 26))),
       segment(0xFE, as_bytes("CANARY-COMMENT \x1b[31m"))});
  return joined({with_segments(jpeg, segments), as_bytes("CANARY-TRAILING")});
}

// CRC-32 of PNG, bit by bit: not the library's.
inline std::uint32_t png_crc(ByteView bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~crc;
}
inline Bytes chunk(std::string_view name, ByteView body) {
  const Bytes named = joined({as_bytes(name), body});
  return joined({big(body.size(), 4), named, big(png_crc(named), 4)});
}
inline constexpr std::size_t kPngHead = 8 + 25;  // signature and IHDR
inline Bytes with_chunks(ByteView png, ByteView chunks) {
  return joined({png.first(kPngHead), chunks, png.subspan(kPngHead)});
}
// B11's screenshot: tEXt Author, a private chunk, tIME, more texts, EXIF, bytes after the end.
inline Bytes telling_png(ByteView png) {
  const Bytes chunks =
      joined({chunk("tEXt", as_bytes(std::string_view("Author\0CANARY-AUTHOR", 20))),
              chunk("prVt", as_bytes("CANARY-PRIVATE")),
              chunk("tIME", Bytes{0x07, 0xE9, 3, 14, 22, 10, 5}),
              chunk("iTXt", as_bytes(std::string_view("Comment\0\0\0en\0\0CANARY-\xC3\xA9", 23))),
              chunk("eXIf", telling_exif(6))});
  return joined({with_chunks(png, chunks), as_bytes("CANARY-TRAILING")});
}

inline Bytes riff_chunk(std::string_view name, ByteView body) {
  return joined({as_bytes(name), ByteWriter().u32(static_cast<std::uint32_t>(body.size())).bytes(),
                 body, Bytes(body.size() % 2, 0)});
}
inline Bytes riff(ByteView chunks) {
  return joined({as_bytes("RIFF"),
                 ByteWriter().u32(static_cast<std::uint32_t>(chunks.size() + 4)).bytes(),
                 as_bytes("WEBP"), chunks});
}
inline constexpr std::string_view kXmp =
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' "
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
    "xmp:CreatorTool='CANARY-XMP'><dc:creator><rdf:Seq><rdf:li>CANARY-CREATOR</rdf:li></rdf:Seq>"
    "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>";
// Of a simple WebP: VP8X that announces EXIF and XMP, both, and an unknown chunk.
inline Bytes telling_webp(ByteView webp, std::uint32_t width, std::uint32_t height,
                          std::uint16_t orientation = 1) {
  ByteWriter head;
  head.u32(0x08 | 0x04);
  for (const std::uint32_t side : {width - 1, height - 1}) {
    head.u16(static_cast<std::uint16_t>(side)).u8(static_cast<std::uint8_t>(side >> 16));
  }
  return riff(
      joined({riff_chunk("VP8X", head.bytes()), webp.subspan(12),
              riff_chunk("EXIF", telling_exif(orientation)), riff_chunk("XMP ", as_bytes(kXmp)),
              riff_chunk("Zzzz", as_bytes("CANARY-UNKNOWN"))}));
}

}  // namespace ww::test

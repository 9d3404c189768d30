#include "inspector/inspect.h"

#include <zlib.h>

#include "evidence/inspection.h"
#include "evidence/shown.h"
#include "inspector/codec.h"
#include "support/catch.h"
#include "support/picture_samples.h"

using namespace ww;
using namespace ww::inspector;
using test::chunk;
using test::joined;

namespace {

const FileType& type() {
  static const FileType loaded = FileType::load().value();
  return loaded;
}
Pixels grey() {
  Pixels pixels;
  pixels.width = 24, pixels.height = 16;
  pixels.bytes.assign(pixels.row_bytes() * pixels.height, 0x80);
  return pixels;
}
// "kind | where | text", as it would be shown.
std::vector<std::string> lines_of(const Inspected& inspected) {
  std::vector<std::string> lines;
  for (const Inside& inside : inspected.inside) {
    lines.push_back(inside.kind + " | " + inside.where + " | " + evidence::shown(inside.text));
  }
  return lines;
}
void check_says(const Inspected& inspected, std::initializer_list<const char*> expected) {
  const auto lines = lines_of(inspected);
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  for (const char* line : expected) CHECK_THAT(all, ContainsSubstring(line));
}
Bytes zipped(ByteView bytes) {
  uLongf size = ::compressBound(static_cast<uLong>(bytes.size()));
  Bytes out(size);
  REQUIRE(::compress(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size())) == Z_OK);
  out.resize(size);
  return out;
}

}  // namespace

TEST_CASE("sample B11: everything inside a photo is shown, the place first",
          "[inspector][inspect]") {
  const auto inspected = inspect(test::telling_jpeg(encode_jpeg(grey()).value(), 6), type());
  CHECK(inspected.mime == "image/jpeg");
  CHECK(inspected.rewritable);
  CHECK(inspected.width == 24);
  CHECK(inspected.height == 16);
  REQUIRE_FALSE(inspected.inside.empty());
  CHECK(inspected.inside[0] == Inside{"place", "EXIF", "53.8008 N, 1.5491 W"});
  check_says(
      inspected,
      {"author | EXIF Artist | CANARY-ARTIST\n", "author | EXIF XPAuthor | XP\n",
       "device | EXIF Make | CANARY-MAKE\n", "device | EXIF Model | CANARY-MODEL\n",
       "device | EXIF BodySerialNumber | CANARY-SERIAL\n",
       "time | EXIF DateTimeOriginal | 2025:03:14 22:10:00\n",
       "thumbnail | EXIF | a small picture of 17 bytes",
       "comment | EXIF ImageDescription | CANARY-DESCRIPTION\n",
       "comment | EXIF UserComment | CANARY-U\n", "comment | COM | CANARY-COMMENT \\u{1b}[31m\n",
       "software | EXIF Software | CANARY-SOFTWARE\n", "trailing | after the end | 15 bytes\n",
       "other | APP5 | 15 bytes\n",
       "other | APP11 | 30 bytes: C2PA: who or what made the picture\n"});
}

TEST_CASE("sample B11: everything inside a screenshot is shown", "[inspector][inspect]") {
  const auto inspected = inspect(test::telling_png(encode_png(grey()).value()), type());
  CHECK(inspected.mime == "image/png");
  CHECK(inspected.rewritable);
  check_says(
      inspected,
      {"place | EXIF | 53.8008 N, 1.5491 W\n", "author | tEXt Author | CANARY-AUTHOR\n",
       "time | tIME | 2025-03-14 22:10:05 UTC\n", "comment | iTXt Comment | CANARY-\xC3\xA9\n",
       "other | prVt | 26 bytes\n", "trailing | after the end | 15 bytes\n"});
}

TEST_CASE("everything inside a WebP is shown", "[inspector][inspect]") {
  Pixels pixels = grey();
  pixels.lossless = true;
  const auto inspected = inspect(test::telling_webp(encode_webp(pixels).value(), 24, 16), type());
  CHECK(inspected.mime == "image/webp");
  CHECK(inspected.rewritable);
  check_says(inspected, {"place | EXIF | 53.8008 N, 1.5491 W\n", "other | EXIF | ",
                         "software | XMP CreatorTool | CANARY-XMP\n",
                         "author | XMP creator | CANARY-CREATOR\n", "bytes: XMP\n",
                         "other | Zzzz | 22 bytes\n"});
}

TEST_CASE("of a plain picture nothing is shown", "[inspector][inspect]") {
  for (const Bytes& plain :
       {encode_jpeg(grey()).value(), encode_png(grey()).value(), encode_webp(grey()).value()}) {
    const auto inspected = inspect(plain, type());
    CHECK(lines_of(inspected).empty());
    CHECK(inspected.rewritable);
    CHECK(inspected.width == 24);
  }
}

TEST_CASE("packed texts of a PNG are unpacked, and a bomb among them only begun",
          "[inspector][inspect]") {
  const Bytes png = encode_png(grey()).value();
  const Bytes chunks = joined(
      {chunk("zTXt", joined({as_bytes(std::string_view("Title\0\0", 7)), zipped(as_bytes("two"))})),
       chunk("zTXt",
             joined({as_bytes(std::string_view("Bomb\0\0", 6)), zipped(Bytes(16u << 20, 'b'))})),
       chunk("zTXt", joined({as_bytes(std::string_view("Broken\0\0", 8)), as_bytes("no zlib")})),
       chunk("iTXt", joined({as_bytes(std::string_view("Source\0\1\0\0\0", 11)),
                             zipped(as_bytes("CANARY-PHONE"))})),
       chunk("zTXt", as_bytes("without an end")), chunk("iTXt", {}), chunk("tIME", Bytes{1})});
  const auto inspected = inspect(test::with_chunks(png, chunks), type());
  check_says(inspected, {"comment | zTXt Title | two\n", "other | zTXt Bomb | bbbbbbbb",
                         "other | zTXt Broken | \n", "device | iTXt Source | CANARY-PHONE\n",
                         "time | tIME | 1 byte\n"});
}

TEST_CASE("attack: the type is by content, whatever a file is called or begins like",
          "[inspector][inspect][attack]") {
  CHECK(inspect(as_bytes("MZ\x90 plain words"), type()).mime != "image/jpeg");
  CHECK(inspect(as_bytes("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), type()).mime == "application/pdf");
  CHECK(inspect(as_bytes("hello"), type()).mime == "text/plain");
  CHECK(inspect(Bytes(100, 0), type()).mime == "application/octet-stream");
  CHECK_FALSE(inspect(as_bytes("\xff\xd8\xff no more than this"), type()).rewritable);
  // A picture with an archive behind it stays a picture, and the archive is told.
  const auto both =
      inspect(joined({encode_png(grey()).value(), as_bytes("PK\x03\x04 archive")}), type());
  CHECK(both.mime == "image/png");
  check_says(both, {"trailing | after the end | 12 bytes\n"});
}

TEST_CASE("attack: broken metadata is told as broken, and cut off anywhere harms nothing",
          "[inspector][inspect][attack]") {
  const Bytes exif = test::telling_exif(6);
  const Bytes jpeg = encode_jpeg(grey()).value();
  for (std::size_t size = 0; size < exif.size(); size += 3) {
    CAPTURE(size);
    const Bytes body =
        joined({as_bytes(std::string_view("Exif\0\0", 6)), ByteView(exif).first(size)});
    const auto inspected = inspect(test::with_segments(jpeg, test::segment(0xE1, body)), type());
    CHECK_FALSE(inspected.inside.empty());  // the segment itself, at the least
  }
  const Bytes whole = test::telling_jpeg(jpeg);
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    CAPTURE(size);
    (void)inspect(ByteView(whole).first(size), type());
  }
}

TEST_CASE("attack: hundreds of parts are counted, not listed without end",
          "[inspector][inspect][attack]") {
  Bytes chunks;
  for (int i = 0; i < 300; ++i) {
    const Bytes one = chunk("tEXt", as_bytes(std::string_view("Author\0x", 8)));
    chunks.insert(chunks.end(), one.begin(), one.end());
  }
  const auto inspected = inspect(test::with_chunks(encode_png(grey()).value(), chunks), type());
  CHECK(inspected.inside.size() == evidence::kInsideMost);
  CHECK(inspected.inside.back().text == "and 201 more");
}

TEST_CASE("an animation is shown and cannot be rewritten", "[inspector][inspect]") {
  const auto inspected = inspect(
      test::with_chunks(encode_png(grey()).value(), chunk("acTL", Bytes{0, 0, 0, 2, 0, 0, 0, 0})),
      type());
  CHECK_THAT(inspected.mime, ContainsSubstring("png"));
  CHECK_FALSE(inspected.rewritable);
}

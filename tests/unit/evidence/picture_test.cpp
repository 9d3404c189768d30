#include "evidence/picture.h"

#include "support/catch.h"
#include "support/picture_samples.h"

using namespace ww;
using namespace ww::evidence;
using test::big;
using test::chunk;
using test::joined;
using test::riff;
using test::riff_chunk;
using test::segment;

namespace {

// Lists that have the form of a picture; nothing here decodes them.
Bytes plain_jpeg() {
  return joined({Bytes{0xFF, 0xD8}, segment(0xDB, Bytes(65, 1)),
                 segment(0xC0, Bytes{8, 0, 1, 0, 1, 1, 1, 0x11, 0}), segment(0xC4, Bytes(20, 2)),
                 segment(0xDA, Bytes{1, 1, 0, 0, 63, 0}),
                 Bytes{0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56}, Bytes{0xFF, 0xD9}});
}
const Bytes kSignature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
Bytes ihdr() { return chunk("IHDR", joined({big(1, 4), big(1, 4), Bytes{8, 0, 0, 0, 0}})); }
Bytes plain_png() {
  return joined({kSignature, ihdr(), chunk("IDAT", Bytes{1, 2, 3}), chunk("IEND", {})});
}
Bytes plain_webp() { return riff(riff_chunk("VP8L", Bytes{0x2f, 1, 2, 3, 4})); }

std::vector<std::string> names(ByteView picture, bool needed) {
  std::vector<std::string> all;
  const auto parts = parts_of(picture).value();
  for (const Part& part : parts) {
    if (part.needed == needed) all.push_back(part.name);
  }
  return all;
}
bool holds_canary(ByteView bytes) {
  return as_text(bytes).find("CANARY") != std::string_view::npos;
}
Errc refused(ByteView picture) { return parts_of(picture).error().code; }

}  // namespace

TEST_CASE("a plain picture is only a picture, and is left as it is", "[evidence][picture]") {
  for (const Bytes& plain : {plain_jpeg(), plain_png(), plain_webp()}) {
    CHECK(only_picture(plain));
    CHECK(picture_alone(plain).value() == plain);
    CHECK(names(plain, false).empty());
  }
  CHECK(picture_kind(plain_jpeg()) == PictureKind::jpeg);
  CHECK(picture_kind(plain_png()) == PictureKind::png);
  CHECK(picture_kind(plain_webp()) == PictureKind::webp);
  CHECK_FALSE(picture_kind(as_bytes("GIF89a")));
  CHECK_FALSE(picture_kind({}));
}

TEST_CASE("sample B11: all that a photo says besides itself is listed, and none of it is kept",
          "[evidence][picture]") {
  const Bytes jpeg = test::telling_jpeg(plain_jpeg());
  CHECK(names(jpeg, false) ==
        std::vector<std::string>{"APP1", "APP5", "APP11", "COM", "after the end"});
  CHECK_FALSE(only_picture(jpeg));
  CHECK(picture_alone(jpeg).value() == plain_jpeg());

  const Bytes png = test::telling_png(plain_png());
  CHECK(names(png, false) ==
        std::vector<std::string>{"tEXt", "prVt", "tIME", "iTXt", "eXIf", "after the end"});
  CHECK_FALSE(only_picture(png));
  CHECK(picture_alone(png).value() == plain_png());

  const Bytes webp = joined({test::telling_webp(plain_webp(), 1, 1), as_bytes("CANARY-TRAILING")});
  CHECK(names(webp, false) == std::vector<std::string>{"EXIF", "XMP ", "Zzzz", "after the end"});
  CHECK_FALSE(only_picture(webp));
  const Bytes alone = picture_alone(webp).value();
  CHECK(only_picture(alone));
  CHECK_FALSE(holds_canary(alone));
  CHECK(alone[20] == 0);  // VP8X announces nothing that is gone
}

TEST_CASE("each byte of a file is in exactly one part", "[evidence][picture]") {
  for (const Bytes& file : {test::telling_jpeg(plain_jpeg()), test::telling_png(plain_png()),
                            test::telling_webp(plain_webp(), 1, 1)}) {
    std::size_t at = 0;
    const auto parts = parts_of(file);
    REQUIRE(parts);
    for (const Part& part : *parts) {
      CHECK(part.at == at);
      at += part.size;
    }
    CHECK(at == file.size());
  }
}

TEST_CASE("attack: a picture cut off anywhere is refused", "[evidence][picture][attack]") {
  for (const Bytes& whole :
       {plain_jpeg(), plain_png(), plain_webp(), test::telling_webp(plain_webp(), 1, 1)}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      const auto parts = parts_of(ByteView(whole).first(size));
      CHECK_FALSE(parts);
    }
  }
}

TEST_CASE("attack: lengths and names that lie are refused", "[evidence][picture][attack]") {
  const Bytes soi{0xFF, 0xD8};
  const Bytes end{0xFF, 0xD9};
  CHECK(refused(joined({soi, Bytes{0xFF, 0xE1, 0, 1}, end})) == Errc::malformed);
  CHECK(refused(joined({soi, Bytes{0xFF, 0xE1, 0xFF, 0xFF, 1}, end})) == Errc::malformed);
  CHECK(refused(joined({soi, Bytes{0xFF, 0x01}, end})) == Errc::malformed);
  CHECK(refused(joined({soi, soi, end})) == Errc::malformed);
  CHECK(refused(joined({soi, Bytes{0xFF, 0xD0}, end})) == Errc::malformed);

  CHECK(refused(joined({kSignature, ihdr(), big(0xFFFFFFFF, 4), as_bytes("IDAT1234")})) ==
        Errc::malformed);
  CHECK(refused(joined({kSignature, ihdr(), chunk("I\0AT", {}), chunk("IEND", {})})) ==
        Errc::malformed);
  CHECK(refused(joined({kSignature, chunk("IDAT", {}), chunk("IEND", {})})) == Errc::malformed);
  CHECK(refused(joined({kSignature, ihdr(), ihdr(), chunk("IEND", {})})) == Errc::malformed);
  CHECK(refused(joined({kSignature, ihdr(), chunk("IEND", as_bytes("CANARY"))})) ==
        Errc::malformed);

  Bytes webp = plain_webp();
  webp[4] = 0xFF;  // RIFF is longer than the file
  CHECK(refused(webp) == Errc::malformed);
  webp = plain_webp();
  webp.back() = 1;  // the padding holds a bit
  CHECK(refused(webp) == Errc::malformed);
  CHECK(refused(riff(riff_chunk("EXIF", Bytes(4, 0)))) == Errc::malformed);  // no picture in it
}

TEST_CASE("attack: a second picture, or an animation, is not carried along",
          "[evidence][picture][attack]") {
  const Bytes body = riff_chunk("VP8L", Bytes{0x2f, 1, 2, 3, 4});
  const Bytes two = riff(joined({body, riff_chunk("VP8L", as_bytes("CANARY"))}));
  CHECK_FALSE(only_picture(two));
  CHECK_FALSE(holds_canary(picture_alone(two).value()));
  CHECK(refused(riff(joined({body, riff_chunk("ANMF", Bytes(4, 0))}))) == Errc::unsupported);
  CHECK(refused(joined({kSignature, ihdr(), chunk("acTL", Bytes(8, 0)), chunk("IEND", {})})) ==
        Errc::unsupported);
  CHECK(refused(joined({Bytes{0xFF, 0xD8}, segment(0xC3, Bytes(9, 0)), Bytes{0xFF, 0xD9}})) ==
        Errc::unsupported);
  // The second picture of a phone's file lies after the end of the first.
  CHECK(picture_alone(joined({plain_jpeg(), plain_jpeg()})).value() == plain_jpeg());
}

TEST_CASE("attack: fillers between JPEG's segments cannot carry a number",
          "[evidence][picture][attack]") {
  const Bytes filled = test::with_segments(plain_jpeg(), Bytes(37, 0xFF));
  CHECK_FALSE(only_picture(filled));
  CHECK(picture_alone(filled).value() == plain_jpeg());
}

TEST_CASE("a picture of 100,000 parts is listed, one of more is refused", "[evidence][picture]") {
  const Bytes one = chunk("prVt", {});
  Bytes middle;
  const auto build = [&](std::size_t parts) {
    middle.clear();
    for (std::size_t i = 0; i < parts - 3; ++i) middle.insert(middle.end(), one.begin(), one.end());
    return joined({kSignature, ihdr(), middle, chunk("IEND", {})});
  };
  CHECK(parts_of(build(kPartsMost)).value().size() == kPartsMost);
  CHECK(refused(build(kPartsMost + 1)) == Errc::too_large);
}

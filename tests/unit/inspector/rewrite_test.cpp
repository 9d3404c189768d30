#include <cstdio>  // before jpeglib.h, which uses FILE and size_t without saying so
//
#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include <cmath>
#include <cstdlib>

#include "evidence/picture.h"
#include "inspector/codec.h"
#include "inspector/inspect.h"
#include "support/catch.h"
#include "support/picture_samples.h"

using namespace ww;
using namespace ww::inspector;
using test::chunk;
using test::joined;

namespace {

// Four corners of different colours, so that a turn is seen.
Pixels scene(std::uint32_t width = 24, std::uint32_t height = 16, unsigned channels = 3) {
  Pixels pixels;
  pixels.width = width, pixels.height = height, pixels.channels = channels;
  pixels.bytes.resize(pixels.row_bytes() * height);
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      for (unsigned c = 0; c < channels; ++c) {
        const unsigned corner = (x * 2 < width ? 1u : 2u) + (y * 2 < height ? 0u : 4u);
        pixels.row(y)[x * channels + c] = static_cast<std::uint8_t>(30 + corner * 25 + c * 20);
      }
    }
  }
  return pixels;
}
double distance(const Pixels& a, const Pixels& b) {
  if (a.width != b.width || a.height != b.height || a.channels != b.channels) return 1e9;
  double most = 0;
  for (std::size_t i = 0; i < a.bytes.size(); ++i) {
    most = std::max(most, std::fabs(double(a.bytes[i]) - double(b.bytes[i])));
  }
  return most;
}
bool holds(ByteView bytes, std::string_view word) {
  return as_text(bytes).find(word) != std::string_view::npos;
}
// None of what was inside, in any spelling in which it could have been kept.
void check_clean(ByteView picture) {
  for (const char* word : {"CANARY", "Exif", "EXIF", "II*", "jumb", "tEXt", "prVt", "tIME", "iTXt",
                           "eXIf", "JFIF", "http", "XMP"}) {
    CAPTURE(word);
    CHECK_FALSE(holds(picture, word));
  }
  CHECK(evidence::only_picture(picture));
}

// The second decoder: libpng's simplified interface, which our codec does not use.
Bytes second_png(ByteView png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(::png_image_begin_read_from_memory(&image, png.data(), png.size()) != 0);
  image.format = PNG_FORMAT_RGBA;
  Bytes pixels(PNG_IMAGE_SIZE(image));
  REQUIRE(::png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) != 0);
  return pixels;
}
Bytes zipped(ByteView bytes) {
  uLongf size = ::compressBound(static_cast<uLong>(bytes.size()));
  Bytes out(size);
  REQUIRE(::compress(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size())) == Z_OK);
  out.resize(size);
  return out;
}
Bytes png_of(std::uint32_t width, std::uint32_t height, std::uint8_t depth, std::uint8_t colour,
             ByteView rows, ByteView before_data = {}) {
  return joined({as_bytes("\x89PNG\r\n\x1a\n"),
                 chunk("IHDR", joined({test::big(width, 4), test::big(height, 4),
                                       Bytes{depth, colour, 0, 0, 0}})),
                 before_data, chunk("IDAT", zipped(rows)), chunk("IEND", {})});
}
Bytes progressive_jpeg() {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = ::jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* memory = nullptr;
  unsigned long size = 0;
  ::jpeg_mem_dest(&info, &memory, &size);
  Pixels pixels = scene();
  info.image_width = pixels.width, info.image_height = pixels.height;
  info.input_components = 3, info.in_color_space = JCS_RGB;
  ::jpeg_set_defaults(&info);
  ::jpeg_simple_progression(&info);
  ::jpeg_start_compress(&info, TRUE);
  for (std::uint32_t y = 0; y < pixels.height; ++y) {
    JSAMPROW row = pixels.row(y);
    ::jpeg_write_scanlines(&info, &row, 1);
  }
  ::jpeg_finish_compress(&info);
  ::jpeg_destroy_compress(&info);
  Bytes out(memory, memory + size);
  std::free(memory);
  return out;
}
Errc refused(ByteView file) { return rewrite(file).error().code; }
Bytes lossless_webp(Pixels pixels) {
  pixels.lossless = true;
  return encode_webp(pixels).value();
}

}  // namespace

TEST_CASE(
    "sample B11: a photo with GPS, APP5, C2PA and bytes after the end leaves as a photo alone",
    "[inspector][rewrite]") {
  const Bytes plain = encode_jpeg(scene()).value();
  const auto rewritten = rewrite(test::telling_jpeg(plain));
  REQUIRE(rewritten);
  CHECK(rewritten->mime == "image/jpeg");
  check_clean(rewritten->bytes);
  CHECK(distance(decode_jpeg(rewritten->bytes).value(), decode_jpeg(plain).value()) <= 4);
}

TEST_CASE("sample B11: a screenshot with Author, a private chunk and tIME keeps its pixels alone",
          "[inspector][rewrite]") {
  const unsigned channels = GENERATE(1u, 2u, 3u, 4u);
  CAPTURE(channels);
  const Bytes plain = encode_png(scene(24, 16, channels)).value();
  const Bytes telling = test::telling_png(plain);
  REQUIRE(holds(telling, "CANARY-AUTHOR"));
  const auto rewritten = rewrite(telling);
  REQUIRE(rewritten);
  CHECK(rewritten->mime == "image/png");
  check_clean(rewritten->bytes);
  CHECK(second_png(rewritten->bytes) == second_png(telling));
}

TEST_CASE("a WebP that was lossless keeps its pixels, a lossy one nearly", "[inspector][rewrite]") {
  const unsigned channels = GENERATE(3u, 4u);
  Pixels pixels = scene(24, 16, channels);
  const Bytes exact = lossless_webp(pixels);
  const auto lossless = rewrite(test::telling_webp(exact, 24, 16));
  REQUIRE(lossless);
  check_clean(lossless->bytes);
  CHECK(decode_webp(lossless->bytes).value().bytes == pixels.bytes);

  const Bytes fine = encode_webp(pixels).value();
  const auto lossy = rewrite(fine);
  REQUIRE(lossy);
  check_clean(lossy->bytes);
  CHECK(distance(decode_webp(lossy->bytes).value(), decode_webp(fine).value()) <= 24);
}

TEST_CASE("palettes, small and 16-bit samples and a transparent colour keep their looks",
          "[inspector][rewrite]") {
  const Bytes palette =
      png_of(4, 1, 2, 3, Bytes{0, 0b00011011},
             joined({chunk("PLTE", Bytes{1, 2, 3, 40, 50, 60, 7, 8, 9, 255, 0, 9}),
                     chunk("tRNS", Bytes{255, 128})}));
  const Bytes bits = png_of(8, 1, 1, 0, Bytes{0, 0b10110010});
  const Bytes keyed =
      png_of(2, 1, 8, 2, Bytes{0, 9, 9, 9, 200, 1, 1}, chunk("tRNS", Bytes{0, 200, 0, 1, 0, 1}));
  for (const Bytes& png : {palette, bits}) {
    CHECK(second_png(rewrite(png).value().bytes) == second_png(png));
  }
  // The transparent colour is gone, and it is still transparent.
  CHECK(second_png(rewrite(keyed).value().bytes) == Bytes{9, 9, 9, 255, 0, 0, 0, 0});

  const Bytes deep = png_of(1, 1, 16, 2, Bytes{0, 0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC});
  const auto pixels = decode_png(rewrite(deep).value().bytes);
  CHECK(pixels.value().bytes == Bytes{0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC});
}

TEST_CASE("attack: what an editor made transparent is not carried along",
          "[inspector][rewrite][attack]") {
  Pixels pixels = scene(2, 1, 4);
  pixels.bytes = {'S', 'E', 'C', 0, 10, 20, 30, 255};
  CHECK(second_png(rewrite(encode_png(pixels).value()).value().bytes) ==
        Bytes{0, 0, 0, 0, 10, 20, 30, 255});
  CHECK(decode_webp(rewrite(lossless_webp(pixels)).value().bytes).value().bytes ==
        Bytes{0, 0, 0, 0, 10, 20, 30, 255});
}

TEST_CASE("a photo that EXIF turns looks the same after it", "[inspector][rewrite]") {
  const std::uint16_t orientation = GENERATE(range(std::uint16_t{1}, std::uint16_t{9}));
  CAPTURE(orientation);
  const Bytes stored = encode_jpeg(scene()).value();
  const auto rewritten = rewrite(test::telling_jpeg(stored, orientation));
  REQUIRE(rewritten);
  const Pixels shown = decode_jpeg(rewritten->bytes).value();
  const bool swaps = orientation >= 5;
  CHECK(shown.width == (swaps ? 16u : 24u));
  CHECK(shown.height == (swaps ? 24u : 16u));
  // Which stored corner (0 top left, 1 top right, 2 bottom left, 3 bottom right) is shown where, in
  // the same order: EXIF 2.3, 4.6.4 A.
  constexpr int kCorners[8][4] = {{0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1},
                                  {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}};
  const auto corner = [](const Pixels& pixels, int which) {
    const std::uint32_t x = which % 2 == 0 ? 1 : pixels.width - 2;
    const std::uint32_t y = which < 2 ? 1 : pixels.height - 2;
    return int{pixels.row(y)[x * 3]};
  };
  const Pixels before = decode_jpeg(stored).value();
  for (int where = 0; where < 4; ++where) {
    CAPTURE(where);
    CHECK(std::abs(corner(shown, where) - corner(before, kCorners[orientation - 1][where])) <= 6);
  }
}

TEST_CASE("a lossless WebP is turned too, exactly", "[inspector][rewrite]") {
  const Bytes stored = lossless_webp(scene());
  const auto turned_file = rewrite(test::telling_webp(stored, 24, 16, 6));
  REQUIRE(turned_file);
  CHECK(decode_webp(turned_file->bytes).value().bytes == turned(scene(), 6).bytes);
}

TEST_CASE("attack: a picture cut off anywhere is not guessed at", "[inspector][rewrite][attack]") {
  const Bytes files[] = {encode_jpeg(scene()).value(), encode_png(scene()).value(),
                         lossless_webp(scene()), encode_webp(scene()).value(), progressive_jpeg()};
  for (const Bytes& whole : files) {
    REQUIRE(rewrite(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size, whole.size());
      CHECK_FALSE(rewrite(ByteView(whole).first(size)));
    }
  }
}

TEST_CASE("attack: JPEG data that ends before the picture does is not guessed at",
          "[inspector][rewrite][attack]") {
  const Bytes whole = encode_jpeg(scene(64, 64)).value();
  const Bytes cut = joined({ByteView(whole).first(whole.size() - 20), Bytes{0xFF, 0xD9}});
  CHECK(refused(cut) == Errc::malformed);
}

TEST_CASE("attack: broken bytes in the middle are refused or give a whole picture",
          "[inspector][rewrite][attack]") {
  const Bytes files[] = {encode_jpeg(scene()).value(), encode_png(scene()).value(),
                         lossless_webp(scene()), encode_webp(scene()).value()};
  for (const Bytes& whole : files) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      CAPTURE(at);
      Bytes broken = whole;
      broken[at] ^= 0x55;
      const auto rewritten = rewrite(broken);
      if (rewritten) CHECK(evidence::only_picture(rewritten->bytes));
    }
  }
}

TEST_CASE("attack: a picture that claims to be huge is refused before memory is taken",
          "[inspector][rewrite][attack]") {
  CHECK(refused(png_of(30'000, 30'000, 8, 6, Bytes{0})) == Errc::too_large);
  CHECK(refused(png_of(30'000, 1'667, 8, 0, Bytes{0})) == Errc::too_large);
  CHECK(refused(png_of(30'000, 1'666, 8, 0, Bytes{0})) == Errc::malformed);  // its data is missing

  Bytes jpeg = encode_jpeg(scene()).value();
  const std::string_view frame("\xFF\xC0\x00\x11\x08", 5);
  const auto at = as_text(jpeg).find(frame);
  REQUIRE(at != std::string_view::npos);
  std::fill_n(jpeg.begin() + static_cast<std::ptrdiff_t>(at + frame.size()), 4, std::uint8_t{0xF0});
  CHECK(refused(jpeg) == Errc::too_large);

  Bytes webp = lossless_webp(scene());
  std::fill_n(webp.begin() + 21, 3, std::uint8_t{0xFF});  // 14 bits of each side
  webp[24] |= 0x0F;
  CHECK(refused(webp) == Errc::too_large);

  CHECK(check_size(10'000, 5'000));
  CHECK(check_size(10'000, 5'001).error().code == Errc::too_large);
  CHECK(check_size(30'000, 1));
  CHECK(check_size(30'001, 1).error().code == Errc::too_large);
  CHECK(check_size(0, 1).error().code == Errc::malformed);
}

TEST_CASE("attack: data that unpacks to more than the picture is refused",
          "[inspector][rewrite][attack]") {
  const Bytes bomb(1u << 20, 0);
  CHECK(refused(png_of(1, 1, 8, 0, bomb)) == Errc::malformed);
}

TEST_CASE("attack: a progressive JPEG is rewritten, one of very many scans is refused",
          "[inspector][rewrite][attack]") {
  const Bytes usual = progressive_jpeg();
  check_clean(rewrite(usual).value().bytes);
  const auto parts = evidence::parts_of(usual).value();
  Bytes scans;
  for (const auto& part : parts) {
    if (part.name == "DHT" || part.name == "SOS" || part.name == "data") {
      const ByteView bytes = ByteView(usual).subspan(part.at, part.size);
      scans.insert(scans.end(), bytes.begin(), bytes.end());
    }
  }
  const std::size_t body = usual.size() - 2;
  Bytes many(usual.begin(), usual.begin() + static_cast<std::ptrdiff_t>(body));
  for (int i = 0; i < 30; ++i) many.insert(many.end(), scans.begin(), scans.end());
  many.insert(many.end(), {0xFF, 0xD9});
  const auto result = rewrite(many);
  REQUIRE_FALSE(result);
  CHECK((result.error().code == Errc::too_large || result.error().code == Errc::malformed));
}

TEST_CASE("attack: what is no JPEG, PNG or WebP, or moves, is unsupported",
          "[inspector][rewrite][attack]") {
  for (const char* other : {"GIF89a", "%PDF-1.4", "MZ", "\177ELF", "<svg/>", "RIFF0000AVI "}) {
    CHECK(refused(as_bytes(other)) == Errc::unsupported);
  }
  const Bytes png = encode_png(scene()).value();
  CHECK(refused(test::with_chunks(png, chunk("acTL", Bytes{0, 0, 0, 2, 0, 0, 0, 0}))) ==
        Errc::unsupported);
  CHECK(refused(test::riff(joined({test::riff_chunk("VP8X", Bytes{2, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                                   test::riff_chunk("ANIM", Bytes(6, 0))}))) == Errc::unsupported);
}

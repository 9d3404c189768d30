#include <png.h>

#include <csetjmp>
#include <cstring>

#include "evidence/picture.h"
#include "inspector/codec.h"

namespace ww::inspector {
namespace {

// libpng jumps where it gives up; nothing with a destructor may live in a function that calls
// setjmp() here.
// NOLINTBEGIN(cert-err52-cpp): the library's interface knows no other way back.
[[noreturn]] void give_up(png_structp png, png_const_charp) { ::png_longjmp(png, 1); }
// Its warnings are of checksums, lengths and order: reasons not to trust the rest.
[[noreturn]] void give_up_too(png_structp png, png_const_charp) { ::png_longjmp(png, 1); }

class Reader {
 public:
  explicit Reader(ByteView picture) : rest_(picture) {
    png_ = ::png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, give_up, give_up_too);
    info_ = png_ ? ::png_create_info_struct(png_) : nullptr;
  }
  ~Reader() { ::png_destroy_read_struct(&png_, &info_, nullptr); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool header() {
    if (!info_ || setjmp(png_jmpbuf(png_)) != 0) return false;
    ::png_set_read_fn(png_, this, read);
    ::png_set_user_limits(png_, limits::kPictureSide, limits::kPictureSide);
    ::png_read_info(png_, info_);
    // Palettes and small samples become whole bytes; a transparent colour becomes opacity.
    ::png_set_expand(png_);
    passes_ = ::png_set_interlace_handling(png_);
    ::png_read_update_info(png_, info_);
    return true;
  }
  bool rows(Pixels& pixels) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    while (passes_-- > 0) {
      for (row_ = 0; row_ < pixels.height; ++row_) {
        ::png_read_row(png_, pixels.row(row_), nullptr);
      }
    }
    ::png_read_end(png_, nullptr);
    return true;
  }
  std::uint32_t width() const { return ::png_get_image_width(png_, info_); }
  std::uint32_t height() const { return ::png_get_image_height(png_, info_); }
  unsigned channels() const { return ::png_get_channels(png_, info_); }
  unsigned depth() const { return ::png_get_bit_depth(png_, info_) / 8u; }
  std::size_t row_bytes() const { return ::png_get_rowbytes(png_, info_); }

 private:
  static void read(png_structp png, png_bytep into, std::size_t count) {
    auto& rest = static_cast<Reader*>(::png_get_io_ptr(png))->rest_;
    if (count > rest.size()) ::png_error(png, "short");
    std::memcpy(into, rest.data(), count);
    rest = rest.subspan(count);
  }
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  ByteView rest_;
  int passes_ = 1;
  std::uint32_t row_ = 0;
};

constexpr int kColourTypes[] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                                PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};

class Writer {
 public:
  Writer() {
    png_ = ::png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, give_up, give_up_too);
    info_ = png_ ? ::png_create_info_struct(png_) : nullptr;
  }
  ~Writer() { ::png_destroy_write_struct(&png_, &info_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool write(const Pixels& pixels) {
    if (!info_ || setjmp(png_jmpbuf(png_)) != 0) return false;
    ::png_set_write_fn(png_, &bytes_, append, nullptr);
    ::png_set_IHDR(png_, info_, pixels.width, pixels.height, static_cast<int>(pixels.depth * 8),
                   kColourTypes[pixels.channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
                   PNG_FILTER_TYPE_BASE);
    ::png_write_info(png_, info_);
    for (row_ = 0; row_ < pixels.height; ++row_) ::png_write_row(png_, pixels.row(row_));
    ::png_write_end(png_, nullptr);
    return true;
  }
  Bytes take() { return std::move(bytes_); }

 private:
  static void append(png_structp png, png_bytep from, std::size_t count) {
    auto& bytes = *static_cast<Bytes*>(::png_get_io_ptr(png));
    bytes.insert(bytes.end(), from, from + count);
  }
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  Bytes bytes_;
  std::uint32_t row_ = 0;
};

// NOLINTEND(cert-err52-cpp)
}  // namespace

Result<Pixels> decode_png(ByteView picture) {
  // libpng sees the needed chunks alone: none of its readers of text, profiles and times runs.
  WW_TRY_SET(const Bytes alone, evidence::picture_alone(picture));
  Reader reader(alone);
  if (!reader.header()) return fail(Errc::malformed);
  WW_TRY(check_size(reader.width(), reader.height()));
  Pixels pixels;
  pixels.width = reader.width(), pixels.height = reader.height();
  pixels.channels = reader.channels(), pixels.depth = reader.depth();
  pixels.lossless = true;
  if (reader.row_bytes() != pixels.row_bytes()) return fail(Errc::unsupported);
  pixels.bytes.resize(pixels.row_bytes() * pixels.height);
  if (!reader.rows(pixels)) return fail(Errc::malformed);
  return pixels;
}

Result<Bytes> encode_png(const Pixels& pixels) {
  WW_CHECK(pixels.channels >= 1 && pixels.channels <= 4);
  Writer writer;
  if (!writer.write(pixels)) return fail(Errc::too_large);
  return writer.take();
}

}  // namespace ww::inspector

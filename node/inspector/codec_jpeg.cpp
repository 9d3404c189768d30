#include <cstdio>  // before jpeglib.h, which uses FILE and size_t without saying so
//
#include <jpeglib.h>
//
#include <jerror.h>

#include <csetjmp>
#include <cstdlib>
#include <memory>

#include "inspector/codec.h"

namespace ww::inspector {
namespace {

constexpr int kQuality = 92;
// A real progressive picture has about ten; hostile ones have thousands, each over the whole.
constexpr int kScansMost = 100;

// libjpeg reports by a call that may not return. So it jumps; nothing with a destructor may live in
// a function that calls setjmp() here.
// NOLINTBEGIN(cert-err52-cpp): the library's interface knows no other way back.
struct Failure {
  jpeg_error_mgr manager;  // first: libjpeg hands back its address
  std::jmp_buf back;
  Errc code = Errc::malformed;
};

[[noreturn]] void give_up(j_common_ptr info) {
  auto* failure = reinterpret_cast<Failure*>(info->err);
  if (info->err->msg_code == JERR_OUT_OF_MEMORY) failure->code = Errc::too_large;
  std::longjmp(failure->back, 1);
}
void say_nothing(j_common_ptr) {}

jpeg_error_mgr* quiet(Failure& failure) {
  jpeg_error_mgr* manager = ::jpeg_std_error(&failure.manager);
  manager->error_exit = give_up;
  manager->output_message = say_nothing;
  return manager;
}

void count_scans(j_common_ptr info) {
  const auto* reading = reinterpret_cast<j_decompress_ptr>(info);
  if (reading->input_scan_number <= kScansMost) return;
  auto* failure = reinterpret_cast<Failure*>(info->err);
  failure->code = Errc::too_large;
  std::longjmp(failure->back, 1);
}

class Reader {
 public:
  Reader() {
    info_.err = quiet(failure_);
    made_ = create();
    progress_.progress_monitor = count_scans;
    info_.progress = &progress_;
  }
  ~Reader() {
    if (made_) ::jpeg_destroy_decompress(&info_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool header(ByteView picture) {
    if (!made_ || setjmp(failure_.back) != 0) return false;
    ::jpeg_mem_src(&info_, picture.data(), static_cast<unsigned long>(picture.size()));
    ::jpeg_read_header(&info_, TRUE);
    info_.out_color_space = info_.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    return true;
  }
  unsigned channels() const { return static_cast<unsigned>(info_.num_components); }
  bool is_drawable() const { return channels() == 1 || channels() == 3; }
  bool rows(Pixels& pixels) {
    if (setjmp(failure_.back) != 0) return false;
    ::jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      JSAMPROW row = pixels.row(info_.output_scanline);
      ::jpeg_read_scanlines(&info_, &row, 1);
    }
    ::jpeg_finish_decompress(&info_);
    return info_.err->num_warnings == 0;
  }
  std::uint32_t width() const { return info_.image_width; }
  std::uint32_t height() const { return info_.image_height; }
  Errc code() const { return failure_.code; }

 private:
  bool create() {
    if (setjmp(failure_.back) != 0) return false;
    jpeg_create_decompress(&info_);
    return true;
  }
  Failure failure_{};
  jpeg_progress_mgr progress_{};
  jpeg_decompress_struct info_{};
  bool made_ = false;
};

class Writer {
 public:
  Writer() {
    info_.err = quiet(failure_);
    made_ = create();
  }
  ~Writer() {
    if (made_) ::jpeg_destroy_compress(&info_);
    std::free(memory_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  bool write(const Pixels& pixels) {
    if (!made_ || setjmp(failure_.back) != 0) return false;
    ::jpeg_mem_dest(&info_, &memory_, &size_);
    set(pixels);
    ::jpeg_start_compress(&info_, TRUE);
    while (info_.next_scanline < info_.image_height) {
      // libjpeg takes rows as not const, and only reads them.
      JSAMPROW row = const_cast<JSAMPROW>(pixels.row(info_.next_scanline));
      ::jpeg_write_scanlines(&info_, &row, 1);
    }
    ::jpeg_finish_compress(&info_);
    return true;
  }
  ByteView bytes() const { return {memory_, size_}; }

 private:
  bool create() {
    if (setjmp(failure_.back) != 0) return false;
    jpeg_create_compress(&info_);
    return true;
  }
  void set(const Pixels& pixels) {
    info_.image_width = pixels.width;
    info_.image_height = pixels.height;
    info_.input_components = static_cast<int>(pixels.channels);
    info_.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    ::jpeg_set_defaults(&info_);
    ::jpeg_set_quality(&info_, kQuality, TRUE);
    // Colours as fine as brightness: coloured text in a screenshot stays readable.
    info_.comp_info[0].h_samp_factor = info_.comp_info[0].v_samp_factor = 1;
    info_.write_JFIF_header = FALSE;
    info_.write_Adobe_marker = FALSE;
  }
  Failure failure_{};
  jpeg_compress_struct info_{};
  unsigned char* memory_ = nullptr;
  unsigned long size_ = 0;
  bool made_ = false;
};

// NOLINTEND(cert-err52-cpp)
}  // namespace

Result<Pixels> decode_jpeg(ByteView picture) {
  Reader reader;
  if (!reader.header(picture)) return fail(reader.code());
  if (!reader.is_drawable()) return fail(Errc::unsupported);
  WW_TRY(check_size(reader.width(), reader.height()));
  Pixels pixels;
  pixels.width = reader.width(), pixels.height = reader.height();
  pixels.channels = reader.channels();
  pixels.bytes.resize(pixels.row_bytes() * pixels.height);
  if (!reader.rows(pixels)) return fail(reader.code());
  return pixels;
}

Result<Bytes> encode_jpeg(const Pixels& pixels) {
  WW_CHECK(pixels.depth == 1 && !pixels.has_opacity());
  Writer writer;
  if (!writer.write(pixels)) return fail(Errc::too_large);
  return to_bytes(writer.bytes());
}

}  // namespace ww::inspector

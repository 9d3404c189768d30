#include <webp/decode.h>
#include <webp/encode.h>

#include "inspector/codec.h"

namespace ww::inspector {
namespace {

constexpr float kQuality = 92;

struct Picture {
  Picture() { made = WebPPictureInit(&picture) != 0; }
  ~Picture() {
    if (made) ::WebPPictureFree(&picture);
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
  WebPPicture picture;
  bool made;
};

struct Memory {
  Memory() { ::WebPMemoryWriterInit(&writer); }
  ~Memory() { ::WebPMemoryWriterClear(&writer); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  WebPMemoryWriter writer;
};

bool configure(WebPConfig& config, bool lossless) {
  if (WebPConfigInit(&config) == 0) return false;
  // The quick levels: a picture of 12 million pixels must not take longer than we wait.
  if (lossless && ::WebPConfigLosslessPreset(&config, 1) == 0) return false;
  config.quality = lossless ? config.quality : kQuality;
  config.method = lossless ? config.method : 2;
  config.exact = 1;  // clear_unseen() has decided what is under transparency
  config.thread_level = 0;
  return true;
}

}  // namespace

Result<Pixels> decode_webp(ByteView picture) {
  WebPBitstreamFeatures features;
  if (::WebPGetFeatures(picture.data(), picture.size(), &features) != VP8_STATUS_OK) {
    return fail(Errc::malformed);
  }
  if (features.has_animation != 0) return fail(Errc::unsupported);
  Pixels pixels;
  pixels.width = static_cast<std::uint32_t>(features.width);
  pixels.height = static_cast<std::uint32_t>(features.height);
  WW_TRY(check_size(pixels.width, pixels.height));
  pixels.channels = features.has_alpha != 0 ? 4 : 3;
  pixels.lossless = features.format == 2;
  pixels.bytes.resize(pixels.row_bytes() * pixels.height);
  const auto decode = pixels.channels == 4 ? ::WebPDecodeRGBAInto : ::WebPDecodeRGBInto;
  if (!decode(picture.data(), picture.size(), pixels.bytes.data(), pixels.bytes.size(),
              static_cast<int>(pixels.row_bytes()))) {
    return fail(Errc::malformed);
  }
  return pixels;
}

Result<Bytes> encode_webp(const Pixels& pixels) {
  WW_CHECK(pixels.depth == 1 && pixels.channels >= 3);
  Picture holder;
  WebPConfig config;
  Memory memory;
  if (!holder.made || !configure(config, pixels.lossless)) return fail(Errc::internal);
  WebPPicture& picture = holder.picture;
  picture.use_argb = pixels.lossless ? 1 : 0;
  picture.width = static_cast<int>(pixels.width);
  picture.height = static_cast<int>(pixels.height);
  picture.writer = ::WebPMemoryWrite;
  picture.custom_ptr = &memory.writer;
  const auto import = pixels.channels == 4 ? ::WebPPictureImportRGBA : ::WebPPictureImportRGB;
  if (import(&picture, pixels.bytes.data(), static_cast<int>(pixels.row_bytes())) == 0 ||
      ::WebPEncode(&config, &picture) == 0) {
    return fail(Errc::too_large);
  }
  return Bytes(memory.writer.mem, memory.writer.mem + memory.writer.size);
}

}  // namespace ww::inspector

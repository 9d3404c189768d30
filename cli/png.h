// A black and white picture as PNG (ISO/IEC 15948), one bit per pixel, without compression: small
// enough for a QR picture, and no library that reads pictures comes along.
#pragma once

#include <functional>
#include <string>

namespace ww::cli {

// A square of `size` pixels.
std::string grey_png(int size, const std::function<bool(int x, int y)>& black);

}  // namespace ww::cli

// Texts that others wrote, made safe to look at: base/shown_text.h, which packets share.
#pragma once

#include "base/shown_text.h"

namespace ww::cli {

using ww::shown;
using ww::shown_lines;

}  // namespace ww::cli

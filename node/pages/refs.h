// Ownership of what cairo, pango and fontconfig hand out.
#pragma once

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <memory>

namespace ww::pages {

struct Unref {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const noexcept { cairo_destroy(cairo); }
  void operator()(cairo_font_options_t* options) const noexcept {
    cairo_font_options_destroy(options);
  }
  void operator()(PangoFontMap* map) const noexcept { g_object_unref(map); }
  void operator()(PangoContext* context) const noexcept { g_object_unref(context); }
  void operator()(PangoLayout* layout) const noexcept { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const noexcept { pango_font_description_free(font); }
  void operator()(PangoLayoutIter* iter) const noexcept { pango_layout_iter_free(iter); }
  void operator()(FcConfig* config) const noexcept { FcConfigDestroy(config); }
  void operator()(FcCharSet* set) const noexcept { FcCharSetDestroy(set); }
};
// Holds one reference.
template <class T>
using Ref = std::unique_ptr<T, Unref>;

}  // namespace ww::pages

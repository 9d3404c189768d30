#include "pages/fonts.h"

#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/check.h"

namespace ww::pages {
namespace {

constexpr std::size_t kFilesMost = 5'000;

bool is_font(const std::filesystem::path& file) {
  static constexpr std::string_view kEndings[] = {".ttf", ".otf", ".ttc"};
  return std::find(std::begin(kEndings), std::end(kEndings), file.extension()) !=
         std::end(kEndings);
}

// Sorted, so that the choice among fonts does not hang on the order of a directory.
std::vector<std::string> files_under(const std::vector<std::string>& folders) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const auto& folder : folders) {
    std::error_code error;
    const auto skip = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(folder, skip, error), end; !error && at != end;
         at.increment(error)) {
      if (files.size() < kFilesMost && is_font(at->path())) files.push_back(at->path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Outlines that pango shapes; bitmap fonts hold letters that would still come out as boxes.
bool can_be_printed(FcPattern* font) {
  FcBool scalable = FcFalse;
  FcChar8* format = nullptr;
  if (FcPatternGetBool(font, FC_SCALABLE, 0, &scalable) != FcResultMatch || !scalable) return false;
  if (FcPatternGetString(font, FC_FONTFORMAT, 0, &format) != FcResultMatch) return false;
  const std::string_view name(reinterpret_cast<const char*>(format));
  return name == "TrueType" || name == "CFF";
}

struct ScriptName {
  GUnicodeScript script;
  std::string_view name;
};
constexpr ScriptName kScripts[] = {
    {G_UNICODE_SCRIPT_ARABIC, "Arabic"},
    {G_UNICODE_SCRIPT_ARMENIAN, "Armenian"},
    {G_UNICODE_SCRIPT_BENGALI, "Bengali"},
    {G_UNICODE_SCRIPT_CYRILLIC, "Cyrillic"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari"},
    {G_UNICODE_SCRIPT_ETHIOPIC, "Ethiopic"},
    {G_UNICODE_SCRIPT_GEORGIAN, "Georgian"},
    {G_UNICODE_SCRIPT_GREEK, "Greek"},
    {G_UNICODE_SCRIPT_GUJARATI, "Gujarati"},
    {G_UNICODE_SCRIPT_GURMUKHI, "Gurmukhi"},
    {G_UNICODE_SCRIPT_HAN, "Chinese"},
    {G_UNICODE_SCRIPT_HANGUL, "Korean"},
    {G_UNICODE_SCRIPT_HEBREW, "Hebrew"},
    {G_UNICODE_SCRIPT_HIRAGANA, "Japanese"},
    {G_UNICODE_SCRIPT_KATAKANA, "Japanese"},
    {G_UNICODE_SCRIPT_KANNADA, "Kannada"},
    {G_UNICODE_SCRIPT_KHMER, "Khmer"},
    {G_UNICODE_SCRIPT_LAO, "Lao"},
    {G_UNICODE_SCRIPT_LATIN, "Latin"},
    {G_UNICODE_SCRIPT_MALAYALAM, "Malayalam"},
    {G_UNICODE_SCRIPT_MYANMAR, "Burmese"},
    {G_UNICODE_SCRIPT_SINHALA, "Sinhala"},
    {G_UNICODE_SCRIPT_TAMIL, "Tamil"},
    {G_UNICODE_SCRIPT_TELUGU, "Telugu"},
    {G_UNICODE_SCRIPT_THAI, "Thai"},
    {G_UNICODE_SCRIPT_TIBETAN, "Tibetan"},
};

}  // namespace

Fonts::Fonts(const std::vector<std::string>& folders)
    : config_(FcConfigCreate()), letters_(FcCharSetCreate()) {
  WW_CHECK(config_ && letters_);
  // File by file: a folder would be looked up in caches, and one be written.
  for (const auto& file : files_under(folders)) {
    FcConfigAppFontAddFile(config_.get(), reinterpret_cast<const FcChar8*>(file.c_str()));
  }
  const FcFontSet* fonts = FcConfigGetFonts(config_.get(), FcSetApplication);
  for (int i = 0; fonts && i < fonts->nfont; ++i) {
    FcCharSet* letters = nullptr;
    if (!can_be_printed(fonts->fonts[i])) continue;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &letters) != FcResultMatch) continue;
    FcCharSetMerge(letters_.get(), letters, nullptr);
  }
  // Pango starts fontconfig by itself, in a thread; where none is current yet, that would load the
  // system's configuration with its caches.
  FcConfigSetCurrent(config_.get());
  map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  WW_CHECK(map_);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config_.get());
}

// Pango's map never gives its configuration back by itself, and the current one would stay for
// ever.
Fonts::~Fonts() {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), nullptr);
  FcConfigSetCurrent(nullptr);
}

bool Fonts::has(char32_t letter) const {
  return FcCharSetHasChar(letters_.get(), static_cast<FcChar32>(letter)) == FcTrue;
}

Ref<PangoContext> Fonts::context() const {
  Ref<PangoContext> context(pango_font_map_create_context(map_.get()));
  // The printer's business, and other on each screen.
  const Ref<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_cairo_context_set_resolution(context.get(), 72.0);  // one unit is one point
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

std::string_view script_of(char32_t letter) {
  const auto script = g_unichar_get_script(letter);
  if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED ||
      script == G_UNICODE_SCRIPT_UNKNOWN) {
    return {};
  }
  const auto* found = std::find_if(std::begin(kScripts), std::end(kScripts),
                                   [&](const auto& entry) { return entry.script == script; });
  return found == std::end(kScripts) ? "another script" : found->name;
}

}  // namespace ww::pages

#include "evidence/file_name.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "evidence/manifest.h"
#include "evidence/unseen.h"

namespace ww::evidence {
namespace {

constexpr std::size_t kBytesMost = 120;
constexpr std::string_view kDefault = "evidence";

// Type by content -> endings; the first is given where none fits.
struct Endings {
  std::string_view mime;
  std::array<std::string_view, 3> endings;
};
constexpr Endings kEndings[] = {
    {"image/jpeg", {".jpg", ".jpeg", ".jpe"}},
    {"image/png", {".png"}},
    {"image/webp", {".webp"}},
    {"image/gif", {".gif"}},
    {"image/heic", {".heic", ".heif"}},
    {"image/heif", {".heif", ".heic"}},
    {"image/avif", {".avif"}},
    {"image/tiff", {".tif", ".tiff"}},
    {"image/bmp", {".bmp"}},
    {"audio/mpeg", {".mp3"}},
    {"audio/ogg", {".ogg", ".oga", ".opus"}},
    {"audio/x-m4a", {".m4a"}},
    {"audio/mp4", {".m4a", ".mp4"}},
    {"audio/x-wav", {".wav"}},
    {"audio/wav", {".wav"}},
    {"audio/flac", {".flac"}},
    {"audio/AMR", {".amr"}},
    {"audio/amr", {".amr"}},
    {"audio/x-hx-aac-adts", {".aac"}},
    {"video/mp4", {".mp4", ".m4v"}},
    {"video/3gpp", {".3gp"}},
    {"video/quicktime", {".mov"}},
    {"video/webm", {".webm"}},
    {"video/x-matroska", {".mkv", ".webm"}},
    {"video/x-msvideo", {".avi"}},
    {"video/ogg", {".ogv", ".ogg"}},
    {"application/pdf", {".pdf"}},
    {"application/ogg", {".ogg", ".oga", ".opus"}},
    {"application/zip", {".zip"}},
    {"application/json", {".json", ".txt"}},
    // These hold no macros; those that may (docm, doc) stay .bin.
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", {".pptx"}},
    {"message/rfc822", {".eml"}},
    {"text/vcard", {".vcf"}},
    // Opened as text: as what they say they are, they could load something.
    {"text/plain", {".txt", ".log", ".csv"}},
    {"text/html", {".txt"}},
    {"text/xml", {".txt"}},
    {"image/svg+xml", {".txt"}},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// What a shell, a file system or a person could read as something else than a part of a name.
bool is_special(char32_t c) {
  if (c < 0x80)
    return std::string_view("/\\:*?\"<>|'`$!&;(){}[]~#%^=@").find(static_cast<char>(c)) !=
           std::string_view::npos;
  return c == 0x2044 || c == 0x2215 || c == 0x29F8 || c == 0xFF0F || c == 0xFF3C;  // slashes
}

std::string cleaned(std::string_view stored) {
  std::string name;
  while (!stored.empty()) {
    const char32_t c = take_code_point(stored);
    if (c == kNotUtf8 || is_unseen(c)) continue;
    if (is_special(c)) {
      name += '_';
    } else {
      append_utf8(name, c);
    }
  }
  return name;
}

std::string trimmed(std::string_view name) {
  const auto first = name.find_first_not_of(". -");
  if (first == std::string_view::npos) return {};
  const auto last = name.find_last_not_of(". ");
  return std::string(name.substr(first, last - first + 1));
}

std::string cut(std::string_view text, std::size_t most) {
  std::size_t kept = 0;
  for (std::string_view rest = text; !rest.empty();) {
    (void)take_code_point(rest);
    if (text.size() - rest.size() > most) break;
    kept = text.size() - rest.size();
  }
  return trimmed(text.substr(0, kept));
}

std::string_view ending_for(std::string_view mime, std::string_view lower_name) {
  for (const auto& row : kEndings) {
    if (row.mime != mime) continue;
    for (const auto ending : row.endings) {
      if (!ending.empty() && lower_name.size() > ending.size() && lower_name.ends_with(ending)) {
        return ending;
      }
    }
    return row.endings[0];
  }
  return ".bin";
}

// Windows reads these as devices, whatever comes after the first dot.
bool is_device(std::string_view stem) {
  const std::string word = lower(stem.substr(0, stem.find('.')));
  if (word == "con" || word == "prn" || word == "aux" || word == "nul") return true;
  return word.size() == 4 && (word.starts_with("com") || word.starts_with("lpt")) &&
         word[3] >= '0' && word[3] <= '9';
}

bool is_ours(std::string_view name) {
  const std::string word = lower(name);
  const auto ours = {kManifestFile, kCustodyFile, kPublicKeyFile, kSignaturesFile, kHowToFile};
  return std::find(ours.begin(), ours.end(), word) != ours.end();
}

}  // namespace

std::string safe_file_name(std::string_view stored, std::string_view mime) {
  // A path's folders say something about the machine that it came from.
  const auto slash = stored.find_last_of("/\\");
  if (slash != std::string_view::npos) stored.remove_prefix(slash + 1);
  std::string name = trimmed(cleaned(stored));
  const std::string_view ending = ending_for(mime, lower(name));
  std::string own_ending(ending);
  if (lower(name).ends_with(ending) && name.size() > ending.size()) {
    own_ending = name.substr(name.size() - ending.size());
    name.resize(name.size() - ending.size());
  }
  name = cut(name, kBytesMost - own_ending.size());
  if (name.empty()) name = kDefault;
  if (is_device(name) || is_ours(name + own_ending))
    name = cut("file-" + name, kBytesMost - own_ending.size());
  return name + own_ending;
}

}  // namespace ww::evidence

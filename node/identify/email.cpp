// E-mail addresses: one @, a local part without spaces, a host that is a host.
#include "identify/ascii.h"
#include "identify/normalise.h"
#include "identify/unicode.h"

namespace ww::identify {
namespace {

Unreadable no_address() {
  return {"not_readable", "This is no e-mail address. Write it as name@example.com.", {}};
}

bool fits_local(std::string_view local) {
  if (local.empty() || local.size() > 64) return false;
  for (const char c : local) {
    const bool plain = is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!plain && std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos;
}

}  // namespace

Reading normalise_email(std::string_view raw) {
  std::string text = casefold(trim(raw));
  if (starts_with(text, "mailto:")) text = text.substr(7);
  const auto at = text.find('@');
  if (at == std::string::npos || text.find('@', at + 1) != std::string::npos) return no_address();
  const std::string local = text.substr(0, at);
  const std::string host = host_to_ascii(text.substr(at + 1));
  if (!fits_local(local) || host.find('.') == std::string::npos) return no_address();
  Normalised out;
  out.canon = local + "@" + host;
  return out;
}

}  // namespace ww::identify

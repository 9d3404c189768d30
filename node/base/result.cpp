#include "base/result.h"

namespace ww {

const char* to_string(Errc code) {
  switch (code) {
    case Errc::malformed:
      return "malformed";
    case Errc::too_large:
      return "too_large";
    case Errc::unsupported:
      return "unsupported";
    case Errc::unauthenticated:
      return "unauthenticated";
    case Errc::untrusted:
      return "untrusted";
    case Errc::expired:
      return "expired";
    case Errc::duplicate:
      return "duplicate";
    case Errc::conflict:
      return "conflict";
    case Errc::too_far:
      return "too_far";
    case Errc::no_session:
      return "no_session";
    case Errc::no_key:
      return "no_key";
    case Errc::full:
      return "full";
    case Errc::not_found:
      return "not_found";
    case Errc::refused:
      return "refused";
    case Errc::locked:
      return "locked";
    case Errc::wrong_passphrase:
      return "wrong_passphrase";
    case Errc::storage:
      return "storage";
    case Errc::unavailable:
      return "unavailable";
    case Errc::internal:
      return "internal";
  }
  return "unknown";
}

}  // namespace ww

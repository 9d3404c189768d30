#include "identify/phone_finder.h"

#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

#include <memory>

#include "identify/normalise.h"

namespace ww::identify {

std::vector<FoundPhone> find_phones(const std::string& text, const std::string& home_region,
                                    std::size_t most) {
  using i18n::phonenumbers::PhoneNumberMatch;
  using i18n::phonenumbers::PhoneNumberMatcher;
  using i18n::phonenumbers::PhoneNumberUtil;
  show_phone("");  // the library's logger is silenced where it is first used
  // POSSIBLE: drama ranges, new ranges and numbers with a digit missing are not VALID.
  PhoneNumberMatcher matcher(*PhoneNumberUtil::GetInstance(), text, country_of(home_region),
                             PhoneNumberMatcher::POSSIBLE, 1000);
  std::vector<FoundPhone> found;
  while (found.size() < most && matcher.HasNext()) {
    PhoneNumberMatch match;
    if (!matcher.Next(&match)) break;
    found.push_back({match.raw_string()});
  }
  return found;
}

}  // namespace ww::identify

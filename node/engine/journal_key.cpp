#include "engine/journal_key.h"

#include "base/text_codec.h"
#include "ports/settings_rows.h"

namespace ww::engine::journal {

crypto::Key journal_key(Context& context) {
  constexpr const char* kSetting = "journal_key";
  auto& settings = context.store.settings();
  crypto::Key key;
  if (auto stored = settings.get(kSetting)) {
    auto bytes = from_hex(*stored);
    if (!bytes || bytes->size() != key.span().size()) throw StoreFailed(fail(Errc::storage));
    std::copy(bytes->begin(), bytes->end(), key.span().begin());
    wipe(*bytes);
    wipe({reinterpret_cast<std::uint8_t*>(stored->data()), stored->size()});
    return key;
  }
  key = context.random.key();
  std::string text = to_hex(key.view());
  settings.set(kSetting, text);
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  return key;
}

}  // namespace ww::engine::journal

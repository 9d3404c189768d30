// Settings and the relays that the owner added herself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "domain/route.h"
#include "domain/time.h"

namespace ww {

struct OwnRelay {
  Route route;
  std::optional<crypto::Key>
      access_key;  // stretched from the relay's password; the password is not kept
  Instant added;
  // Removed by its owner, but still read, or somebody else has her queue there: used for nothing
  // new.
  bool leaving = false;
};

class SettingsRows {
 public:
  virtual ~SettingsRows() = default;
  virtual std::optional<std::string> get(std::string_view key) = 0;
  virtual void set(std::string_view key, std::string_view value) = 0;
  virtual std::vector<std::pair<std::string, std::string>> all() = 0;

  virtual std::vector<OwnRelay>
  relays() = 0;  // in the order added; the first is used for new queues
  virtual void put_relay(const OwnRelay& relay) = 0;
  virtual void remove_relay(const RelayKey& key) = 0;
};

}  // namespace ww

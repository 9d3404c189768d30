// The order of a takedown: record first, then ask (whoever removes a page removes its proof too).
//
// A page may be asked away when it is recorded, or was asked for already. One that was only found
// is held back and named, and no letter carries it.
#pragma once

#include <string>
#include <vector>

#include "domain/incident.h"

namespace ww::report {

enum class TakedownStep : std::uint8_t { record, ask, wait, ask_again, done };
TakedownStep next_step(const domain::OnlineItem& item);
bool may_be_asked(const domain::OnlineItem& item);

// Addresses of pages that must be recorded before anybody is asked.
std::vector<std::string> record_first(const domain::Incident& incident);

}  // namespace ww::report

#include "report/takedown.h"

namespace ww::report {

using domain::TakedownState;

TakedownStep next_step(const domain::OnlineItem& item) {
  switch (item.state.value_or(TakedownState::found)) {
    case TakedownState::found:
      return TakedownStep::record;
    case TakedownState::recorded:
      return TakedownStep::ask;
    case TakedownState::asked:
      return TakedownStep::wait;
    case TakedownState::refused:
      return TakedownStep::ask_again;
    case TakedownState::removed:
      return TakedownStep::done;
  }
  return TakedownStep::record;
}

bool may_be_asked(const domain::OnlineItem& item) {
  const auto step = next_step(item);
  return step == TakedownStep::ask || step == TakedownStep::wait || step == TakedownStep::ask_again;
}

std::vector<std::string> record_first(const domain::Incident& incident) {
  std::vector<std::string> urls;
  if (!incident.online_items) return urls;
  for (const auto& item : *incident.online_items) {
    if (next_step(item) == TakedownStep::record && item.url) urls.push_back(*item.url);
  }
  return urls;
}

}  // namespace ww::report

#include "engine/journal_advice.h"

#include <algorithm>

#include "identify/unicode.h"

namespace ww::engine::journal {
namespace {

using domain::Code;
using domain::HelpPurpose;
using domain::Tactic;

template <class T>
bool has(const domain::List<T>& list, std::initializer_list<T> any) {
  return list && std::any_of(any.begin(), any.end(), [&](T each) {
           return std::find(list->begin(), list->end(), each) != list->end();
         });
}

struct ForHint {
  HintId hint;
  std::vector<const char*> cards;
  std::vector<HelpPurpose> purposes;
};
const std::vector<ForHint>& for_hints() {
  static const std::vector<ForHint> kTable{
      {HintId::h9, {}, {HelpPurpose::emergency}},
      {HintId::h8,
       {"law.sexual_offences"},
       {HelpPurpose::emergency, HelpPurpose::sexual_violence, HelpPurpose::medical}},
      {HintId::h1,
       {"checklist.harassment", "tip.not_replying", "tip.boundaries"},
       {HelpPurpose::stalking}},
      {HintId::h2, {"checklist.harassment", "tip.not_replying"}, {}},
      {HintId::h3, {"checklist.harassment"}, {}},
      {HintId::h4, {"checklist.devices", "checklist.accounts"}, {HelpPurpose::stalking}},
      {HintId::h5, {"checklist.blackmail"}, {HelpPurpose::blackmail}},
      {HintId::h6, {"checklist.blackmail", "checklist.filming"}, {HelpPurpose::images}},
      {HintId::h7,
       {"tip.record_first", "checklist.filming", "checklist.takedown"},
       {HelpPurpose::images}},
      {HintId::h10,
       {"tip.record_first", "checklist.outing", "checklist.takedown"},
       {HelpPurpose::data_protection}},
  };
  return kTable;
}

class Gathered {
 public:
  void card(const std::string& id) { once(advice_.cards, id); }
  void purpose(HelpPurpose purpose) { once(advice_.purposes, purpose); }
  void first(const std::string& id) { once(advice_.first, id); }
  void ring(HelpPurpose purpose) { once(advice_.ring, purpose); }
  Advice take() { return std::move(advice_); }

 private:
  template <class T>
  static void once(std::vector<T>& list, const T& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  }
  Advice advice_;
};

// Whoever choked passes out hours later; so does whoever was drugged. That cannot wait.
void add_urgent(Gathered& advice, const std::vector<const domain::UrgentRule*>& urgent) {
  for (const auto* rule : urgent) {
    for (const auto& card : rule->cards) advice.first(card);
    for (const HelpPurpose purpose : rule->purposes) {
      advice.ring(purpose);
      advice.purpose(purpose);
    }
  }
}

void add_first(Gathered& advice, const domain::Incident& incident, const std::vector<Hint>& hints) {
  const bool going_on = std::any_of(hints.begin(), hints.end(),
                                    [](const Hint& hint) { return hint.id == HintId::h9; });
  const bool sexual = is_sexual_violence(incident);
  if (going_on) advice.first("care.emergency");
  if (!sexual) return;
  for (const char* id : {"care.first", "care.medical", "forensic.already_washed", "forensic.body",
                         "forensic.clothes", "forensic.scene", "care.support"}) {
    advice.first(id);
  }
}

// What was ticked, beyond the hints.
void add_ticked(Gathered& advice, const domain::Incident& incident) {
  if (has(incident.codes, {Code::robbery})) advice.card("law.robbery");
  if (has(incident.codes, {Code::outing, Code::outing_threat})) {
    advice.card("law.outing");
    advice.card("checklist.outing");
  }
  if (has(incident.codes, {Code::spyware_tracking}) ||
      has(incident.tactics, {Tactic::spyware, Tactic::tracking_device, Tactic::monitoring})) {
    advice.card("tip.device_watched");
    advice.card("checklist.devices");
  }
  if (has(incident.codes, {Code::account_takeover, Code::impersonation}) ||
      has(incident.tactics, {Tactic::account_takeover, Tactic::impersonation})) {
    advice.card("checklist.accounts");
  }
  if (has(incident.codes, {Code::copyright_misuse}) ||
      (incident.online_items && !incident.online_items->empty())) {
    advice.card("tip.record_first");
    advice.card("checklist.takedown");
  }
}

template <class T>
bool any_in(const domain::List<T>& ticked, const std::vector<T>& wanted) {
  return ticked && std::any_of(wanted.begin(), wanted.end(), [&](T each) {
           return std::find(ticked->begin(), ticked->end(), each) != ticked->end();
         });
}

// "chok" begins a word in "He choked me", and none in "artichoke".
bool begins_a_word(const std::string& text, const std::string& beginning) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
  for (auto at = text.find(beginning); at != std::string::npos; at = text.find(beginning, at + 1)) {
    if (at == 0 || !is_letter(text[at - 1])) return true;
  }
  return false;
}

}  // namespace

bool holds(const domain::UrgentRule& rule, const domain::Incident& incident) {
  if (any_in(incident.codes, rule.codes) || any_in(incident.weapon, rule.weapons)) return true;
  const std::string told =
      identify::casefold(incident.account.value_or("") + "\n" + incident.injuries.value_or("") +
                         "\n" + incident.health.value_or(""));
  return std::any_of(rule.words.begin(), rule.words.end(),
                     [&](const std::string& word) { return begins_a_word(told, word); });
}

Advice advice_for(const domain::Incident& incident, const std::vector<Hint>& hints,
                  const std::vector<const domain::UrgentRule*>& urgent) {
  Gathered advice;
  add_urgent(advice, urgent);
  add_first(advice, incident, hints);
  for (const Hint& hint : hints) {
    if (hint.id != HintId::h8 && hint.id != HintId::h9) advice.card(card_of(hint.id));
    for (const auto& row : for_hints()) {
      if (row.hint != hint.id) continue;
      for (const char* id : row.cards) advice.card(id);
      for (const HelpPurpose purpose : row.purposes) advice.purpose(purpose);
    }
  }
  add_ticked(advice, incident);
  advice.card("tip.police_choice");
  advice.card("tip.withdraw");
  for (const HelpPurpose purpose :
       {HelpPurpose::sex_work_scheme, HelpPurpose::police, HelpPurpose::emotional_support}) {
    advice.purpose(purpose);
  }
  return advice.take();
}

}  // namespace ww::engine::journal

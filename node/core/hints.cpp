#include "core/hints.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/alert_limits.h"
#include "domain/pack.h"

namespace ww {
namespace {

using namespace domain;

template <class T>
bool has(const List<T>& list, T value) {
  return list && std::find(list->begin(), list->end(), value) != list->end();
}
template <class T, class... More>
bool has_any(const List<T>& list, More... values) {
  return (has(list, values) || ...);
}
bool has_group(const Incident& incident, CodeGroup group) {
  return incident.codes && std::any_of(incident.codes->begin(), incident.codes->end(),
                                       [&](Code code) { return traits_of(code).group == group; });
}

// ---- facts of one incident

// Every tick of what it did to her is alarm or distress in plain words; `other` says nothing yet.
bool alarmed_or_distressed(const Incident& i) {
  const bool effect = i.effect && std::any_of(i.effect->begin(), i.effect->end(),
                                              [](Effect e) { return e != Effect::other; });
  return effect || i.feared_violence == true;
}
bool counts_as_harassment(const Incident& i) {
  return i.unwanted == true || i.forced_contact == true || alarmed_or_distressed(i) ||
         has_any(i.codes, Code::harassment, Code::stalking);
}
bool says_it_repeats(const Incident& i) { return i.repeat && i.repeat->count.value_or(0) >= 2; }

bool is_fixated(const Incident& i) {
  return has_any(i.tactics, Tactic::monitoring, Tactic::spyware, Tactic::tracking_device,
                 Tactic::account_takeover, Tactic::fake_profiles, Tactic::impersonation) ||
         has_any(i.codes, Code::spyware_tracking, Code::account_takeover, Code::impersonation) ||
         i.forced_contact == true || i.feared_violence == true;
}

bool is_malicious_message(const Incident& i) {
  return has_any(i.messages, MessageTick::indecent, MessageTick::grossly_offensive,
                 MessageTick::obscene, MessageTick::threatening);
}
bool is_threatening_message(const Incident& i) {
  return has_any(i.messages, MessageTick::threat_of_death, MessageTick::threat_of_serious_injury,
                 MessageTick::threat_of_rape, MessageTick::threat_of_financial_loss);
}

// A demand that is described was made, unless she says that it was not.
bool demands(const Incident& i) {
  if (!i.demand) return false;
  const auto told = [](const Text& text) { return text && !text->empty(); };
  return i.demand->made.value_or(told(i.demand->what) || told(i.demand->pay_to));
}
bool menaces_with_images(const Incident& i) {
  return (i.demand && has(i.demand->menaces, Menace::images)) || has(i.codes, Code::ncii_threat) ||
         has(i.images, ImageUse::threatened);
}
bool menaces(const Incident& i) {
  const bool ticked = i.demand && i.demand->menaces && !i.demand->menaces->empty();
  return ticked || menaces_with_images(i) ||
         has_any(i.codes, Code::threat_violence, Code::outing_threat);
}

bool is_about_intimate_images(const Incident& i) {
  return has_any(i.codes, Code::ncii_sharing, Code::voyeurism_filming) &&
         i.consent_to_film != FilmConsent::agreed;
}

bool is_breach_of_privacy(const Incident& i) {
  const bool outed = has(i.codes, Code::outing) || has(i.tactics, Tactic::outing);
  const bool personal_data = i.exposed && !i.exposed->empty();
  return has_any(i.codes, Code::doxxing, Code::copyright_misuse) || (outed && personal_data);
}

bool is_violence(const Incident& i) {
  return has_group(i, CodeGroup::sexual_violence) || has_group(i, CodeGroup::violence) ||
         has_any(i.codes, Code::robbery, Code::burglary);
}

// ---- over all incidents

class Collector {
 public:
  Collector(std::span<const HintInput> incidents, Instant now) : incidents_(incidents), now_(now) {}

  std::vector<Hint> run() {
    add(HintId::h9, which([&](const HintInput& in) { return in_progress(in); }));
    add(HintId::h8, those(is_sexual_violence));
    const auto harassing = harassment();
    add(HintId::h1, harassing);
    add(HintId::h2, those(is_malicious_message));
    add(HintId::h3, those(is_threatening_message));
    if (!harassing.empty()) add_with(HintId::h4, those(is_fixated), harassing);
    if (!those(menaces).empty()) add_with(HintId::h5, those(demands), those(menaces));
    add(HintId::h6, those(menaces_with_images));
    add(HintId::h7, those(is_about_intimate_images));
    add(HintId::h10, those(is_breach_of_privacy));
    return std::move(hints_);
  }

 private:
  using Ids = std::vector<IncidentId>;

  template <class Predicate>
  Ids which(Predicate predicate) const {
    Ids ids;
    for (const HintInput& input : incidents_) {
      if (predicate(input)) ids.push_back(input.id);
    }
    return ids;
  }
  Ids those(bool (*fact)(const Incident&)) const {
    return which([&](const HintInput& input) { return fact(*input.incident); });
  }
  Ids harassment() const {
    const Ids counted = those(counts_as_harassment);
    const Ids repeated = those(says_it_repeats);
    if (counted.size() >= 2) return both(counted, repeated);
    return repeated.empty() ? Ids{} : both(counted, repeated);
  }
  // "Immediate" grows old: nobody wants an emergency number over last month's page.
  bool in_progress(const HintInput& input) const {
    return input.incident->urgency == Urgency::immediate && is_violence(*input.incident) &&
           now_ - input.changed < limits::kImmediateLife;
  }

  Ids both(const Ids& a, const Ids& b) const {
    const auto in = [](const Ids& ids, const IncidentId& id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    return which([&](const HintInput& input) { return in(a, input.id) || in(b, input.id); });
  }
  void add(HintId id, Ids because) {
    if (!because.empty()) hints_.push_back({id, std::move(because)});
  }
  // Two facts, both needed; the hint names the incidents of either.
  void add_with(HintId id, const Ids& fact, const Ids& other) {
    if (!fact.empty()) add(id, both(fact, other));
  }

  std::span<const HintInput> incidents_;
  Instant now_;
  std::vector<Hint> hints_;
};

const std::vector<std::string>& all_nations() {
  static const std::vector<std::string> all(kPackNations.begin(), kPackNations.end());
  return all;
}

std::optional<std::string> nation_of(std::string code, const RegionTable& regions) {
  // A county stands at most three steps below its nation.
  for (int step = 0; step < 4; ++step) {
    if (std::find(kPackNations.begin(), kPackNations.end(), code) != kPackNations.end())
      return code;
    const auto wider = regions.parent_of(code);
    if (!wider) break;
    code = *wider;
  }
  return code.substr(0, 3) == "IE-" ? std::optional<std::string>("IE") : std::nullopt;
}

}  // namespace

std::string to_string(HintId id) { return "H" + std::to_string(static_cast<int>(id)); }

const char* card_of(HintId id) {
  switch (id) {
    case HintId::h1:
      return "law.harassment";
    case HintId::h2:
      return "law.malicious_communications";
    case HintId::h3:
      return "law.threatening_communications";
    case HintId::h4:
      return "law.stalking";
    case HintId::h5:
      return "law.blackmail";
    case HintId::h6:
      return "law.threat_to_share_images";
    case HintId::h7:
      return "law.intimate_images";
    case HintId::h8:
      return "care.first";
    case HintId::h9:
      return "care.emergency";
    case HintId::h10:
      return "law.privacy_breach";
  }
  return "";
}

const char* text_card_of(HintId id) {
  static constexpr std::array<const char*, 10> kCards{"hint.h1", "hint.h2", "hint.h3", "hint.h4",
                                                      "hint.h5", "hint.h6", "hint.h7", "hint.h8",
                                                      "hint.h9", "hint.h10"};
  return kCards[static_cast<std::size_t>(id) - 1];
}

std::vector<Hint> hints_for(std::span<const HintInput> incidents, Instant now) {
  return Collector(incidents, now).run();
}

std::vector<std::string> nations_of(const std::vector<std::string>& codes,
                                    const RegionTable& regions) {
  std::vector<std::string> found;
  for (const auto& code : codes) {
    if (code == "GB") {  // its four nations
      std::copy_if(all_nations().begin(), all_nations().end(), std::back_inserter(found),
                   [](const std::string& nation) { return nation.starts_with("GB-"); });
      continue;
    }
    const auto nation = nation_of(code, regions);
    if (!nation) return all_nations();
    found.push_back(*nation);
  }
  if (found.empty()) return all_nations();
  std::vector<std::string> out;
  for (const auto& nation : all_nations()) {
    if (std::find(found.begin(), found.end(), nation) != found.end()) out.push_back(nation);
  }
  return out;
}

std::vector<std::string> nations_of(const Incident& incident, const RegionTable& regions) {
  if (!incident.where || !incident.where->regions) return all_nations();
  return nations_of(*incident.where->regions, regions);
}

bool is_sexual_violence(const Incident& incident) {
  return has_group(incident, CodeGroup::sexual_violence);
}

}  // namespace ww

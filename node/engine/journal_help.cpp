#include "engine/journal_help.h"

#include <algorithm>

#include "core/care_timers.h"
#include "core/retention.h"
#include "engine/journal_advice.h"
#include "engine/journal_places.h"
#include "identify/time_zone.h"
#include "identify/unicode.h"

namespace ww::engine::journal {
namespace {

using Packs = std::vector<const KnownPack*>;

const domain::Card* card_in(const domain::Pack& pack, std::string_view id) {
  for (const auto& card : pack.cards) {
    if (card.id == id) return &card;
  }
  return nullptr;
}

template <class T>
void add_once(std::vector<T>& list, T value, bool (*same)(const T&, const T&)) {
  for (const T& each : list) {
    if (same(each, value)) return;
  }
  list.push_back(std::move(value));
}

// The same words in two nations are one card.
bool same_card(const api::CardShown& a, const api::CardShown& b) {
  return a.id == b.id && a.title == b.title && a.body == b.body && a.items == b.items;
}
bool same_contact(const api::HelpLine& a, const api::HelpLine& b) {
  return a.id == b.id && a.name == b.name && a.phone == b.phone && a.web == b.web;
}
bool same_timer(const api::TimerShown& a, const api::TimerShown& b) {
  return a.id == b.id && a.best == b.best && a.last == b.last && a.body == b.body;
}

std::string state_of(const domain::Incident* incident, const std::string& list,
                     const std::string& item) {
  if (incident != nullptr && incident->checklist) {
    for (const auto& tick : *incident->checklist) {
      if (tick.list == list && tick.item == item) return std::string(domain::to_name(tick.state));
    }
  }
  return std::string(domain::to_name(domain::ChecklistState::open));
}

api::CardShown shown(const domain::Card& card, const KnownPack& known,
                     const domain::Incident* incident) {
  api::CardShown result{card.id,
                        std::string(domain::to_name(card.kind)),
                        card.title,
                        known.pack.nation,
                        known.pack.id,
                        known.pack.edition,
                        card.body,
                        {},
                        lines_of(card.sources)};
  for (const auto& item : card.items)
    result.items.push_back({item.id, item.text, state_of(incident, card.id, item.id)});
  return result;
}

std::vector<api::CardShown> cards_named(const std::vector<std::string>& ids, const Packs& packs,
                                        const domain::Incident& incident) {
  std::vector<api::CardShown> cards;
  for (const auto& id : ids) {
    for (const KnownPack* known : packs) {
      if (const auto* card = card_in(known->pack, id))
        add_once(cards, shown(*card, *known, &incident), same_card);
    }
  }
  return cards;
}

api::HelpLine shown(const domain::HelpContact& contact, const KnownPack& known) {
  api::HelpLine line{contact.id,      contact.name,       contact.phone,
                     contact.web,     contact.email,      contact.hours,
                     contact.liaison, contact.note,       known.pack.nation,
                     known.pack.id,   known.pack.edition, {},
                     contact.regions, contact.languages,  lines_of(contact.sources)};
  for (const auto purpose : contact.purposes) line.purposes.emplace_back(domain::to_name(purpose));
  return line;
}

// `regions` empty: anywhere.
bool serves(const domain::HelpContact& contact, const std::vector<std::string>& regions,
            const domain::RegionTable& table) {
  if (contact.regions.empty() || regions.empty()) return true;
  return std::any_of(contact.regions.begin(), contact.regions.end(), [&](const auto& its) {
    return std::any_of(regions.begin(), regions.end(), [&](const auto& region) {
      return its == region || table.covers(its, region) || table.covers(region, its);
    });
  });
}

bool is_for(const domain::HelpContact& contact, domain::HelpPurpose purpose) {
  const auto& all = contact.purposes;
  return std::find(all.begin(), all.end(), purpose) != all.end();
}

std::vector<std::string> regions_of(const domain::Incident& incident) {
  return incident.where && incident.where->regions ? *incident.where->regions
                                                   : std::vector<std::string>{};
}

std::vector<const domain::UrgentRule*> urgent_in(const Packs& packs,
                                                 const domain::Incident& incident) {
  std::vector<const domain::UrgentRule*> rules;
  for (const KnownPack* known : packs) {
    for (const auto& rule : known->pack.urgent) {
      if (holds(rule, incident)) rules.push_back(&rule);
    }
  }
  return rules;
}

api::TimerShown shown(const CareTimer& timer, const domain::CareWindow& window,
                      const KnownPack& known) {
  return {window.id,
          std::string(domain::to_name(window.purpose)),
          window.title,
          known.pack.nation,
          timer.from.value_or(Instant{}),
          timer.best,
          timer.last,
          to_string(timer.state),
          window.body,
          lines_of(window.sources),
          window.best_hours.value_or(0),
          window.last_hours.value_or(0)};
}

std::vector<std::string> nations_at(const std::string& region, const std::string& home,
                                    const domain::RegionTable& regions) {
  const std::string place = region.empty() ? home : region;
  if (place != "GB") return nations_of(std::vector{place}, regions);
  std::vector<std::string> nations;
  for (const auto nation : domain::kPackNations) {
    if (nation.starts_with("GB-")) nations.emplace_back(nation);
  }
  return nations;
}

}  // namespace

// Where it is not told where it happened, all nations; that of her home region first.
std::vector<const KnownPack*> Help::packs_at(const std::vector<std::string>& codes) {
  const auto& table = context_.options.regions;
  auto nations = nations_of(codes, table);
  if (nations.size() == std::size(domain::kPackNations)) {
    const auto home = nations_at("", records_.home_region(), table);
    std::stable_partition(nations.begin(), nations.end(), [&](const std::string& nation) {
      return std::find(home.begin(), home.end(), nation) != home.end();
    });
  }
  return shelf_.of(nations);
}

std::vector<const KnownPack*> Help::packs_of(const domain::Incident& incident) {
  return packs_at(regions_of(incident));
}

// ---- hints

std::vector<StoredIncident> Help::together_with(const StoredIncident& incident) {
  if (incident.subject) return records_.of_subject(*incident.subject);
  return {incident};
}

std::vector<Hint> Help::hints(const std::vector<StoredIncident>& rows) {
  std::vector<domain::Incident> incidents;
  for (const auto& row : rows) incidents.push_back(incident_of(row.json));
  std::vector<HintInput> inputs;
  for (std::size_t i = 0; i < rows.size(); ++i)
    inputs.push_back({rows[i].id, rows[i].changed, &incidents[i]});
  return hints_for(inputs, context_.now);
}

std::vector<api::HintLine> Help::lines_of(const std::vector<Hint>& found, const Packs& packs) {
  std::vector<api::HintLine> lines;
  for (const Hint& hint : found) {
    api::HintLine line;
    line.id = to_string(hint.id);
    line.card = card_of(hint.id);
    for (const auto& id : hint.because) line.because.push_back(id.base32());
    for (const KnownPack* known : packs) {
      const auto* card = card_in(known->pack, text_card_of(hint.id));
      if (card == nullptr) continue;
      line.nation += (line.nation.empty() ? "" : ", ") + known->pack.nation;
      if (!line.pack.empty()) continue;
      line.pack = known->pack.id;
      line.pack_date = known->pack.edition;
      for (const auto& paragraph : card->body)
        line.text += (line.text.empty() ? "" : " ") + paragraph;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<api::HintLine> Help::hints_about(const StoredIncident& incident) {
  auto found = hints(together_with(incident));
  // Of a person's hints, those that have to do with this incident.
  std::erase_if(found, [&](const Hint& hint) {
    return std::find(hint.because.begin(), hint.because.end(), incident.id) == hint.because.end();
  });
  return lines_of(found, packs_of(incident_of(incident.json)));
}

std::vector<api::HintLine> Help::hints_about(const SubjectId& subject) {
  const auto rows = records_.of_subject(subject);
  std::vector<std::string> regions;
  for (const auto& row : rows)
    regions.insert(regions.end(), row.regions.begin(), row.regions.end());
  return lines_of(hints(rows), packs_at(regions));
}

// ---- care

std::vector<api::TimerShown> Help::timers(const domain::Incident& incident) {
  std::vector<api::TimerShown> list;
  for (const KnownPack* known : packs_of(incident)) {
    const auto& windows = known->pack.windows;
    for (const auto& timer : care_timers(incident, windows, zone_of_nation(known->pack.nation),
                                         identify::local_midnight_utc, context_.now)) {
      for (const auto& window : windows) {
        if (window.id == timer.window) add_once(list, shown(timer, window, *known), same_timer);
      }
    }
  }
  return list;
}

std::vector<api::HelpLine> Help::contacts_for_all(const std::vector<domain::HelpPurpose>& purposes,
                                                  const Packs& packs,
                                                  const domain::Incident& incident) {
  std::vector<api::HelpLine> lines;
  for (const auto purpose : purposes) {
    for (const KnownPack* known : packs) {
      for (const auto& contact : known->pack.contacts) {
        if (is_for(contact, purpose) &&
            serves(contact, regions_of(incident), context_.options.regions)) {
          add_once(lines, shown(contact, *known), same_contact);
        }
      }
    }
  }
  return lines;
}

Answer<api::Care> Help::care(const std::string& id) {
  const auto row = records_.incident(id);
  if (!row) return row.error();
  const domain::Incident incident = incident_of(row->json);
  const auto packs = packs_of(incident);
  const auto found = hints(together_with(*row));
  const Advice advice = advice_for(incident, found, urgent_in(packs, incident));
  api::Care care;
  care.care_first = is_sexual_violence(incident) || !advice.ring.empty();
  care.first = cards_named(advice.first, packs, incident);
  care.timers = timers(incident);
  care.hints = lines_of(found, packs);
  care.cards = cards_named(advice.cards, packs, incident);
  care.ring = contacts_for_all(advice.ring, packs, incident);
  std::erase_if(care.ring, [](const api::HelpLine& line) { return line.phone.empty(); });
  care.contacts = contacts_for_all(advice.purposes, packs, incident);
  return care;
}

// ---- looking up

Answer<std::vector<api::CardShown>> HelpLookup::cards(const api::CardsQuery& query) const {
  const std::string wanted = identify::casefold(query.name);
  std::string region = query.region;
  if (!region.empty() && region != kEverywhere) {
    WW_TRY_SET(region, helped_place(regions, region, home));
  }
  // "boundary" for "boundary.first": the beginning of an id does.
  const auto fits = [&](const std::string& id, const std::string& title) {
    return wanted.empty() || id.starts_with(wanted) ||
           identify::casefold(title).find(wanted) != std::string::npos;
  };
  std::vector<api::CardShown> cards;
  for (const KnownPack* known : packs_of(nations_at(region, home, regions))) {
    for (const auto& card : known->pack.cards) {
      if (fits(card.id, card.title)) add_once(cards, shown(card, *known, nullptr), same_card);
    }
    for (const auto& letter : known->pack.letters) {
      if (!fits(letter.id, letter.title)) continue;
      if (!query.lang.empty() && letter.lang != query.lang) continue;
      const domain::Card as_card{letter.id,    domain::CardKind::template_text,
                                 letter.title, letter.body,
                                 {},           letter.sources};
      add_once(cards, shown(as_card, *known, nullptr), same_card);
    }
  }
  if (cards.empty() && !query.name.empty()) {
    return problem(Kind::not_found,
                   "There is no card \"" + query.name + "\". `watchword cards` shows all.");
  }
  return cards;
}

Answer<std::vector<api::HelpLine>> HelpLookup::contacts_for(const std::string& region,
                                                            const std::string& purpose) const {
  std::optional<domain::HelpPurpose> wanted;
  if (!purpose.empty()) {
    const auto known = one_of<domain::HelpPurpose>(purpose, "The purpose");
    if (!known) return known.error();
    wanted = *known;
  }
  std::string place = region;
  std::vector<std::string> where;
  if (!region.empty() && region != kEverywhere) {
    WW_TRY_SET(place, helped_place(regions, region, home));
    where.push_back(place);
  }
  std::vector<api::HelpLine> lines;
  for (const KnownPack* known : packs_of(nations_at(place, home, regions))) {
    for (const auto& contact : known->pack.contacts) {
      if (wanted && !is_for(contact, *wanted)) continue;
      if (serves(contact, where, regions)) add_once(lines, shown(contact, *known), same_contact);
    }
  }
  return lines;
}

HelpLookup Help::lookup() {
  return {context_.options.regions, records_.home_region(),
          [this](const std::vector<std::string>& nations) { return shelf_.of(nations); }};
}

std::vector<api::PackLine> Help::packs() {
  std::vector<api::PackLine> lines;
  for (const auto& known : shelf_.all()) lines.push_back(line_of(known));
  return lines;
}

std::optional<domain::LetterTemplate> Help::letter(const domain::Incident& incident,
                                                   const std::string& id, const std::string& lang) {
  for (const std::string& wanted : {lang, std::string("en")}) {
    for (const KnownPack* known : packs_of(incident)) {
      for (const auto& letter : known->pack.letters) {
        if (letter.id == id && letter.lang == wanted) return letter;
      }
    }
  }
  return std::nullopt;
}

std::int32_t Help::review_months() {
  std::vector<domain::RetentionDefaults> defaults;
  for (const auto& known : shelf_.all()) defaults.push_back(known.pack.retention);
  return ww::review_months(defaults);
}

// ---- while the journal is locked

LockedHelp::LockedHelp(const domain::RegionTable& regions)
    : packs_(built_in()), regions_(regions) {}

HelpLookup LockedHelp::lookup() const {
  return {regions_, "GB",
          [this](const std::vector<std::string>& nations) { return of_nations(packs_, nations); }};
}

// Where she lives stands in the journal: without a region, help of all nations.
Answer<std::vector<api::CardShown>> LockedHelp::cards(api::CardsQuery query) const {
  if (query.region.empty()) query.region = kEverywhere;
  return lookup().cards(query);
}

Answer<std::vector<api::HelpLine>> LockedHelp::contacts_for(const std::string& region,
                                                            const std::string& purpose) const {
  return lookup().contacts_for(region.empty() ? std::string(kEverywhere) : region, purpose);
}

std::vector<api::PackLine> LockedHelp::packs() const {
  std::vector<api::PackLine> lines;
  for (const auto& known : packs_) lines.push_back(line_of(known));
  return lines;
}

}  // namespace ww::engine::journal

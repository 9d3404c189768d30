// What may help after an incident: hints, cards, times, people to ask; all of it from packs, by the
// nation of the incident's region.
//
// An incident without a region gets the cards of every nation; what they have in common is shown
// once, and those of her home region come first. A hint is one line, whichever nations it may hold
// in.
#pragma once

#include <functional>

#include "core/hints.h"
#include "engine/journal_base.h"
#include "engine/journal_packs.h"

namespace ww::engine::journal {

// What is looked up without an incident.
struct HelpLookup {
  const domain::RegionTable& regions;
  std::string home;
  std::function<std::vector<const KnownPack*>(const std::vector<std::string>& nations)> packs_of;

  Answer<std::vector<api::CardShown>> cards(const api::CardsQuery& query) const;
  Answer<std::vector<api::HelpLine>> contacts_for(const std::string& region,
                                                  const std::string& purpose) const;
};

// The help that came with the program, without a journal: a person may need a helpline more than
// her journal. Imported packs and her home region are not known here.
class LockedHelp {
 public:
  explicit LockedHelp(const domain::RegionTable& regions);
  Answer<std::vector<api::CardShown>> cards(api::CardsQuery query) const;
  Answer<std::vector<api::HelpLine>> contacts_for(const std::string& region,
                                                  const std::string& purpose) const;
  std::vector<api::PackLine> packs() const;

 private:
  HelpLookup lookup() const;
  std::vector<KnownPack> packs_;
  const domain::RegionTable& regions_;
};

class Help {
 public:
  Help(Context& context, Records& records, PackShelf& shelf)
      : context_(context), records_(records), shelf_(shelf) {}

  // With all other incidents of the same person of concern.
  std::vector<api::HintLine> hints_about(const StoredIncident& incident);
  std::vector<api::HintLine> hints_about(const SubjectId& subject);
  Answer<api::Care> care(const std::string& incident);
  // By the first nation's pack that has it.
  std::vector<api::TimerShown> timers(const domain::Incident& incident);

  Answer<std::vector<api::CardShown>> cards(const api::CardsQuery& query) {
    return lookup().cards(query);
  }
  Answer<std::vector<api::HelpLine>> contacts_for(const std::string& region,
                                                  const std::string& purpose) {
    return lookup().contacts_for(region, purpose);
  }
  std::vector<api::PackLine> packs();
  // A letter of the nation, in the language or else in English.
  std::optional<domain::LetterTemplate> letter(const domain::Incident& incident,
                                               const std::string& id, const std::string& lang);
  std::int32_t review_months();

 private:
  std::vector<StoredIncident> together_with(const StoredIncident& incident);
  std::vector<Hint> hints(const std::vector<StoredIncident>& rows);
  std::vector<api::HintLine> lines_of(const std::vector<Hint>& hints,
                                      const std::vector<const KnownPack*>& packs);
  std::vector<const KnownPack*> packs_at(const std::vector<std::string>& codes);
  std::vector<const KnownPack*> packs_of(const domain::Incident& incident);
  std::vector<api::HelpLine> contacts_for_all(const std::vector<domain::HelpPurpose>& purposes,
                                              const std::vector<const KnownPack*>& packs,
                                              const domain::Incident& incident);
  HelpLookup lookup();

  Context& context_;
  Records& records_;
  PackShelf& shelf_;
};

}  // namespace ww::engine::journal

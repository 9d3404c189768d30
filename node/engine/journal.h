// Journal: the person's own record, as the parts that keep it. Each call happens inside the step's
// transaction (local_journal.h asks).
//
//   incidents  written down, changed, listed, searched     subjects  persons of concern
//   evidence   files and their custody                     help      hints, care, cards, packs
//   packets    what may leave                              consents  who may know, who was told
#pragma once

#include "engine/journal_consents.h"
#include "engine/journal_evidence.h"
#include "engine/journal_help.h"
#include "engine/journal_incidents.h"
#include "engine/journal_packets.h"
#include "engine/journal_subjects.h"

namespace ww::engine {

class Journal {
 public:
  Journal(Context& context, Alerts& alerts);

  journal::Records records;
  journal::Subjects subjects;
  journal::Incidents incidents;
  journal::EvidenceRoom evidence;
  journal::PackShelf packs;
  journal::Help help;
  journal::Consents consents;
  journal::Packets packets;

  // An incident with all that belongs to it.
  api::Answer<api::IncidentShown> show(const std::string& id, std::uint32_t version);
  api::Answer<api::SubjectShown> show_subject(const std::string& id);
  api::Answer<std::string> block_list(const std::vector<std::string>& subjects);

  // Returns when it wants to be called next.
  std::optional<Instant> on_time();

  static constexpr std::size_t kRefoldedAtOnce = 16;  // incidents in one step

 private:
  bool refold();

  Context& context_;
  bool folded_ = false;  // the index of an older journal is as today's
};

}  // namespace ww::engine

// The profile's files as where a node's journal comes from.
#pragma once

#include "ports/disk.h"
#include "ports/random.h"
#include "runtime/node_journal.h"

namespace ww::runtime {

class ProfileJournals final : public Journals {
 public:
  // Both must outlive it.
  ProfileJournals(Disk& disk, Random& random) : disk_(disk), random_(random) {}

  Result<bool> exists() override;
  Result<std::unique_ptr<OpenJournal>> create(const SecretBytes& passphrase) override;
  Result<std::unique_ptr<OpenJournal>> open(const SecretBytes& passphrase) override;

 private:
  Disk& disk_;
  Random& random_;
};

}  // namespace ww::runtime

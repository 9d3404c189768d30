// The profile's files (store/profile.h) as where a node's journal comes from.
#pragma once

#include "base/crypto.h"
#include "ports/disk.h"
#include "ports/random.h"
#include "runtime/node_journal.h"

namespace ww::runtime {

class ProfileJournals final : public Journals {
 public:
  // Disk and random must outlive it and every journal.
  ProfileJournals(Disk& disk, Random& random, crypto::KdfCost cost = crypto::kModerate)
      : disk_(disk), random_(random), cost_(cost) {}

  Result<bool> exists() override;
  Result<std::unique_ptr<OpenJournal>> create(const SecretBytes& passphrase) override;
  Result<std::unique_ptr<OpenJournal>> open(const SecretBytes& passphrase) override;

 private:
  Disk& disk_;
  Random& random_;
  crypto::KdfCost cost_;
};

}  // namespace ww::runtime

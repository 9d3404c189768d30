// Where a node's journal comes from: made or opened with a passphrase. The real one is the
// profile's files (node_profile.h).
#pragma once

#include <memory>

#include "base/secret.h"
#include "ports/store.h"

namespace ww::runtime {

class OpenJournal {
 public:
  virtual ~OpenJournal() = default;
  virtual Store& store() = 0;
  virtual std::uint64_t bytes() = 0;  // on disk
  // It was put back from an older copy. Its ratchets must not be used: messages would be encrypted
  // under keys that were used before. Stays so until accept_older_copy(), which belongs into the
  // transaction that makes new ones (NodeEngine::recover()). Both throw StoreFailed.
  virtual bool is_older_copy() = 0;
  virtual void accept_older_copy() = 0;
};

class Journals {
 public:
  virtual ~Journals() = default;
  virtual Result<bool> exists() = 0;
  // Fails with `duplicate` when one is there, with `storage` otherwise.
  virtual Result<std::unique_ptr<OpenJournal>> create(const SecretBytes& passphrase) = 0;
  // Fails with not_found, wrong_passphrase, unsupported (a newer version's) or storage.
  virtual Result<std::unique_ptr<OpenJournal>> open(const SecretBytes& passphrase) = 0;
};

}  // namespace ww::runtime

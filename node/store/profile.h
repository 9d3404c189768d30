// Profile: the files of one person's node, and how a passphrase opens them.
//
//   slots                     eight key slots (slot_file.h)
//   container.0, container.1  two databases, or one and random bytes (containers.h)
//   marks                     notices an older copy of a container (marks.h)
//
// What the files tell. Closed: nothing of how many passphrases there are, nor which container is in
// use; all have the same size and time of change in both cases. Open, or after a crash until the
// next close: SQLite's log lies beside the container in use and names it. Someone who copies the
// disk twice sees which container changed. A journaling file system, a backup or a flash disk may
// keep older bytes of any file, an old slot included. So the decoy stands a search of a closed
// node, not a laboratory with several copies.
//
// Nobody but the process that owns the Disk may open it meanwhile: the folder's lock sees to that.
#pragma once

#include <memory>

#include "store/containers.h"
#include "store/database.h"
#include "store/slot_file.h"

namespace ww::store {

class Profile {
 public:
  // Fails with duplicate when there is one. A crash before the end leaves none.
  static Result<> create(Disk& disk, Random& random, ByteView passphrase, crypto::KdfCost cost);
  // Fails with not_found, malformed, wrong_passphrase, full (no memory for Argon2id) or storage.
  static Result<std::unique_ptr<Profile>> open(Disk& disk, Random& random, ByteView passphrase,
                                               crypto::KdfCost cost);

  // The same slot under a new passphrase. Fails with conflict when that one opens another slot.
  static Result<> change_passphrase(Disk& disk, Random& random, ByteView old_one, ByteView new_one,
                                    crypto::KdfCost cost);
  // A second passphrase for the other container, which becomes a new, empty database. All other
  // slots are made random: whoever is in the decoy and calls this destroys the real one, because
  // nobody can tell that there is a real one. Fails with conflict when both passphrases are the
  // same.
  static Result<> add_decoy(Disk& disk, Random& random, ByteView own, ByteView decoy,
                            crypto::KdfCost cost);
  // Panic: no passphrase opens anything any more. What is left looks as before.
  static Result<> destroy(Disk& disk, Random& random);

  // The Profile must outlive it. Fails with storage, unauthenticated for a foreign file, or
  // unsupported for one of an earlier line of formats (schema.h), which stays as it is.
  Result<std::unique_ptr<Database>> open_database();
  // The container is older than one that was open here. Stays so until accept_rollback(), which
  // belongs into the transaction that makes new keys with every contact. Both throw StoreFailed.
  static bool is_rolled_back(Database& database);
  static void accept_rollback(Database& database);
  // After the database is closed. Without it (a crash) the next open_database() does its work.
  Result<> close();

 private:
  Profile(Disk& disk, Random& random, Unlocked unlocked)
      : disk_(disk),
        random_(random),
        container_disk_(disk, random),
        unlocked_(std::move(unlocked)) {}
  Result<std::unique_ptr<Database>> open_file();
  Result<> count_up(Database& database);

  Disk& disk_;
  Random& random_;
  ContainerDisk container_disk_;
  Unlocked unlocked_;
};

}  // namespace ww::store

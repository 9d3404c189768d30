#include "store/profile.h"

#include "store/marks.h"
#include "store/schema.h"
#include "store/whole_file.h"

namespace ww::store {
namespace {

// Not part of the journal's schema: it is the container's own.
constexpr const char* kMarkTable =
    "CREATE TABLE container_mark (one INTEGER PRIMARY KEY CHECK (one = 1),"
    " mark INTEGER NOT NULL, rolled_back INTEGER NOT NULL);"
    "INSERT INTO container_mark VALUES (1, 1, 0);";

// Beside the old container, then in its place.
Result<> make_container(Disk& disk, Random& random, const Unlocked& unlocked) {
  ContainerDisk container_disk(disk, random);
  const std::string name = container_name(unlocked.container);
  WW_TRY(drop_log(disk, kNewContainer));
  WW_TRY(disk.remove(kNewContainer));
  try {
    WW_TRY_SET(auto database, Database::open(container_disk, random, kNewContainer, unlocked.key));
    database->script(kMarkTable);
  } catch (const StoreFailed& failure) {
    return failure.error();
  }
  // Closing wrote the log back and removed it; if that failed, the container is not whole.
  WW_TRY_SET(const bool log_is_left, disk.exists(std::string(kNewContainer) + "-wal"));
  if (log_is_left) return fail(Errc::storage);
  WW_TRY(drop_log(disk, name));
  WW_TRY(disk.rename(kNewContainer, name));
  return write_mark(disk, random, unlocked, 1);
}

struct Opened {
  SlotFile file;
  SlotFile::Found found;
};

Result<Opened> unlock(Disk& disk, ByteView passphrase, crypto::KdfCost cost) {
  WW_TRY_SET(SlotFile file, SlotFile::read(disk));
  WW_TRY_SET(const crypto::Key slot_key, file.stretch(passphrase, cost));
  auto found = file.find(slot_key);
  if (!found) return fail(Errc::wrong_passphrase);
  return Opened{std::move(file), std::move(*found)};
}

}  // namespace

Result<> Profile::create(Disk& disk, Random& random, ByteView passphrase, crypto::KdfCost cost) {
  WW_TRY_SET(const bool is_there, disk.exists(kSlotFileName));
  if (is_there) return fail(Errc::duplicate);
  SlotFile file(random);
  WW_TRY_SET(const crypto::Key slot_key, file.stretch(passphrase, cost));
  const Unlocked unlocked{random.key(), static_cast<std::uint8_t>(random.below(2))};
  WW_TRY(make_marks(disk, random));
  WW_TRY(fill_container(disk, random, static_cast<std::uint8_t>(1 - unlocked.container)));
  WW_TRY(make_container(disk, random, unlocked));
  WW_TRY(make_equal(disk, random));
  file.seal(random.below(kSlots), slot_key, unlocked, random);
  return file.write(disk);
}

Result<std::unique_ptr<Profile>> Profile::open(Disk& disk, Random& random, ByteView passphrase,
                                               crypto::KdfCost cost) {
  WW_TRY_SET(Opened opened, unlock(disk, passphrase, cost));
  return std::unique_ptr<Profile>(new Profile(disk, random, std::move(opened.found.unlocked)));
}

Result<> Profile::change_passphrase(Disk& disk, Random& random, ByteView old_one, ByteView new_one,
                                    crypto::KdfCost cost) {
  WW_TRY_SET(Opened opened, unlock(disk, old_one, cost));
  WW_TRY_SET(const crypto::Key slot_key, opened.file.stretch(new_one, cost));
  const auto taken = opened.file.find(slot_key);
  if (taken && taken->slot != opened.found.slot) return fail(Errc::conflict);
  opened.file.seal(opened.found.slot, slot_key, opened.found.unlocked, random);
  return opened.file.write(disk);
}

Result<> Profile::add_decoy(Disk& disk, Random& random, ByteView own, ByteView decoy,
                            crypto::KdfCost cost) {
  WW_TRY_SET(Opened opened, unlock(disk, own, cost));
  WW_TRY_SET(const crypto::Key slot_key, opened.file.stretch(decoy, cost));
  const auto taken = opened.file.find(slot_key);
  if (taken && taken->slot == opened.found.slot) return fail(Errc::conflict);
  const Unlocked unlocked{random.key(),
                          static_cast<std::uint8_t>(1 - opened.found.unlocked.container)};
  WW_TRY(make_container(disk, random, unlocked));
  WW_TRY(make_equal(disk, random));
  for (std::size_t slot = 0; slot < kSlots; ++slot) {
    if (slot != opened.found.slot) opened.file.clear(slot, random);
  }
  const std::size_t slot = (opened.found.slot + 1 + random.below(kSlots - 1)) % kSlots;
  opened.file.seal(slot, slot_key, unlocked, random);
  return opened.file.write(disk);
}

Result<> Profile::destroy(Disk& disk, Random& random) {
  const auto slots = SlotFile::destroy(disk, random);
  const auto marks = overwrite(disk, kMarksName, random);
  WW_TRY(slots);
  return marks;
}

Result<std::unique_ptr<Database>> Profile::open_file() {
  return Database::open(container_disk_, random_, container_name(unlocked_.container),
                        unlocked_.key);
}

Result<std::unique_ptr<Database>> Profile::open_database() {
  WW_TRY(make_equal(disk_, random_));  // a crash may have left them unequal
  WW_TRY_SET(auto database, open_file());
  WW_TRY(count_up(*database));
  return database;
}

// First in the container, then in the marks: a crash between the two never looks like a rollback.
Result<> Profile::count_up(Database& database) {
  try {
    if (!is_of_this_line(database)) return fail(Errc::unsupported);
    WW_TRY_SET(const auto mark, read_mark(disk_, unlocked_));
    WW_TRY(database.begin());
    const auto row = database.one<std::int64_t, bool>(
        "SELECT mark, rolled_back FROM container_mark WHERE one = 1");
    if (!row) throw StoreFailed(fail(Errc::storage));
    const auto own = static_cast<std::uint64_t>(std::get<0>(*row));
    const bool rolled_back = std::get<1>(*row) || !mark || own < *mark;
    const std::uint64_t next = std::max(own, mark.value_or(0)) + 1;
    database.run("UPDATE container_mark SET mark=?, rolled_back=? WHERE one = 1", next,
                 rolled_back);
    WW_TRY(database.commit());
    return write_mark(disk_, random_, unlocked_, next);
  } catch (const StoreFailed& failure) {
    database.rollback();
    return failure.error();
  }
}

bool Profile::is_rolled_back(Database& database) {
  const auto row = database.one<bool>("SELECT rolled_back FROM container_mark WHERE one = 1");
  return row && std::get<0>(*row);
}

void Profile::accept_rollback(Database& database) {
  WW_CHECK(database.in_transaction());
  database.run("UPDATE container_mark SET rolled_back = 0 WHERE one = 1");
}

Result<> Profile::close() {
  {
    WW_TRY_SET(auto database, open_file());
    WW_TRY(count_up(*database));
  }
  return make_equal(disk_, random_);
}

}  // namespace ww::store

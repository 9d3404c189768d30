#include "runtime/node_profile.h"

#include "store/node_store.h"
#include "store/profile.h"

namespace ww::runtime {
namespace {

constexpr const char* kSlots = "slots";
constexpr const char* kContainers[] = {"container.0", "container.1"};

class ProfileJournal final : public OpenJournal {
 public:
  ProfileJournal(Disk& disk, std::unique_ptr<store::Profile> profile, store::Database& database,
                 std::unique_ptr<store::NodeStore> journal)
      : disk_(disk),
        profile_(std::move(profile)),
        database_(database),
        journal_(std::move(journal)) {}
  ~ProfileJournal() override {
    journal_.reset();
    // If this fails the next opening does what was left, as after a crash.
    static_cast<void>(profile_->close().ok());
  }

  Store& store() override { return *journal_; }
  bool is_older_copy() override { return store::Profile::is_rolled_back(database_); }
  void accept_older_copy() override { store::Profile::accept_rollback(database_); }
  std::uint64_t bytes() override {
    std::uint64_t all = 0;
    for (const char* name : kContainers) all += size_of(name);
    return all;
  }

 private:
  std::uint64_t size_of(const char* name) {
    const auto file = disk_.open(name, false);
    if (!file.ok()) return 0;
    const auto size = (*file)->size();
    return size.ok() ? *size : 0;
  }

  Disk& disk_;
  std::unique_ptr<store::Profile> profile_;
  store::Database& database_;  // the journal owns it
  std::unique_ptr<store::NodeStore> journal_;
};

}  // namespace

Result<bool> ProfileJournals::exists() { return disk_.exists(kSlots); }

Result<std::unique_ptr<OpenJournal>> ProfileJournals::create(const SecretBytes& passphrase) {
  WW_TRY(store::Profile::create(disk_, random_, passphrase.view(), cost_));
  return open(passphrase);
}

Result<std::unique_ptr<OpenJournal>> ProfileJournals::open(const SecretBytes& passphrase) {
  WW_TRY_SET(auto profile, store::Profile::open(disk_, random_, passphrase.view(), cost_));
  WW_TRY_SET(auto database, profile->open_database());
  store::Database& borrowed = *database;
  WW_TRY_SET(auto journal, store::NodeStore::open(std::move(database)));
  return std::unique_ptr<OpenJournal>(
      std::make_unique<ProfileJournal>(disk_, std::move(profile), borrowed, std::move(journal)));
}

}  // namespace ww::runtime

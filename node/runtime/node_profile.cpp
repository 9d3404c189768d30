// LOCAL ONLY, never committed
#include "runtime/node_profile.h"
#include "store/node_store.h"
namespace ww::runtime {
namespace {
class J final : public OpenJournal {
 public:
  explicit J(std::unique_ptr<store::NodeStore> s) : s_(std::move(s)) {}
  Store& store() override { return *s_; }
  std::uint64_t bytes() override { return 1; }
  std::unique_ptr<store::NodeStore> s_;
};
Result<std::unique_ptr<OpenJournal>> get(Disk& d, Random& r, const SecretBytes& p) {
  auto key = crypto::argon2id(p.view(), {}, crypto::kCheapForTests);
  WW_TRY_SET(auto db, store::Database::open(d, r, "local.db", *key));
  WW_TRY_SET(auto st, store::NodeStore::open(std::move(db)));
  return std::unique_ptr<OpenJournal>(new J(std::move(st)));
}
}
Result<bool> ProfileJournals::exists() { (void)random_; return disk_.exists("local.db"); }
Result<std::unique_ptr<OpenJournal>> ProfileJournals::create(const SecretBytes& p) { return get(disk_, random_, p); }
Result<std::unique_ptr<OpenJournal>> ProfileJournals::open(const SecretBytes& p) { return get(disk_, random_, p); }
}

// Makes a profile of a node with many alerts, for measuring a whole program over it:
//
//   fill_profile FOLDER PASSPHRASE COUNT
#include <cstdio>
#include <string>

#include "bench/many_alerts.h"
#include "runtime/os_disk.h"
#include "store/node_store.h"
#include "store/profile.h"

namespace {

using namespace ww;

Result<> fill(const std::string& folder, const std::string& passphrase, std::size_t count) {
  constexpr std::size_t kTogether = 1'000;
  test::TestRandom random(1);
  WW_TRY_SET(const auto disk, runtime::OsDisk::at(folder));
  WW_TRY(store::Profile::create(*disk, random, as_bytes(passphrase), crypto::kModerate));
  WW_TRY_SET(const auto profile,
             store::Profile::open(*disk, random, as_bytes(passphrase), crypto::kModerate));
  {
    WW_TRY_SET(auto database, profile->open_database());
    WW_TRY_SET(const auto journal, store::NodeStore::open(std::move(database)));
    bench::ManyAlerts alerts(1);
    for (std::size_t done = 0; done < count;) {
      WW_TRY(journal->begin());
      for (std::size_t i = 0; i < kTogether && done < count; ++i, ++done) {
        const auto one = bench::kept(alerts.next());
        journal->alerts().put(one.row, one.tokens);
      }
      WW_TRY(journal->commit());
    }
  }
  return profile->close();
}

}  // namespace

int main(int count, char** values) {
  if (count != 4) {
    std::fputs("fill_profile FOLDER PASSPHRASE COUNT\n", stderr);
    return 2;
  }
  ww::init_secret_memory();
  const auto filled = fill(values[1], values[2], std::stoul(values[3]));
  if (!filled.ok()) std::fprintf(stderr, "%s\n", to_string(filled.error().code));
  return filled.ok() ? 0 : 1;
}

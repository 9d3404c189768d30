// The disk's own limit: what is the least that "durable" costs here. 4 KiB are written behind the
// last and synced (fdatasync), with nothing else.
#pragma once

#include <benchmark/benchmark.h>

#include "runtime/os_disk.h"
#include "support/temp_folder.h"

namespace ww::bench {

inline void append_and_sync(benchmark::State& state) {
  const test::TempFolder folder;
  const auto disk = std::move(*runtime::OsDisk::at(folder.path()));
  const auto file = std::move(*disk->open("log", true));
  const Bytes page(4096, 7);
  std::uint64_t at = 0;
  for (auto _ : state) {
    WW_CHECK(file->write(at, page).ok());
    WW_CHECK(file->sync().ok());
    at += page.size();
  }
}

}  // namespace ww::bench

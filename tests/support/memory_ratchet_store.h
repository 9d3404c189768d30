// A RatchetStore in memory: rows as a map, so that a test can copy it (an old copy restored), count
// its writes, or make the next write fail.
#pragma once

#include <map>
#include <optional>
#include <tuple>

#include "ports/ratchet.h"
#include "ports/store.h"

namespace ww::test {

class MemoryRatchetStore final : public RatchetStore {
 public:
  using Name = std::tuple<Kind, Bytes, Bytes>;
  using Rows = std::map<Name, Bytes>;

  std::optional<SecretBytes> load(Kind kind, ByteView owner, ByteView key) override {
    fail_if_due(reads_until_failure);
    const auto row = rows.find({kind, to_bytes(owner), to_bytes(key)});
    if (row == rows.end()) return std::nullopt;
    return SecretBytes::copy_of(row->second);
  }
  void save(Kind kind, ByteView owner, ByteView key, ByteView record) override {
    fail_if_due(writes_until_failure);
    rows[{kind, to_bytes(owner), to_bytes(key)}] = to_bytes(record);
  }
  void erase(Kind kind, ByteView owner, ByteView key) override {
    fail_if_due(writes_until_failure);
    rows.erase({kind, to_bytes(owner), to_bytes(key)});
  }
  void erase_owner(ByteView owner) override {
    fail_if_due(writes_until_failure);
    std::erase_if(rows, [&](const auto& row) { return same_bytes(std::get<1>(row.first), owner); });
  }

  std::size_t count(Kind kind) const {
    std::size_t found = 0;
    for (const auto& [name, row] : rows) found += std::get<0>(name) == kind ? 1 : 0;
    return found;
  }

  Rows rows;
  // 1: the next one throws StoreFailed, and every one after it. nullopt: none does.
  std::optional<std::size_t> reads_until_failure;
  std::optional<std::size_t> writes_until_failure;

 private:
  static void fail_if_due(std::optional<std::size_t>& left) {
    if (!left) return;
    if (*left <= 1) throw StoreFailed(ww::fail(Errc::storage));
    --*left;
  }
};

}  // namespace ww::test

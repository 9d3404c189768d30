#include "e2ee/overlay.h"

#include "e2ee/guards.h"

namespace ww::e2ee {

const SecretBytes* Overlay::load(Kind kind, ByteView owner, ByteView key) {
  const Name name{kind, to_bytes(owner), to_bytes(key)};
  auto row = rows_.find(name);
  if (row == rows_.end()) {
    row = rows_.emplace(name, Row{store_.load(kind, owner, key), false}).first;
  }
  return row->second.record ? &*row->second.record : nullptr;
}

void Overlay::save(Kind kind, ByteView owner, ByteView key, ByteView record) {
  put(kind, owner, key, SecretBytes::copy_of(record));
}

void Overlay::erase(Kind kind, ByteView owner, ByteView key) {
  put(kind, owner, key, std::nullopt);
}

void Overlay::put(Kind kind, ByteView owner, ByteView key, std::optional<SecretBytes> record) {
  const Name name{kind, to_bytes(owner), to_bytes(key)};
  Row& row = rows_[name];
  row = Row{std::move(record), true};
  if (!on(Guard::transaction)) write(name, row);
}

void Overlay::commit() {
  for (auto& [name, row] : rows_) {
    if (row.changed) write(name, row);
    row.changed = false;
  }
}

void Overlay::write(const Name& name, const Row& row) {
  if (row.record) {
    store_.save(name.kind, name.owner, name.key, row.record->view());
  } else {
    store_.erase(name.kind, name.owner, name.key);
  }
}

}  // namespace ww::e2ee

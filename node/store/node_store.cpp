#include "store/node_store.h"

#include "store/schema.h"

namespace ww::store {

Result<std::unique_ptr<NodeStore>> NodeStore::open(std::unique_ptr<Database> database) {
  WW_TRY(bring_up_to_date(*database));
  return std::unique_ptr<NodeStore>(new NodeStore(std::move(database)));
}

NodeStore::NodeStore(std::unique_ptr<Database> database)
    : db_(std::move(database)),
      contacts_(*db_),
      sources_(*db_),
      outbox_(*db_),
      seen_(*db_),
      circles_(*db_),
      alerts_(*db_),
      settings_(*db_),
      journal_(*db_),
      evidence_(*db_),
      packs_(*db_),
      notices_(*db_),
      ratchet_(*db_) {}

}  // namespace ww::store

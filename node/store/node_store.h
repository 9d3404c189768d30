// NodeStore: one person's journal database behind ports/store.h.
#pragma once

#include <memory>

#include "ports/ratchet.h"
#include "ports/store.h"
#include "store/alert_rows.h"
#include "store/circle_rows.h"
#include "store/contact_rows.h"
#include "store/database.h"
#include "store/evidence_rows.h"
#include "store/journal_rows.h"
#include "store/notice_rows.h"
#include "store/outbox_rows.h"
#include "store/pack_rows.h"
#include "store/ratchet_rows.h"
#include "store/seen_rows.h"
#include "store/settings_rows.h"
#include "store/source_rows.h"

namespace ww::store {

class NodeStore final : public Store {
 public:
  // Brings the schema up to date. Fails with unsupported when the database is a newer version's.
  static Result<std::unique_ptr<NodeStore>> open(std::unique_ptr<Database> database);

  Result<> begin() override { return db_->begin(); }
  Result<> commit() override { return db_->commit(); }
  void rollback() override { db_->rollback(); }
  std::uint64_t work() const override { return db_->work(); }

  ContactRows& contacts() override { return contacts_; }
  SourceRows& sources() override { return sources_; }
  OutboxRows& outbox() override { return outbox_; }
  SeenRows& seen() override { return seen_; }
  CircleRows& circles() override { return circles_; }
  AlertRows& alerts() override { return alerts_; }
  SettingsRows& settings() override { return settings_; }
  RatchetStore& ratchet() override { return ratchet_; }
  JournalRows& journal() override { return journal_; }
  EvidenceRows& evidence() override { return evidence_; }
  PackRows& packs() override { return packs_; }
  NoticeRows& notices() override { return notices_; }

 private:
  explicit NodeStore(std::unique_ptr<Database> database);

  std::unique_ptr<Database> db_;
  SqlContactRows contacts_;
  SqlSourceRows sources_;
  SqlOutboxRows outbox_;
  SqlSeenRows seen_;
  SqlCircleRows circles_;
  SqlAlertRows alerts_;
  SqlSettingsRows settings_;
  SqlJournalRows journal_;
  SqlEvidenceRows evidence_;
  SqlPackRows packs_;
  SqlNoticeRows notices_;
  SqlRatchetRows ratchet_;
};

}  // namespace ww::store

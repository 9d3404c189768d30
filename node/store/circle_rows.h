// Circles in SQL: ports/circle_rows.h over the journal's database.
#pragma once

#include "ports/circle_rows.h"
#include "store/database.h"

namespace ww::store {

extern const char* const kCircleTables;

class SqlCircleRows final : public CircleRows {
 public:
  explicit SqlCircleRows(Database& db) : db_(db) {}
  void put(const StoredCircle& circle) override;
  std::optional<StoredCircle> find(const CircleId& id) override;
  std::optional<StoredCircle> find_by_name(std::string_view name) override;
  std::vector<StoredCircle> all() override;
  void erase(const CircleId& id) override;
  void put_epoch(const StoredEpoch& epoch) override;
  std::optional<StoredEpoch> epoch(const BoardId& board) override;
  std::optional<StoredEpoch> epoch_of_receipts(const BoardId& board) override;
  std::vector<StoredEpoch> epochs(const CircleId& circle) override;
  void erase_epoch(const BoardId& board) override;
  void put_person(const StoredPerson& person) override;
  std::optional<StoredPerson> person(const CircleId& circle, const MemberId& member) override;
  std::vector<StoredPerson> people(const CircleId& circle) override;
  void put_mark(const BoardId& board, const MemberId& sender, const SenderMark& mark) override;
  SenderMark mark(const BoardId& board, const MemberId& sender) override;
  void put_offer(const StoredOffer& offer) override;
  std::vector<StoredOffer> offers(const CircleId& circle) override;
  void erase_offer(const CircleId& circle, const ContactId& contact) override;
  void put_kem(const StoredKem& kem) override;
  std::vector<StoredKem> kems(const CircleId& circle) override;
  void erase_kem(const CircleId& circle, const crypto::PublicKey& pub) override;
  void hold(const HeldSlot& slot) override;
  std::vector<HeldSlot> held(const CircleId& circle) override;
  void erase_held(std::int64_t id) override;
  void put_post(const OwnPost& post) override;
  std::optional<OwnPost> post(const CircleId& circle, const MessageId& message) override;
  std::vector<OwnPost> posts(const CircleId& circle) override;
  void erase_post(const CircleId& circle, const MessageId& message) override;
  void erase_insides(const CircleId& circle) override;

 private:
  StoredCircle load(const CircleId& id);
  StoredEpoch load_epoch(const BoardId& board);
  Database& db_;
};

}  // namespace ww::store

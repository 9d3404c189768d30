// Store: everything one person's node keeps, as typed rows behind small interfaces.
//
// One transaction at a time, begun and ended by the engine's step. A row call outside a transaction
// is a bug (WW_CHECK). When the disk or the database fails, a row call throws StoreFailed: the step
// that runs is then dropped as a whole, and nobody in between could do anything about it. It is
// caught in exactly one place, NodeEngine::step().
#pragma once

#include <cstdint>
#include <exception>

#include "base/result.h"

namespace ww {

class StoreFailed : public std::exception {
 public:
  explicit StoreFailed(Error error) : error_(error) {}
  const char* what() const noexcept override { return to_string(error_.code); }
  Error error() const { return error_; }

 private:
  Error error_;
};

class ContactRows;
class SourceRows;
class OutboxRows;
class SeenRows;
class CircleRows;
class AlertRows;
class SettingsRows;
class JournalRows;
class EvidenceRows;
class PackRows;
class NoticeRows;
class RatchetStore;

class Store {
 public:
  virtual ~Store() = default;
  virtual Result<> begin() = 0;
  virtual Result<>
  commit() = 0;  // durable when it returns; on failure everything since begin() is gone
  virtual void rollback() = 0;
  // Work done since it was opened, in instructions of the database's own machine: the same for the
  // same rows on every computer. What strangers' messages cost is charged by it (engine/budgets.h).
  virtual std::uint64_t work() const { return 0; }

  virtual ContactRows& contacts() = 0;
  virtual SourceRows& sources() = 0;
  virtual OutboxRows& outbox() = 0;
  virtual SeenRows& seen() = 0;
  virtual CircleRows& circles() = 0;
  virtual AlertRows& alerts() = 0;
  virtual SettingsRows& settings() = 0;
  virtual JournalRows& journal() = 0;
  virtual EvidenceRows& evidence() = 0;
  virtual PackRows& packs() = 0;
  virtual NoticeRows& notices() = 0;
  virtual RatchetStore& ratchet() = 0;
};

}  // namespace ww

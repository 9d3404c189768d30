// Notices: what the owner must be told, kept until it is dealt with.
//
// One row for each code and owner: what happens again counts up and brings newer arguments. The
// owner is what the first argument names, when that is a contact, a circle or a relay; else the
// node itself. Nobody else can make an owner, so no peer pushes out what was told of another.
#pragma once

#include <optional>
#include <vector>

#include "domain/argument.h"

namespace ww {

struct StoredNotice {
  std::int64_t id = 0;
  std::string code;
  ArgumentList args;
  Instant since, last;
  std::uint32_t times = 1;
  std::optional<Instant> ended;  // dealt with, or over by itself
};

class NoticeRows {
 public:
  virtual ~NoticeRows() = default;
  // True: it was not open before. One that had ended begins anew, under another id. Beyond
  // limits::kNoticesMax whoever has the most loses the oldest, ended ones first.
  virtual bool raise(std::string_view code, const ArgumentList& args, Instant now) = 0;
  virtual std::vector<StoredNotice> open() = 0;        // the oldest first
  virtual std::vector<StoredNotice> all() = 0;         // ended ones too
  virtual bool end(std::int64_t id, Instant now) = 0;  // false: there is none that is open
  virtual void end(std::string_view code, const Argument& owner, Instant now) = 0;
  virtual void erase_of(const Argument& owner) = 0;
  virtual void erase_ended_before(Instant end) = 0;
};

// By which rows of one owner are told from another's.
inline std::string notice_owner(const ArgumentList& args) {
  const bool owned = !args.empty() && args.front().is_owner();
  return owned ? args.front().name + ":" + args.front().value : std::string();
}

}  // namespace ww

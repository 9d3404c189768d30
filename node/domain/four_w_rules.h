// The rules of who, when and where, and of how often: what alert and incident have in common.
// What one of them alone demands (levels, an incall's coarse place, channels) is not here.
#pragma once

#include "domain/field_rules.h"

namespace ww::domain {

// How an identifier must stand there: in its one spelling, so that others can match it; or as it
// was written, because a journal keeps what its owner saw.
enum class Spelling : std::uint8_t { canonical, as_written };

class FourWRules : public FieldRules {
 public:
  // `now`: the true clock. `latest`: the last instant that can have happened by it.
  FourWRules(Instant now, Instant latest, Spelling spelling)
      : FieldRules(spelling == Spelling::as_written ? Controls::kept : Controls::refused),
        now_(now),
        latest_(latest),
        spelling_(spelling) {}

  void repeat(const std::string& path, const Repeat& repeat);
  void who(const Who& who);
  void identifier(const std::string& path, const Identifier& id);
  void when(const When& when);
  void where(const Where& where);
  void not_in_future(const std::string& field, const std::optional<Instant>& time);

 private:
  void person(const std::string& path, const Person& person);
  void marks(const std::string& path, const std::vector<Mark>& marks);
  void vehicle(const std::string& path, const Vehicle& vehicle);
  void spelling(const std::string& path, const Identifier& id);
  // A place may already live in tomorrow.
  bool day_in_future(Day day) const;

  Instant now_, latest_;
  Spelling spelling_;
};

}  // namespace ww::domain

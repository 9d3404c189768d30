// What it takes to undo a merge or a split of persons of concern, as JSON text (undo/1). Written
// and read by this program alone, inside the journal.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"

namespace ww::json {

struct UndoFacts {
  enum class What : std::uint8_t { merge, split };

  What what = What::merge;
  SubjectId kept;   // who others were joined into, or who was split
  SubjectId other;  // who was joined into her, or who came out
  std::string kept_label, other_label;
  std::vector<IncidentId> incidents;  // that went from one to the other
  std::vector<std::string> added;     // merge: identifiers that `kept` got, "phone +447700900123"
  bool operator==(const UndoFacts&) const = default;
};

std::string write_undo(const UndoFacts& undo);
// nullopt for what write_undo() would not have written.
std::optional<UndoFacts> read_undo(std::string_view text);

}  // namespace ww::json

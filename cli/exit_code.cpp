#include "cli/exit_code.h"

namespace ww::cli {
namespace {

using Kind = api::Problem::Kind;
struct Row {
  Kind kind;
  ExitCode code;
  const char* name;
};
constexpr Row kRows[] = {
    {Kind::other, kOther, "other"},
    {Kind::usage, kUsage, "usage"},
    {Kind::locked, kLocked, "locked"},
    {Kind::no_node, kNoNode, "no_node"},
    {Kind::wrong_passphrase, kWrongPassphrase, "wrong_passphrase"},
    {Kind::not_found, kNotFound, "not_found"},
    {Kind::unchecked_words, kUncheckedWords, "unchecked_words"},
    {Kind::invalid, kInvalid, "invalid"},
    {Kind::not_in_this_version, kUsage, "not_in_this_version"},
};

const Row& row(Kind kind) {
  for (const auto& candidate : kRows) {
    if (candidate.kind == kind) return candidate;
  }
  return kRows[0];
}

}  // namespace

ExitCode exit_code(Kind kind) { return row(kind).code; }
const char* kind_name(Kind kind) { return row(kind).name; }

}  // namespace ww::cli

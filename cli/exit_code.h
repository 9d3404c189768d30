// Exit codes: scripts rely on them, so a number is never given a new meaning.
#pragma once

#include "api/node_api.h"

namespace ww::cli {

enum ExitCode : int {
  kDone = 0,
  kOther = 1,
  kUsage = 2,
  kLocked = 3,
  kNoNode = 4,
  kWrongPassphrase = 5,
  kNotFound = 6,
  kUncheckedWords = 7,
  kQueued = 8,  // saved, but --wait ended before it was delivered
  kInvalid = 9,
  kPartly = 10,
  kInterrupted = 130,
};

ExitCode exit_code(api::Problem::Kind kind);
// How the kind is called in JSON errors.
const char* kind_name(api::Problem::Kind kind);

}  // namespace ww::cli

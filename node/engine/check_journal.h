// What her own journal knows of a text: whom she met before, or wrote down to be careful with.
#pragma once

#include <vector>

#include "engine/check_questions.h"
#include "engine/context.h"

namespace ww::engine {

// Each incident or person of concern once for each identifier. Her own identifiers are none.
std::vector<api::JournalMatch> journal_answers(Context& context, const Questions& questions);

}  // namespace ww::engine

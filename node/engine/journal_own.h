// What she protects: her own identifiers, and the redactor that looks for them in every text before
// it leaves. Alerts and packets ask the same one.
#pragma once

#include "core/redactor.h"
#include "domain/journal.h"
#include "engine/context.h"

namespace ww::engine::journal {

// own/1; an empty list when she wrote none down.
std::string own_json(Context& context);
domain::OwnIdentifiers own_identifiers(Context& context);
api::Answer<> set_own(Context& context, const std::string& json);

domain::OwnTokens own_tokens(Context& context);
std::vector<api::Problem::Finding> shown(const std::vector<RedactorFinding>& findings);
// What she must decide before this leaves.
api::Problem undecided(std::string message, const std::vector<RedactorFinding>& findings);

// What the redactor finds in one text.
api::Answer<std::vector<api::Problem::Finding>> redact_text(Context& context,
                                                            const std::string& text);

}  // namespace ww::engine::journal

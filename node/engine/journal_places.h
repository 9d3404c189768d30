// Places as the journal needs them: where help is known, and where something happened.
#pragma once

#include "engine/journal_base.h"

namespace ww::engine::journal {

// Instead of a region: help of all nations.
inline constexpr std::string_view kEverywhere = "*";

// The code of a place (engine/places.h), of a nation that a pack may be for.
Answer<std::string> helped_place(const domain::RegionTable& regions, const std::string& text,
                                 const std::string& home_region);
// Names in where.regions become codes, and a warning says so. What is no region is an error.
std::vector<domain::FieldError> read_places(Context& context, domain::Incident& incident,
                                            const std::string& home_region,
                                            std::vector<std::string>& warnings);

}  // namespace ww::engine::journal

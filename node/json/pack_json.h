// Packs as JSON text (watchword.pack/1): the file that is signed, built in and imported.
//
// {"schema", "id", "nation", "edition", "lang", "retention": {"review_months"},
//  "sources": {KEY: {"name", "url", "checked"}}, "cards", "windows", "contacts", "letters",
//  "urgent"}
//
// An entry names its sources by their keys, so that a page that was looked at again is dated in one
// place. A source says "checked": null when nobody looked: a missing key is refused, because
// forgetting is not the same as saying so.
//
// Strict like json/alert_json.h: bounds, UTF-8, no key twice, exact types and names, no unknown
// key. It judges form; domain/pack_rules.h judges the values. read_pack(write_pack(x)) is x.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/alert_rules.h"
#include "domain/pack.h"

namespace ww::json {

inline constexpr std::string_view kPackSchema = "watchword.pack/1";

struct ReadPack {
  domain::Pack pack;
  std::vector<domain::FieldError> errors;
  bool ok() const { return errors.empty(); }
};

ReadPack read_pack(std::string_view text);
std::string write_pack(const domain::Pack& pack);

}  // namespace ww::json

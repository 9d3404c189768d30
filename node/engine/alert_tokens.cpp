#include "engine/alert_tokens.h"

#include <sstream>

#include "core/matcher.h"
#include "identify/alert_identifiers.h"
#include "identify/alert_texts.h"
#include "identify/unicode.h"

namespace ww::engine {
namespace {

std::string folded(const std::string& text) {
  return identify::latin_lower(identify::split_unspaced(identify::nfkc(text)));
}

}  // namespace

StoredAlert stored_alert(const WireAlert& alert, ByteView bytes,
                         const crypto::Signature& signature) {
  StoredAlert row;
  row.id = alert.id;
  row.root = alert.refs ? alert.refs->root.id : alert.id;
  row.batch = alert.id;
  row.kind = static_cast<std::uint8_t>(alert.body.kind);
  row.bytes = to_bytes(bytes);
  row.signature = signature;
  row.digest = wire::alert_digest(bytes);
  row.author_key = alert.author_key;
  row.basis = static_cast<std::uint8_t>(alert.body.basis);
  row.severity = domain::to_name(alert.body.severity);
  if (alert.body.what && alert.body.what->codes) {
    for (const auto code : *alert.body.what->codes) row.codes.emplace_back(domain::to_name(code));
  }
  if (alert.body.where && alert.body.where->regions) row.regions = *alert.body.where->regions;
  row.expires = alert.expires;
  row.partial = alert.is_partial();
  return row;
}

std::vector<AlertToken> tokens_of(const domain::Alert& alert) {
  std::vector<AlertToken> tokens;
  for (const auto& each : identify::tokens_of_alert(alert)) {
    for (std::string& key : match_keys(each.tokens)) tokens.push_back({std::move(key), each.index});
  }
  return tokens;
}

std::string words_of(const domain::Alert& alert) {
  std::string all;
  const auto add = [&](const std::string&, const std::string& text) { all += text + '\n'; };
  identify::each_text_of(alert, add);
  for (const auto& each : identify::tokens_of_alert(alert)) add({}, each.text);
  return folded(all);
}

std::vector<std::string> searched_words(const std::string& question) {
  std::istringstream in(folded(question));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

}  // namespace ww::engine

// An index of identifiers in memory, asked about texts as the engine asks its own.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/matcher.h"
#include "engine/check_questions.h"

namespace ww::test {

class TextIndex {
 public:
  void add(domain::IdentifierKind kind, std::string canon, const std::string& platform = "",
           const std::string& cc = "") {
    domain::Identifier id;
    id.kind = kind;
    id.canon = std::move(canon);
    if (!platform.empty()) id.platform = platform;
    if (!cc.empty()) id.cc = cc;
    stored_.push_back(identify::tokens_of(id));
    for (auto& key : match_keys(stored_.back())) keys_[key].push_back(stored_.size() - 1);
  }

  // "exact +447700900123": each canonical value once, at its strongest.
  std::vector<std::string> known(const std::string& text, const std::string& home = "GB") const {
    const Instant now = from_unix_seconds(1'790'000'000);
    std::map<std::string, std::string> best;
    const engine::Questions questions(text, home);
    for (const auto& question : questions.all()) {
      for (const auto& [at, shared] : hits(question)) {
        if (shared < question.least) continue;
        const auto asked = questions.asked(question, stored_[at]);
        const auto match = asked ? compare(asked->tokens, stored_[at], now) : std::nullopt;
        if (!match) continue;
        auto& told = best[stored_[at].canon];
        if (told.empty() || match->strength == MatchStrength::exact) {
          told = to_string(match->strength);
        }
      }
    }
    std::vector<std::string> out;
    for (const auto& [canon, strength] : best) out.push_back(strength + " " + canon);
    return out;
  }

 private:
  std::map<std::size_t, std::size_t> hits(const engine::Question& question) const {
    std::map<std::size_t, std::size_t> shared;
    for (const auto& key : question.keys) {
      const auto found = keys_.find(key);
      if (found == keys_.end()) continue;
      for (const auto at : found->second) ++shared[at];
    }
    return shared;
  }

  std::vector<domain::MatchTokens> stored_;
  std::map<std::string, std::vector<std::size_t>> keys_;
};

}  // namespace ww::test

#include "engine/check_questions.h"

#include <map>

#include "core/matcher.h"
#include "identify/encoding.h"
#include "identify/find_phone.h"

namespace ww::engine {
namespace {

using domain::IdentifierKind;
using domain::MatchTokens;

bool is_name(IdentifierKind kind) {
  return kind == IdentifierKind::name || kind == IdentifierKind::alias;
}

}  // namespace

Questions::Questions(const std::string& text, const std::string& home_region)
    : text_(identify::read_text(text).utf8),
      home_region_(home_region),
      candidates_(identify::find_candidates(text, home_region)) {
  const std::size_t count = candidates_.read.size() + candidates_.guesses.size();
  for (std::size_t i = 0; i < count; ++i) {
    const MatchTokens& tokens = candidate(i).tokens;
    add({Question::Of::candidate, i, match_keys(tokens), least_shared_keys(tokens)});
  }
  for (auto& key : identify::phone_keys(candidates_.digits, home_region)) {
    add({Question::Of::phone, key.last, {std::move(key.key)}, 1});
  }
  for (auto& key : identify::name_keys(candidates_.names)) {
    add({Question::Of::name, key.word, {std::move(key.key)}, 1});
  }
}

void Questions::add(Question question) {
  if (!question.keys.empty()) questions_.push_back(std::move(question));
}

const identify::Candidate& Questions::candidate(std::size_t place) const {
  const auto& read = candidates_.read;
  return place < read.size() ? read[place] : candidates_.guesses[place - read.size()];
}

std::optional<Asked> Questions::asked(const Question& question, const MatchTokens& stored) const {
  switch (question.of) {
    case Question::Of::candidate: {
      const auto& one = candidate(question.place);
      return Asked{one.tokens, one.raw};
    }
    case Question::Of::phone: {
      if (stored.kind != IdentifierKind::phone) return std::nullopt;
      const auto place =
          identify::phone_at(candidates_.digits, question.place, stored.canon, home_region_);
      if (!place) return std::nullopt;
      MatchTokens tokens;
      tokens.kind = IdentifierKind::phone;
      tokens.canon = stored.canon;
      tokens.exact = stored.exact;
      tokens.guessed = place->guessed;
      return Asked{tokens, text_.substr(place->begin, place->size)};
    }
    case Question::Of::name: {
      if (!is_name(stored.kind)) return std::nullopt;
      if (!identify::name_at(candidates_.names, question.place, stored.canon)) return std::nullopt;
      MatchTokens tokens;
      tokens.kind = stored.kind;
      tokens.canon = stored.canon;
      return Asked{tokens, stored.canon};
    }
  }
  return std::nullopt;
}

}  // namespace ww::engine

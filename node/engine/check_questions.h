// The questions that a text puts to an index of keys, and what an answer must be to count.
//
// A text holds far more that could be an identifier than is one. So the index is asked first, for
// keys alone; only what it holds is then held against the text (identify/extract.h). Alerts and the
// journal are asked the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identify/extract.h"

namespace ww::engine {

struct Question {
  enum class Of : std::uint8_t { candidate, phone, name };
  Of of = Of::candidate;
  std::size_t place = 0;  // of the candidate, the last digit, the word
  std::vector<std::string> keys;
  std::size_t least = 1;  // of the keys; whatever matches has so many
};

// What of the text is what is stored.
struct Asked {
  domain::MatchTokens tokens;  // to compare with
  std::string raw;             // as it stands there
};

class Questions {
 public:
  Questions(const std::string& text, const std::string& home_region);

  const identify::Candidates& candidates() const { return candidates_; }
  const std::vector<Question>& all() const { return questions_; }
  std::optional<Asked> asked(const Question& question, const domain::MatchTokens& stored) const;

 private:
  const identify::Candidate& candidate(std::size_t place) const;
  void add(Question question);

  std::string text_, home_region_;
  identify::Candidates candidates_;
  std::vector<Question> questions_;
};

}  // namespace ww::engine

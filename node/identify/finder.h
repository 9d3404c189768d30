// What the finders of candidates share: the text they read and where they put what they find. One
// finder for each kind (find_*.cpp); extract.cpp runs them all.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "identify/extract.h"
#include "identify/fold.h"

namespace ww::identify {

struct Source {
  std::string text;
  FoldedText folded;
  domain::DigitText digits;
  Hints hints;

  std::string_view raw(std::size_t first, std::size_t last) const {  // of folded characters
    return std::string_view(text).substr(folded[first].begin,
                                         folded[last - 1].end - folded[first].begin);
  }
};

// How much a find is worth.
enum class As : std::uint8_t {
  read,     // reads as an identifier by itself: it is shown
  reading,  // shown too, as one of several ways to read it
  sure,     // only an index is asked; what it holds is the same
  guess,    // only an index is asked; what it holds is possibly the same
};

class Found {
 public:
  void add(domain::IdentifierKind kind, std::string_view raw, const Normalised& normalised, As as);
  // With other keys than its kind's usual ones.
  void add(Candidate candidate, As as);
  // false: it is none. What can be read in several ways is left out, or each reading is given.
  bool take(domain::IdentifierKind kind, std::string_view raw, const Hints& hints, As as,
            bool readings = false);

  std::vector<Candidate> read(std::size_t most) { return part(true, most); }
  std::vector<Candidate> guesses() { return part(false, all_.size()); }

 private:
  struct Entry {
    Candidate candidate;
    bool shown = false;
  };
  std::vector<Candidate> part(bool shown, std::size_t most);

  std::vector<Entry> all_;
  std::map<std::string, std::size_t> known_;
};

void find_phones(const Source& source, Found& found);
void find_plates(const Source& source, Found& found);
void find_mail(const Source& source, Found& found);
void find_web(const Source& source, Found& found);      // pages and profiles
void find_handles(const Source& source, Found& found);  // "@name", "ig: name", single words
void find_payments(const Source& source, Found& found);
void find_addresses(const Source& source, Found& found);

// Words that stand in every message: never a name or a handle by themselves. Small letters.
bool is_common_word(std::string_view word);

}  // namespace ww::identify

// What is never matched: helplines, emergency numbers, role mailboxes, the big sites' own pages. An
// alert that names one of them (by mistake, or to make noise) must not light up for everybody.
//
// The list is data, dated (node/packs/never_match.txt), one exact key per line; circles add their
// own, such as a taxi office. What needs no list: numbers of one digit repeated, and mailboxes of
// roles.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "domain/match_token.h"

namespace ww {

class NeverMatch {
 public:
  // Lines of keys ("phone:+441616299861"); empty lines and what follows a # are passed over.
  static NeverMatch parse(std::string_view list);

  void add(std::string key) { keys_.insert(std::move(key)); }
  bool holds(const domain::MatchTokens& tokens) const;
  std::size_t size() const { return keys_.size(); }

 private:
  std::set<std::string, std::less<>> keys_;
};

}  // namespace ww

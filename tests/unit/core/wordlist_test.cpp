#include "core/wordlist.h"

#include <set>
#include <sstream>

#include "base/crypto.h"
#include "support/catch.h"
#include "support/test_random.h"

using namespace ww;

TEST_CASE("the list is the EFF's, word for word", "[core][wordlist]") {
  std::string all;
  for (std::uint32_t i = 0; i < core::kWordCount; ++i) all += std::string(core::word_at(i)) + "\n";
  CHECK(to_hex(crypto::sha256(as_bytes(all))) ==
        "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522");
  CHECK(core::word_at(0) == "abacus");
  CHECK(core::word_at(core::kWordCount - 1) == "zoom");
}

TEST_CASE("no word stands twice", "[core][wordlist]") {
  std::set<std::string_view> seen;
  for (std::uint32_t i = 0; i < core::kWordCount; ++i) seen.insert(core::word_at(i));
  CHECK(seen.size() == core::kWordCount);
}

TEST_CASE("a passphrase has six words of the list, and another source gives others",
          "[core][wordlist]") {
  std::set<std::string_view> list;
  for (std::uint32_t i = 0; i < core::kWordCount; ++i) list.insert(core::word_at(i));
  std::set<std::string> phrases;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    test::TestRandom random(seed);
    const std::string phrase = core::six_words(random);
    std::istringstream words(phrase);
    std::string word;
    int count = 0;
    for (; words >> word; ++count) CHECK(list.count(word) == 1);
    CHECK(count == 6);
    phrases.insert(phrase);
  }
  CHECK(phrases.size() == 50);
}

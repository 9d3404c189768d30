#include "base/shell_word.h"

#include "support/catch.h"

using namespace ww;

TEST_CASE("a name stands in a hint as a shell takes it", "[base]") {
  CHECK(as_word("Kim") == "Kim");
  CHECK(as_word("kim-2") == "kim-2");
  CHECK(as_word("Zo\xC3\xAB") == "Zo\xC3\xAB");
  CHECK(as_word("Kim from Hull") == "'Kim from Hull'");
  CHECK(as_word("it's") == R"('it'\''s')");
  CHECK(as_word("$(reboot)") == "'$(reboot)'");
  CHECK(as_word("") == "''");
}

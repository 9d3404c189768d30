// Goal: what foreign implementations made once opens for ever, also where no registry can be asked.
// Method: a party whose seed is fixed, and messages that they made for it
// (tests/data/e2ee/foreign_messages.txt says which and by whom).
#include <fstream>
#include <sstream>

#include "e2ee/party.h"
#include "e2ee/sender_keys.h"
#include "people.h"

using namespace ww;
using namespace ww::test;

namespace {

const e2ee::Address kPeer{"foreign", 1};

struct Golden {
  Golden() {
    REQUIRE(party.create());
    REQUIRE(party.make_one_time(7));
    REQUIRE(party.signed_prekey(3));
  }
  MemoryRatchetStore store;
  TestRandom random{2024};
  e2ee::Library library{random};
  e2ee::Party party{library, store, as_bytes("golden")};
  e2ee::SenderKeys group{library, store, as_bytes("golden"), "g"};
};

void check_first(const std::string& identity, ByteView one, ByteView two) {
  Golden golden;
  const auto second = golden.party.decrypt(kPeer, true, two);
  REQUIRE(second);
  CHECK(as_text(second->plain.view()) == "golden two");
  CHECK("05" + to_hex(second->peer_identity) == identity);
  const auto first = golden.party.decrypt(kPeer, true, one);
  REQUIRE(first);
  CHECK(as_text(first->plain.view()) == "golden one");
}

void check_group(ByteView skdm, ByteView one, ByteView two) {
  Golden golden;
  REQUIRE(golden.group.process(kPeer, skdm));
  const auto second = golden.group.decrypt(kPeer, two);
  REQUIRE(second);
  CHECK(as_text(second->view()) == "golden two");
  const auto first = golden.group.decrypt(kPeer, one);
  REQUIRE(first);
  CHECK(as_text(first->view()) == "golden one");
}

}  // namespace

TEST_CASE("recorded messages of foreign implementations open") {
  std::ifstream file(WW_TEST_DATA "/e2ee/foreign_messages.txt");
  std::size_t found = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string kind, name, third, one, two;
    fields >> kind >> name >> third >> one >> two;
    CAPTURE(kind, name);
    if (kind == "first") check_first(third, *from_hex(one), *from_hex(two));
    if (kind == "group") check_group(*from_hex(third), *from_hex(one), *from_hex(two));
    ++found;
  }
  CHECK(found == 7);
}

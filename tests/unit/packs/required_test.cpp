// Goal: a pack that lacks one thing that the program asks for is told apart from a whole one, and
// the missing thing is named.
#include "packs/required.h"

#include "json/pack_json.h"
#include "packs/packs.h"
#include "support/catch.h"

using namespace ww;

namespace {

domain::Pack good() { return json::read_pack(packs::built_in_packs().front().text).pack; }

template <class T>
void drop(std::vector<T>& entries, const std::string& id) {
  std::erase_if(entries, [&](const T& entry) { return entry.id == id; });
}

using Missing = std::vector<std::string>;

}  // namespace

TEST_CASE("each kind of entry is missed by its name", "[packs]") {
  auto pack = good();
  drop(pack.cards, "law.stalking");
  CHECK(packs::missing_from(pack) == Missing{"card law.stalking"});
  pack = good();
  drop(pack.windows, "pep");
  CHECK(packs::missing_from(pack) == Missing{"window pep"});
  pack = good();
  drop(pack.contacts, "stalking-helpline");
  CHECK(packs::missing_from(pack) == Missing{"contact for stalking"});
  pack = good();
  drop(pack.letters, "takedown.copyright");
  CHECK(packs::missing_from(pack) == Missing{"letter takedown.copyright"});
  pack = good();
  std::erase(pack.urgent.at(0).codes, domain::Code::drugging);
  CHECK(packs::missing_from(pack) == Missing{"urgent rule for drugging"});
  pack = good();
  std::erase(pack.urgent.at(0).weapons, domain::Weapon::firearm);
  CHECK(packs::missing_from(pack) == Missing{"urgent rule for firearm"});
  pack = good();
  std::erase(pack.urgent.at(0).cards, "care.medical");
  CHECK(packs::missing_from(pack).size() > 5);
}

TEST_CASE("an empty pack lacks everything", "[packs]") {
  CHECK(packs::missing_from({}).size() > 50);
}

// Goal: an imported pack is taken only signed, whole and newer, and is then what help comes from.
#include "journal_world.h"
#include "packs/packs.h"

using namespace ww;
using namespace ww::test;
using Kind = api::Problem::Kind;

namespace {

struct PackWorld : JournalWorld {
  crypto::Key key = random.key();

  PackWorld() {
    pack_key = crypto::ed25519_public(key);
    restart();
  }
  // The built-in pack of England as another edition.
  Bytes edition(const std::string& day) {
    std::string text(packs::built_in_packs()[0].text);
    const std::string name = "\"edition\":";
    const auto at = text.find('"', text.find(name) + name.size()) + 1;
    text.replace(at, day.size(), day);
    return to_bytes(as_bytes(text));
  }
  Bytes signature(const Bytes& pack, const crypto::Key& by) {
    const auto made = crypto::ed25519_sign_text(by, as_text(pack));
    return {made.begin(), made.end()};
  }
  api::PackLine england() {
    for (const auto& line : got(journal().packs())) {
      if (line.nation == "GB-ENG") return line;
    }
    FAIL("no pack for England");
    return {};
  }
};

}  // namespace

TEST_CASE("a newer edition takes the place of the built-in one, over a restart",
          "[engine][journal]") {
  PackWorld world;
  REQUIRE(world.england().origin == "built_in");
  const Bytes pack = world.edition("2099-01-01");
  const auto taken = world.got(world.journal().pack_import(pack, world.signature(pack, world.key)));
  CHECK(taken.edition == "2099-01-01");
  CHECK(world.england().origin == "imported");
  world.restart();
  CHECK(world.england().edition == "2099-01-01");
  CHECK(world.got(world.journal().packs()).size() == 5);
  const auto cards = world.got(world.journal().cards({"care.first", "GB-LDS", ""}));
  REQUIRE(cards.size() == 1);
  CHECK(cards[0].pack_date == "2099-01-01");
}

TEST_CASE("attack: an old, changed, foreign or broken pack changes nothing", "[engine][journal]") {
  PackWorld world;
  const auto before = world.england();
  const Bytes newer = world.edition("2099-01-01");
  Bytes changed = newer;
  changed[changed.size() / 2] ^= 1;
  const Bytes old = world.edition("2001-01-01");
  const Bytes junk = to_bytes(as_bytes("{}"));
  const auto refused = [&](const Bytes& pack, const Bytes& signature) {
    CHECK(world.refused(world.journal().pack_import(pack, signature)).kind == Kind::invalid);
    CHECK(world.england() == before);
  };
  refused(changed, world.signature(newer, world.key));
  refused(newer, world.signature(newer, world.random.key()));
  refused(old, world.signature(old, world.key));
  refused(junk, world.signature(junk, world.key));
  refused(newer, {});
}

TEST_CASE("an imported pack whose key is not this build's is passed over", "[engine][journal]") {
  PackWorld world;
  const Bytes pack = world.edition("2099-01-01");
  world.got(world.journal().pack_import(pack, world.signature(pack, world.key)));
  world.pack_key = std::nullopt;
  world.restart();
  CHECK(world.england().origin == "built_in");
}

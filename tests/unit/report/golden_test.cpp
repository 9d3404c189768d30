// One packet as it is printed, byte for byte: a change of words or layout is seen in review.
#include <fstream>
#include <sstream>

#include "report/formats.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

std::string golden(const std::string& name) {
  std::ostringstream all;
  all << std::ifstream(std::string(WW_TEST_DATA) + "/packets/" + name, std::ios::binary).rdbuf();
  return all.str();
}

TEST_CASE("the statement of the sample reads as in tests/data/packets", "[report][golden]") {
  const auto packet = make_packet(PacketKind::statement, test::sample_facts());
  REQUIRE(packet.ok());
  CHECK(to_text(packet->document) == golden("statement.txt"));
}

TEST_CASE("the anonymous packet of the sample reads as in tests/data/packets", "[report][golden]") {
  const auto packet = make_packet(PacketKind::police_anonymous, test::sample_facts());
  REQUIRE(packet.ok());
  CHECK(to_text(packet->document) == golden("police-anonymous.txt"));
}

}  // namespace
}  // namespace ww::report

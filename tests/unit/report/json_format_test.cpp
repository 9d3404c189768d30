#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "support/catch.h"
#include "support/packet_samples.h"

namespace ww::report {
namespace {

TEST_CASE("a program reads back what the packet holds", "[report][json]") {
  for (int i = 0; i <= static_cast<int>(PacketKind::medical); ++i) {
    const auto kind = static_cast<PacketKind>(i);
    const auto packet = make_packet(kind, test::sample_facts());
    REQUIRE(packet.ok());
    const auto json = nlohmann::json::parse(to_json(*packet));
    CHECK(json.at("schema") == "watchword.packet/1");
    CHECK(json.at("kind") == std::string(to_name(kind)));
    CHECK(json.at("title") == packet->document.title);
    CHECK(json.at("lang") == packet->document.lang);
    CHECK(json.at("date") == "2025-04-02");
    CHECK(json.at("gaps") == packet->gaps);
    REQUIRE(json.at("blocks").size() == packet->document.blocks.size());
    for (std::size_t b = 0; b < packet->document.blocks.size(); ++b) {
      const auto& block = packet->document.blocks[b];
      const auto& read = json.at("blocks")[b];
      if (read.at("kind") == "rows") {
        CHECK(read.at("rows").get<std::vector<std::pair<std::string, std::string>>>() ==
              block.rows);
      } else if (read.at("kind") == "list") {
        CHECK(read.at("items").get<std::vector<std::string>>() == block.items);
      } else if (read.at("kind") != "rule") {
        CHECK(read.at("text") == block.text);
      }
    }
    REQUIRE(json.at("fields").size() == packet->fields.size());
    for (std::size_t f = 0; f < packet->fields.size(); ++f) {
      CHECK(json.at("fields")[f].at("field") == packet->fields[f].field);
      CHECK(json.at("fields")[f].at("text") == packet->fields[f].text);
    }
  }
}

TEST_CASE("a text comes back as it was, with quotes, lines and hidden marks", "[report][json]") {
  auto facts = test::sample_facts();
  const std::string text = "\"quoted\" \\ back\nnew\ttab \u202e \u0645 \U0001F9FF \x01";
  facts.fill = {{"summary", text}};
  const auto packet = make_packet(PacketKind::police_anonymous, facts);
  REQUIRE(packet.ok());
  const auto written = to_json(*packet);
  CHECK(nlohmann::json::parse(written).at("fields")[0].at("text") == text);
  CHECK(written.find("\u202e") == std::string::npos);  // not raw: an editor would turn the line
}

}  // namespace
}  // namespace ww::report

// What reading a stranger's bytes costs: frames, contents, alerts from the wire and from JSON.
//
// Peers on the same bytes in the same run: nlohmann's parse alone for JSON; for the wire SHA-256
// (every alert is hashed anyway) and, for frames, the HMAC that every request carries.
#include <benchmark/benchmark.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/cap_mac.h"
#include "json/alert_json.h"
#include "support/alert_samples.h"
#include "support/wire_samples.h"
#include "wire/alert.h"
#include "wire/content.h"
#include "wire/frame.h"

namespace {

using namespace ww;

wire::Frame put_frame() {
  relay::Put put{QueueId{{1}}, 7, {}};
  return wire::request_frame(wire::encode_body(put), relay::Cap::write, 3, put.sid.bytes);
}

wire::Frame item_frame() {
  for (auto& [name, reply] : test::sample_replies()) {
    if (name == "item") return wire::encode_reply({test::sample_header(), reply});
  }
  WW_CHECK(false);
}

// The longest of the sample alerts: all four W's are in it.
std::string long_alert_json() {
  std::string longest;
  for (const auto& sample : test::alert_samples()) {
    const auto text = sample.alert.dump();
    if (text.size() > longest.size() && json::read_alert(text, domain::Origin::peer).ok()) {
      longest = text;
    }
  }
  WW_CHECK(!longest.empty());
  return longest;
}

Bytes long_alert_bytes() {
  WireAlert alert;
  alert.body = json::read_alert(long_alert_json(), domain::Origin::peer).alert;
  alert.expires = alert.body.expires;
  alert.body.refs.reset();
  return wire::encode_alert(alert);
}

template <class Work>
void add(const std::string& name, Work work) {
  benchmark::RegisterBenchmark(name.c_str(), [work](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(work());
  })->Unit(benchmark::kMicrosecond);
}

}  // namespace

int main(int count, char** values) {
  benchmark::Initialize(&count, values);
  if (benchmark::ReportUnrecognizedArguments(count, values)) return 1;
  const Bytes mac_key(32, 1);

  const auto request = put_frame();
  WW_CHECK(wire::decode_request(request).ok());
  add("decode/frame_put/ours", [request] { return wire::decode_request(request).ok(); });
  add("decode/frame_put/peer:its_hmac",
      [request, mac_key] { return crypto::hmac_sha256(mac_key, wire::mac_input(request)); });
  const auto item = item_frame();
  WW_CHECK(wire::decode_reply(item).ok());
  add("decode/frame_item/ours", [item] { return wire::decode_reply(item).ok(); });
  add("decode/frame_item/peer:sha256", [item] { return crypto::sha256(item); });

  const Bytes alert = long_alert_bytes();
  const Bytes content = wire::encode_content(content::Alert{alert, {}});
  WW_CHECK(wire::decode_content(content).ok() && wire::decode_alert(alert).ok());
  add("decode/content/ours", [content] { return wire::decode_content(content).ok(); });
  add("decode/content/peer:sha256", [content] { return crypto::sha256(content); });
  const std::string text = long_alert_json();
  add("decode/alert_wire/ours", [alert] { return wire::decode_alert(alert).ok(); });
  add("decode/alert_wire/peer:sha256", [alert] { return crypto::sha256(alert); });
  add("decode/alert_wire/peer:nlohmann_parse_of_its_json",
      [text] { return nlohmann::json::parse(text); });
  add("decode/alert_json/ours",
      [text] { return json::read_alert(text, domain::Origin::peer).ok(); });
  add("decode/alert_json/peer:nlohmann_parse_alone",
      [text] { return nlohmann::json::parse(text); });
  benchmark::AddCustomContext("alert_bytes", std::to_string(alert.size()) + " on the wire, " +
                                                 std::to_string(text.size()) + " as JSON");
  benchmark::RunSpecifiedBenchmarks();
}

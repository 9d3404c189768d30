// The fictional alerts of tests/data/alerts/samples.json, and one small alert that every rule
// accepts, to be bent one field at a time.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ww::test {

struct Sample {
  std::string name;
  nlohmann::json alert;
};

inline std::vector<Sample> alert_samples() {
  std::ifstream file(std::string(WW_TEST_DATA) + "/alerts/samples.json");
  const auto document = nlohmann::json::parse(file);
  std::vector<Sample> samples;
  for (const auto& entry : document.at("alerts")) {
    samples.push_back({entry.at("case"), entry.at("alert")});
  }
  for (const auto& entry : document.at("lifecycle")) {
    samples.push_back({entry.at("step"), entry.at("message")});
  }
  return samples;
}

inline nlohmann::json plain_alert() {
  return nlohmann::json::parse(R"({
    "schema": "fourw/1", "kind": "alert", "status": "actual",
    "sent": "2025-03-14T22:00:00Z", "expires": "2025-06-12T22:00:00Z", "lang": "en-GB",
    "share": {"level": "circle"}, "severity": "extreme", "urgency": "past",
    "certainty": "observed", "basis": "first_hand", "action": "avoid_block",
    "what": {"codes": ["robbery"]}})");
}

}  // namespace ww::test

// Alerts for the simulator: small, valid, and recognisable by their number.
#pragma once

#include "json/time_text.h"
#include "sim/sim_world.h"

namespace ww::test {

inline std::string alert_about(const std::string& number, Instant now,
                               const std::string& summary = "") {
  const auto at = [](Instant instant) { return json::write_instant(instant); };
  return R"({"schema":"fourw/1","kind":"alert","status":"actual","sent":")" + at(now) +
         R"(","expires":")" + at(now + std::chrono::hours{24 * 300}) +
         R"(","lang":"en-GB","share":{"level":"circle"},"severity":"severe","urgency":"past",)"
         R"("certainty":"observed","basis":"first_hand","action":"avoid",)"
         R"("what":{"codes":["threat_violence"],"summary":")" +
         summary + R"("},"who":{"ids":[{"kind":"phone","raw":")" + number +
         R"(","conf":"certain"}]},"where":{"mode":"phone","regions":["GB-LDS"]}})";
}

inline api::SendRequest to_contact(std::string json, std::string name) {
  api::SendRequest request;
  request.json = std::move(json);
  request.contacts = {std::move(name)};
  return request;
}
inline api::SendRequest to_circle(std::string json, std::string name) {
  api::SendRequest request;
  request.json = std::move(json);
  request.circles = {std::move(name)};
  return request;
}

inline std::size_t alert_count(SimNode& node) {
  if (!node.running()) return 0;
  const auto list = node.api().alerts({{}, {}, 10000, 0});
  return list ? list->size() : 0;
}

}  // namespace ww::test

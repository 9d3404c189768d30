// Goal: what the model can hold, its JSON can say.
#include <nlohmann/json.hpp>

#include "json/alert_json.h"
#include "support/catch.h"
#include "support/random_alert.h"

using namespace ww;

TEST_CASE("any alert comes back equal from JSON", "[json][alert]") {
  const auto seed = GENERATE(range(0u, 400u));
  CAPTURE(seed);
  const auto alert = test::RandomAlert(seed).alert();
  const auto back = json::read_alert(json::write_alert(alert), domain::Origin::peer);
  CAPTURE(back.ok() ? "" : back.errors[0].field + ": " + back.errors[0].message);
  REQUIRE(back.ok());
  // Extras come back in the order of the document.
  auto expected = alert;
  CHECK(back.alert.extra.size() == alert.extra.size());
  expected.extra = back.alert.extra;
  CHECK(back.alert == expected);
}

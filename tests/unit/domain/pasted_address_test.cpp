// Goal: the address of a relay is read from whatever it was pasted with, and a wrong one never.
#include "domain/pasted_address.h"

#include "support/catch.h"

using namespace ww;

namespace {

const std::string kKey(52, 'a');
const std::string kAddress = "watchword-relay://relay.example.com:7077/" + kKey;

}  // namespace

TEST_CASE("a relay's address is found in what was pasted", "[domain][route]") {
  const std::string upper = "watchword-relay://Relay.Example.COM:7077/" + std::string(52, 'A');
  const std::string text =
      GENERATE_COPY(as<std::string>{}, kAddress, " " + kAddress + "\r\n", "\"" + kAddress + "\"",
                    "<" + kAddress + ">", kAddress + "/", kAddress + ".", upper,
                    kAddress.substr(0, 50) + "\n" + kAddress.substr(50),
                    "> " + kAddress.substr(0, 50) + "\n> " + kAddress.substr(50),
                    "Its address: " + kAddress + " and a password", kAddress + "\xC2\xA0",
                    "\xE2\x80\xAA" + kAddress + "\xE2\x80\xAC", "\xEF\xBB\xBF" + kAddress);
  CAPTURE(text);
  const auto route = address_in(text);
  REQUIRE(route.ok());
  CHECK(to_address(*route) == kAddress);
}

TEST_CASE("an address on loopback for IPv6 is found too", "[domain][route]") {
  const std::string address = "watchword-relay://[::1]:7077/" + kKey;
  CHECK(to_address(*address_in("(" + address + ")")) == address);
}

TEST_CASE("what is no relay's address stays none", "[domain][route]") {
  for (const std::string& text :
       {std::string(), std::string("watchword-relay://"), kAddress + "a", kAddress.substr(0, 80),
        kAddress.substr(0, kAddress.size() - 1) + " and so on",
        "watchword-relay://relay.example.com/" + kKey, "https://relay.example.com:7077/" + kKey}) {
    CAPTURE(text);
    CHECK_FALSE(address_in(text).ok());
  }
}

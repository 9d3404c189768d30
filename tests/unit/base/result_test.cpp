#include "base/result.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "support/catch.h"

using namespace ww;

namespace {
Result<int> half(int number) {
  if (number % 2 != 0) return fail(Errc::malformed);
  return number / 2;
}
Result<std::string> quarter(int number) {
  WW_TRY_SET(const int once, half(number));
  WW_TRY_SET(const int twice, half(once));
  return std::to_string(twice);
}
Result<> check(int number) {
  WW_TRY(half(number));
  return done();
}
}  // namespace

TEST_CASE("a result is a value or an error", "[base][result]") {
  CHECK(half(4).value() == 2);
  CHECK_FALSE(half(3));
  CHECK(half(3).error().code == Errc::malformed);
}

TEST_CASE("an error leaves the function that tries", "[base][result]") {
  CHECK(quarter(8).value() == "2");
  CHECK(quarter(6).error().code == Errc::malformed);
  CHECK(quarter(7).error().code == Errc::malformed);
  CHECK(check(2).ok());
  CHECK_FALSE(check(1).ok());
}

TEST_CASE("an error says where it was made", "[base][result]") {
  const Error error = fail(Errc::expired);
  CHECK_THAT(std::string(error.file), ContainsSubstring("result_test.cpp"));
  CHECK(error.line > 0);
}

TEST_CASE("a result can hold what cannot be copied", "[base][result]") {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 5);
}

TEST_CASE("every code has a name of its own", "[base][result]") {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(Errc::internal); ++i) {
    names.emplace_back(to_string(static_cast<Errc>(i)));
  }
  std::sort(names.begin(), names.end());
  CHECK(std::unique(names.begin(), names.end()) == names.end());
}

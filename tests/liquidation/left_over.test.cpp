#include "bulwark/liquidation/left_over.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a liquidation clears one side or leaves enough of both", "[liquidation][left_over]") {
  const auto dust = [](LeftOver<long long> debt, LeftOver<long long> deposit) { return leaves_dust(debt, deposit, 1'000LL); };
  CHECK_FALSE(dust({0, 0}, {3, 0}));  // aave_v3.json, "liq.weth dust": three wei stay, the debt does not
  CHECK_FALSE(dust({5, 1}, {0, 0}));
  CHECK_FALSE(dust({5, 1'000}, {5, 1'000}));
  CHECK(dust({5, 999}, {5, 5'000}));
  CHECK(dust({5, 5'000}, {5, 999}));
  CHECK(dust({5, 5'000}, {3, 0}));  // worth less than a unit of account, and still there
}

TEST_CASE("what is left of an unknown value counts as dust", "[liquidation][left_over]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(leaves_dust<double>({1.0, nan}, {1.0, 5'000.0}, 1'000.0));
  CHECK(leaves_dust<double>({1.0, 5'000.0}, {1.0, nan}, 1'000.0));
  CHECK_FALSE(leaves_dust<double>({1.0, 5'000.0}, {1.0, 5'000.0}, 1'000.0));
}

#include "bulwark/liquidation/discounted_exchange.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
const FeeToken asset{.weight = 0.8, .price = 5.0, .liquidator_fee = 0.02, .platform_fee = 0.01};
const FeeToken liability{.weight = 1.2, .price = 2.0, .liquidator_fee = 0.03, .platform_fee = 0.02};
constexpr double many = 1e9;
}  // namespace

TEST_CASE("an exchange brings health to zero where balances allow", "[liquidation][discounted_exchange]") {
  for (double health = -0.01; health > -1e6; health *= 3.0) {
    const Exchange e = exchange_to_health(health, asset, liability, many, many).value();
    CHECK(health + e.repaid * 2.0 * 1.2 - e.taken * 5.0 * 0.8 == Catch::Approx(0.0).margin(1e-12 * -health));
    CHECK(e.taken * 5.0 == Catch::Approx(e.repaid * 2.0 * 1.05 * 1.03).epsilon(1e-14));
    CHECK(e.to_liquidator * 5.0 == Catch::Approx(e.repaid * 2.0 * 1.03 * 1.02).epsilon(1e-14));
    CHECK(e.to_liquidator < e.taken);
  }
}

TEST_CASE("neither balance changes its sign, and a healthy account exchanges nothing", "[liquidation][discounted_exchange]") {
  CHECK(exchange_to_health(-1e6, asset, liability, 7.0, many)->repaid == 7.0);
  CHECK(exchange_to_health(-1e6, asset, liability, many, 3.0)->taken == Catch::Approx(3.0).epsilon(1e-15));
  CHECK(exchange_to_health(5.0, asset, liability, many, many)->repaid == 0.0);
}

TEST_CASE("where what is taken weighs as much as what is repaid, no exchange helps", "[liquidation][discounted_exchange]") {
  CHECK_FALSE(exchange_to_health(-1.0, {1.0, 5.0, 0.1, 0.1}, {1.1, 2.0, 0.0, 0.0}, many, many));
  CHECK_FALSE(exchange_to_health(-1.0, asset, {1.2, std::numeric_limits<double>::quiet_NaN(), 0.0, 0.0}, many, many));
  const double unknown = exchange_to_health(std::numeric_limits<double>::quiet_NaN(), asset, liability, many, many)->repaid;
  CHECK(unknown != unknown);
}

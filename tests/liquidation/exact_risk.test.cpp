#include "bulwark/liquidation/exact_risk.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Risk = ExactRisk<long long>;

TEST_CASE("exactly at a requirement it is covered, one unit below it is not", "[liquidation][exact_risk][A04]") {
  CHECK(Risk{.equity = 100, .initial = 100}.covers_initial());
  CHECK_FALSE(Risk{.equity = 99, .initial = 100}.covers_initial());
  CHECK(Risk{.equity = 100, .maintenance = 100}.covers_maintenance());
  CHECK_FALSE(Risk{.equity = 100, .maintenance = 100}.is_liquidatable());
  CHECK(Risk{.equity = 99, .maintenance = 100}.is_liquidatable());
}

TEST_CASE("an account is liquidatable only while something is required of it", "[liquidation][exact_risk][A03]") {
  CHECK_FALSE(Risk{}.is_liquidatable());
  CHECK_FALSE(Risk{.equity = -100}.is_liquidatable());  // it owes, holds nothing, and has nothing to close
  CHECK_FALSE(Risk{.equity = -100}.covers_initial());
  CHECK(Risk{.equity = -100}.is_bankrupt());
  CHECK_FALSE(Risk{.equity = 0, .maintenance = 1}.is_bankrupt());
  CHECK(Risk{.equity = 0, .maintenance = 1}.is_liquidatable());
}

TEST_CASE("risks of positions add", "[liquidation][exact_risk]") {
  CHECK(Risk{1, 2, 3} + Risk{-10, 20, 30} == Risk{-9, 22, 33});
  CHECK(Risk{1, 2, 3} + Risk{} == Risk{1, 2, 3});
}

#include "bulwark/math/stated_decimals.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;

TEST_CASE("an amount that is converted there and back never grows", "[math][stated_decimals]") {
  test::Random random{5};
  for (int i = 0; i < 2'000; ++i) {
    const StatedDecimals there{static_cast<int>(random.below(9)), static_cast<int>(random.below(9))}, back{there.to, there.from};
    const long long amount = random.below(1'000'000'000);
    const long long again = back.converted(there.converted(amount, Rounding::floor), Rounding::floor);
    CHECK(again <= amount);
    CHECK(amount - again < (there.from > there.to ? static_cast<long long>(there.scale() + 0.5) : 1));
    CHECK(back.converted(there.converted(amount, Rounding::ceil), Rounding::ceil) >= amount);
  }
}

TEST_CASE("decimals that differ are a scale, and a fault where nobody converts", "[math][stated_decimals][faults]") {
  CHECK(StatedDecimals{18, 8}.scale() == 1e10);
  CHECK(StatedDecimals{8, 18}.scale() == 1e-10);
  CHECK(StatedDecimals{6, 6}.faults_if_not_converted().empty());
  CHECK(StatedDecimals{18, 8}.faults().empty());
  CHECK(test::said(StatedDecimals{18, 8}.faults_if_not_converted()) ==
        std::vector<std::string>{"stated_decimals.scale is out of range, got 10000000000"});
  CHECK(test::said(StatedDecimals{-1, 40}.faults()) ==
        std::vector<std::string>{"stated_decimals.from is out of range, got -1", "stated_decimals.to is out of range, got 40"});
  CHECK(StatedDecimals{18, 8}.converted(123'456'789'012LL, Rounding::floor) == 12);
  CHECK(StatedDecimals{18, 8}.converted(123'456'789'012LL, Rounding::ceil) == 13);
}

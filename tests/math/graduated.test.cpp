#include "bulwark/math/graduated.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

struct Bracket {
  double floor;
  double rate;
};
const std::vector<Bracket> rising{{0.0, 0.05}, {20'000.0, 0.1}, {100'000.0, 1.0 / 6.0}};
const std::vector<Bracket> falling{{0.0, 0.98}, {20.0, 0.95}, {25.0, 0.0}};
constexpr double Bracket::*rate = &Bracket::rate;

double charge(const std::vector<Bracket>& brackets, double amount) { return graduated(std::span{brackets}, rate, amount); }
double taken_off(const std::vector<Bracket>& brackets, Index n) { return deduction(std::span{brackets}, rate, n); }

}  // namespace

TEST_CASE("a graduated charge is the rate of the amount's tier less the deduction", "[math][graduated]") {
  for (const auto& brackets : {rising, falling})
    for (double amount = 0.0; amount < 300'000.0; amount += amount < 30.0 ? 0.25 : 977.0) {
      const Index n = tier_of(std::span{brackets}, amount);
      const double expected = amount * brackets[static_cast<std::size_t>(n)].rate - taken_off(brackets, n);
      CHECK(charge(brackets, amount) == Catch::Approx(expected).epsilon(1e-12).margin(1e-9));
    }
}

TEST_CASE("a graduated charge is continuous at every floor and its deductions are where two tiers meet", "[math][graduated]") {
  for (const auto& brackets : {rising, falling})
    for (std::size_t n = 1; n < brackets.size(); ++n) {
      const double floor = brackets[n].floor, below = std::nextafter(floor, 0.0);
      CHECK(charge(brackets, floor) == Catch::Approx(charge(brackets, below)).epsilon(1e-14));
      CHECK(tier_of(std::span{brackets}, floor) == static_cast<Index>(n));
      CHECK(tier_of(std::span{brackets}, below) == static_cast<Index>(n) - 1);
    }
}

TEST_CASE("deductions follow the published recurrence", "[math][graduated]") {
  // cross_liquidation.json, "hl-doge-testnet-deduction" (Hyperliquid documentation, margin tiers).
  CHECK(taken_off(rising, 0) == 0.0);
  CHECK_THAT(taken_off(rising, 1), WithinRel(1'000.0, 1e-15));
  CHECK_THAT(taken_off(rising, 2), WithinRel(7'666.666666666665, 1e-14));
}

TEST_CASE("what is not a number is charged no number", "[math][graduated]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(charge(rising, nan) == charge(rising, nan));
  CHECK(tier_of(std::span{rising}, nan) == 0);
  CHECK(charge(rising, 0.0) == 0.0);
}

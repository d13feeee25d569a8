#include "bulwark/collateral/tiered_discount.hpp"

#include <limits>

#include "bulwark/laws/collateral_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
// The discount tiers that OKX's API documentation shows for BTC (2024), and one rate for the rest.
const TieredDiscount discount{.of_asset = {{{0.0, 0.98}, {20.0, 0.9775}, {25.0, 0.5}}, {{0.0, 0.95}}}};
}  // namespace

TEST_CASE("the discount breaks no law of collateral", "[collateral][tiered_discount]") {
  CHECK(broken_by(discount) == BrokenLaws{});
  CHECK(broken_by(TieredDiscount{}) == BrokenLaws{});
}

TEST_CASE("what is owned counts at falling rates, what is owed in full", "[collateral][tiered_discount]") {
  const auto of = [&](double coins) { return counted(discount, {.positions = {{Spot{btc}, coins}}}).maintenance; };
  CHECK(of(20.0) == Catch::Approx(0.98 * 20.0 * 104'000.0).epsilon(1e-15));
  CHECK(of(30.0) == Catch::Approx((0.98 * 20.0 + 0.9775 * 5.0 + 0.5 * 5.0) * 104'000.0).epsilon(1e-15));
  CHECK(of(-30.0) == -30.0 * 104'000.0);
  CHECK(counted(discount, {.positions = {{Spot{sol}, 10.0}}, .cash = 5.0}).initial == 5.0);
  CHECK(counted(discount, {.positions = {{Spot{sol}, -10.0}}, .cash = 5.0}).initial == 5.0 - 1'600.0);
}

TEST_CASE("a coin's balance and its inverse profits count together, a quote profit in full", "[collateral][tiered_discount]") {
  // A coin and an inverse long of 104,000 that has lost half of it; a linear profit.
  const Account account{.positions = {{Spot{btc}, 1.0}, {InverseFuture{btc}, 10'400.0, 208'000.0}, {LinearFuture{eth}, 2.0, 2'500.0}},
                        .cash = 7.0};
  CHECK(counted(discount, account).initial == Catch::Approx(7.0 + 120.0 + 0.98 * 0.5 * 104'000.0).epsilon(1e-14));
}

TEST_CASE("a discount reports every fault", "[collateral][tiered_discount][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(discount.faults().empty());
  CHECK(said(TieredDiscount{.of_asset = {{{1.0, 1.5}, {1.0, 0.9}}, {{0.0, 0.5}, {2.0, 0.6}, {nan, -0.1}}}}.faults()) ==
        std::vector<std::string>{
            "tiered_discount.floor[0,0] must increase, got 1", "tiered_discount.rate[0,0] is out of range, got 1.5",
            "tiered_discount.floor[0,1] must increase, got 1", "tiered_discount.rate[1,1] is out of range, got 0.59999999999999998",
            "tiered_discount.floor[1,2] must increase, got nan", "tiered_discount.rate[1,2] is out of range, got -0.10000000000000001"});
}

#include "bulwark/margin/liquidity_tier_margin.hpp"

#include <limits>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr LiquidityTier tier{50'000, 600'000, 40'000'000'000'000, 100'000'000'000'000};
constexpr LiquidityTier safe{1'000'000, 200'000};
}  // namespace

TEST_CASE("a liquidity tier margin keeps the laws of margin", "[margin][liquidity_tier_margin][laws]") {
  CHECK(broken_by(LiquidityTierMargin{{{tier, 70e6}}, {.tier = safe}}) == BrokenLaws{});
}

TEST_CASE("each position is charged by the tier and the open interest of its market", "[margin][liquidity_tier_margin]") {
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 1.0}, {LinearFuture{eth}, 10.0, 1.0}, {Spot{btc}, 5.0}}};
  const Requirement quiet = required(LiquidityTierMargin{{{tier, 40e6}}, {.tier = safe}}, account);
  CHECK(quiet.initial == Catch::Approx(0.05 * 208'000.0 + 25'600.0).epsilon(1e-15));
  CHECK(quiet.maintenance == Catch::Approx(0.03 * 208'000.0 + 0.2 * 25'600.0).epsilon(1e-15));
  const Requirement crowded = required(LiquidityTierMargin{{{tier, 70e6}}, {.tier = safe}}, account);
  CHECK(crowded.initial == Catch::Approx(0.525 * 208'000.0 + 25'600.0).epsilon(1e-15));
  CHECK(crowded.maintenance == quiet.maintenance);
}

TEST_CASE("a liquidity tier margin reports every fault", "[margin][liquidity_tier_margin][faults]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const LiquidityTierMargin margin{{{tier, -1.0}, {LiquidityTier{2'000'000, 0}, nothing}}, {.tier = {0, 1'000'001}}};
  CHECK(said(margin.faults()) == std::vector<std::string>{"liquidity_tier.maintenance_of_initial is out of range, got 1000001",
                                                          "liquidity_tier.open_interest[0] is out of range, got -1",
                                                          "liquidity_tier.initial[1] is out of range, got 2000000",
                                                          "liquidity_tier.open_interest[1] is out of range, got nan"});
}

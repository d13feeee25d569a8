#include "bulwark/margin/liquidity_horizon_margin.hpp"

#include <cmath>

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

History some_days() {
  Random random{17};
  History history{.assets = 2, .log_return = {}};
  for (int day = 0; day < 200; ++day) {
    const double common = random.between(-0.04, 0.04);
    for (Index a = 0; a < 2; ++a) history.log_return.push_back(common + random.between(-0.02, 0.02));
  }
  return history;
}

LiquidityHorizonMargin<History, 3> margin(std::vector<Index> horizons) {
  return {.shortfall = expected_shortfall_margin(some_days(), 0.025), .days = {10.0, 20.0, 40.0}, .horizon_of_asset = std::move(horizons)};
}

const Account first{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}}, second{.positions = {{LinearFuture{eth}, 40.625, 2'560.0}}};
const Account together{.positions = {first.positions[0], second.positions[0]}};

}  // namespace

TEST_CASE("a margin over liquidity horizons keeps the laws of margins", "[margin][liquidity_horizon_margin][laws]") {
  CHECK(broken_by(margin({0, 2})) == BrokenLaws{});
}

TEST_CASE("a book that is as liquid as the moves are long needs its shortfall, one that is not the root of its days more",
          "[margin][liquidity_horizon_margin]") {
  const double base = required(expected_shortfall_margin(some_days(), 0.025), first).maintenance;
  CHECK(required(margin({}), first).maintenance == Catch::Approx(base).epsilon(1e-15));
  CHECK(required(margin({1}), first).maintenance == Catch::Approx(base * std::sqrt(2.0)).epsilon(1e-15));
  CHECK(required(margin({2}), first).maintenance == Catch::Approx(base * 2.0).epsilon(1e-15));
}

TEST_CASE("what takes longer is charged on top, by itself", "[margin][liquidity_horizon_margin]") {
  const auto shortfall = expected_shortfall_margin(some_days(), 0.025);
  const double all = required(shortfall, together).maintenance, slow = required(shortfall, second).maintenance;
  CHECK(required(margin({0, 2}), together).maintenance ==
        Catch::Approx(std::sqrt(all * all + slow * slow + 2.0 * slow * slow)).epsilon(1e-15));
  double before = 0.0;
  for (const std::vector<Index>& horizons : {std::vector<Index>{0, 0}, {0, 1}, {0, 2}, {1, 2}, {2, 2}}) {
    CHECK(required(margin(horizons), together).maintenance > before);
    before = required(margin(horizons), together).maintenance;
  }
}

TEST_CASE("horizons out of order and assets without one are faults", "[margin][liquidity_horizon_margin][faults]") {
  auto bad = margin({0, 3, -1});
  bad.days = {10.0, 10.0, 5.0};
  CHECK(said(bad.faults()) == std::vector<std::string>{"liquidity_horizon_margin.days[1] must increase, got 10",
                                                       "liquidity_horizon_margin.days[2] must increase, got 5",
                                                       "liquidity_horizon_margin.horizon_of_asset[1] is out of range, got 3",
                                                       "liquidity_horizon_margin.horizon_of_asset[2] is out of range, got -1"});
}

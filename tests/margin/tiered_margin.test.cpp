#include "bulwark/margin/tiered_margin.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const TieredMargin tiers{.tables = {{{0.0, 0.02, 0.01}, {1e6, 0.04, 0.02}, {3e6, 0.1, 0.05}}, {{0.0, 0.5, 0.25}}},
                         .table_of_asset = {0, 1}};
}

TEST_CASE("tiers are continuous, convex and equal to rate times notional less the deduction", "[margin][tiered_margin][B04]") {
  double before = 0.0, slope = 0.0;
  for (double notional = 0.0; notional <= 5e6; notional += 62'500.0) {
    const double now_required = TieredMargin::charge(tiers.tables[0], notional).initial;
    const double rate = notional < 1e6 ? 0.02 : notional < 3e6 ? 0.04 : 0.1, deduction = notional < 1e6 ? 0.0 : notional < 3e6 ? 2e4 : 2e5;
    CHECK(now_required == Catch::Approx(rate * notional - deduction).epsilon(1e-14).margin(1e-9));
    CHECK(now_required - before >= slope - 1e-9);
    slope = now_required - before, before = now_required;
  }
}

TEST_CASE("each position has the tiers of its asset", "[margin][tiered_margin]") {
  const Account account{
      .positions = {{LinearFuture{btc}, 20.0, 1.0}, {LinearFuture{eth}, 1.0, 1.0}, {LinearFuture{sol}, 1.0, 1.0}, {Spot{btc}, 1.0}}};
  CHECK(required(tiers, account).initial == Catch::Approx(0.04 * 2.08e6 - 2e4 + 0.5 * 2'560.0 + 0.02 * 160.0).epsilon(1e-14));
}

TEST_CASE("tiers report every fault", "[margin][tiered_margin][faults]") {
  CHECK(said(TieredMargin{}.faults()) == std::vector<std::string>{"tiered_margin.tables must not be empty"});
  CHECK(said(TieredMargin{.tables = {{{1.0, 0.5, 0.25}, {1.0, 0.25, 0.5}}, {}}, .table_of_asset = {0, 2}}.faults()) ==
        std::vector<std::string>{"tiered_margin.floor[0,0] must increase, got 1", "tiered_margin.floor[0,1] must increase, got 1",
                                 "tiered_margin.initial[0,1] must increase, got 0.25",
                                 "tiered_margin.maintenance[0,1] is out of range, got 0.5", "tiered_margin.table[1] must not be empty",
                                 "tiered_margin.table_of_asset[1] is out of range, got 2"});
}

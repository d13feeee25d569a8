#include "bulwark/margin/user_leverage.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const TieredMargin tiers{.tables = {{{0.0, 0.02, 0.01}, {1e6, 0.05, 0.025}}, {{0.0, 0.1, 0.05}}}, .table_of_asset = {0, 1}};
}

TEST_CASE("less leverage raises the initial share and leaves maintenance", "[margin][user_leverage]") {
  const MarginTiers chosen = at_leverage(tiers.tables[0], 25.0);
  CHECK(chosen[0].initial == 0.04);
  CHECK(chosen[1].initial == 0.05);
  for (std::size_t n = 0; n < 2; ++n) CHECK(chosen[n].maintenance == tiers.tables[0][n].maintenance);
  CHECK(at_leverage(tiers.tables[0], 50.0)[0].initial == 0.02);
  CHECK(at_leverage(tiers.tables[0], 1'000.0)[0].initial == 0.02);  // no more than the tier allows
}

TEST_CASE("each market has the leverage picked for it, in the quote and in coins", "[margin][user_leverage]") {
  const std::vector<double> picked{10.0, 0.0, 4.0};
  const TieredMargin margin = at_leverage(tiers, picked);
  CHECK(margin.faults().empty());
  CHECK(margin.table(btc)[0].initial == 0.1);
  CHECK(margin.table(eth)[0].initial == 0.1);
  CHECK(margin.table(sol)[0].initial == 0.25);  // table 0, as before
  CHECK(margin.table(AssetId{7})[0].initial == 0.02);
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 104'000.0}}};
  CHECK(required(margin, account).initial == Catch::Approx(10'400.0).epsilon(1e-15));
  CHECK(required(margin, account).maintenance == required(tiers, account).maintenance);

  TieredMargin coins = tiers;
  coins.table_of_coin_settled = {1};
  const TieredMargin in_coins = at_leverage(coins, picked);
  CHECK(in_coins.faults().empty());
  CHECK(required(at_leverage(coins, std::vector{5.0}), {.positions = {{InverseFuture{btc}, 10'400.0, 104'000.0}}}).initial ==
        Catch::Approx(0.2 * 104'000.0).epsilon(1e-14));
}

TEST_CASE("a leverage that is none is a fault of the rates, and faulty tables stay as they were", "[margin][user_leverage][faults]") {
  for (const double bad : {-5.0, double(NAN)}) CHECK_FALSE(at_leverage(tiers, std::vector{bad}).faults().empty());
  CHECK(said(at_leverage(TieredMargin{}, std::vector{5.0}).faults()) == std::vector<std::string>{"tiered_margin.tables must not be empty"});
}

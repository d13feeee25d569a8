#include "bulwark/margin/entry_margin.hpp"

#include "bulwark/laws/margin_laws.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
const EntryMargin at_entry{{.tables = {{{0.0, 0.1, 0.01}, {1e5, 0.1, 0.02}}, {{0.0, 0.1, 0.005}, {2.0, 0.1, 0.01}}},
                            .table_of_asset = {},
                            .table_of_coin_settled = {1}}};
}

TEST_CASE("maintenance at entry breaks no law of margin", "[margin][entry_margin]") { CHECK(broken_by(at_entry) == BrokenLaws{}); }

TEST_CASE("the requirement is of the value at entry, whatever the price is now", "[margin][entry_margin]") {
  const Account account{.positions = {{LinearFuture{btc}, -2.0, 80'000.0}}};
  MarketState market = three_assets();
  for (const double spot : {60'000.0, 104'000.0, 300'000.0}) {
    market.assets[0].spot = spot;
    CHECK(required(at_entry, account, market).initial == 16'000.0);
    CHECK(required(at_entry, account, market).maintenance == 1'000.0 + 0.02 * 60'000.0);
  }
}

TEST_CASE("an inverse contract's requirement stands still in coins", "[margin][entry_margin]") {
  // 312,000 of face at 104,000 is 3 coins; the chain's contract is 10 of face.
  const Account account{.positions = {{InverseFuture{btc}, 31'200.0, 104'000.0}}};
  MarketState market = three_assets();
  for (const double spot : {60'000.0, 104'000.0, 300'000.0}) {
    market.assets[0].spot = spot;
    CHECK(required(at_entry, account, market).maintenance == Catch::Approx((2.0 * 0.005 + 0.01) * spot).epsilon(1e-14));
  }
}

TEST_CASE("only futures are charged on entry", "[margin][entry_margin]") {
  const Account account{.positions = {{Spot{btc}, 5.0},
                                      {VanillaOption{btc, OptionSide::call, 104'000.0, july}, -3.0, 0.0, AssetId::quote},
                                      {LinearFuture{btc}, 1.0, 100'000.0}}};
  CHECK(required(at_entry, account).initial == 10'000.0);
  CHECK(required(at_entry, {}).initial == 0.0);
  CHECK(EntryMargin{}.faults().size() == 1);
}

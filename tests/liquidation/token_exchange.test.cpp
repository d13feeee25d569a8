#include "bulwark/liquidation/token_exchange.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int quote = 1'000'000;
const ExchangedToken<Int> dollars{10'000, 1'010'000, 6, quote}, coins{11'000, 990'000, 9, 100 * quote};
}  // namespace

TEST_CASE("repaying the computed debt out of the computed deposit covers the shortage", "[liquidation][token_exchange]") {
  for (const auto& [asset, liability] :
       {std::pair{dollars, coins},
        {ExchangedToken<Int>{9'000, 1'020'000, 9, 25 * quote}, ExchangedToken<Int>{12'000, 1'000'000, 6, quote}},
        {ExchangedToken<Int>{8'000, 1'000'000, 8, 30'000 * quote}, ExchangedToken<Int>{11'000, 950'000, 5, 3 * quote}}})
    for (Int shortage = 10'000; shortage < 1'000'000 * quote; shortage = 5 * shortage + 7) {
      const Int repaid = *liability_to_cover<Int>(shortage, asset, liability, 0);
      const Int taken = asset_for_liability<Int>(repaid, asset, liability, Int(1) << 70);
      const Int freed = token_value<Int>(repaid, liability.decimals, liability.price) * liability.weight / 10'000 -
                        token_value<Int>(taken, asset.decimals, asset.price) * asset.weight / 10'000;
      // Weights are truncated to 1e-5 and amounts to units of the token.
      const Int unit = token_value<Int>(2, liability.decimals, 2 * liability.price) + 2;
      CHECK(freed >= shortage - shortage / 500 - unit);
      CHECK(freed <= shortage + shortage / 500 + unit);
    }
}

TEST_CASE("where the deposit weighs as much as the debt, no amount covers", "[liquidation][token_exchange]") {
  CHECK(!liability_to_cover<Int>(10 * quote, {11'000, 1'000'000, 6, quote}, coins, 0));
  CHECK(!liability_to_cover<Int>(10 * quote, {10'000, 1'100'000, 6, quote}, coins, 0));              // the fee eats the difference
  CHECK(!liability_to_cover<Int>(10 * quote, dollars, coins, 200'000));                              // the insurance fund's fee does
  CHECK(liability_to_cover<Int>(1, dollars, {11'000, 990'000, 6, 1'000'000 * quote}, 0) == Int(1));  // at least one unit
}

TEST_CASE("a deposit that differs by less than one from the whole is taken whole, whatever its decimals", "[liquidation][token_exchange]") {
  for (const int decimals : {5, 6, 8, 9}) {
    const Int one = power_of_ten<Int>(decimals);
    const ExchangedToken<Int> asset{10'000, 1'000'000, decimals, quote}, liability{11'000, 1'000'000, 6, quote};
    CHECK(asset_for_liability<Int>(100 * quote, asset, liability, 100 * one + 99 * one / 100) == 100 * one + 99 * one / 100);
    CHECK(asset_for_liability<Int>(100 * quote, asset, liability, 99 * one + one / 100) == 99 * one + one / 100);
    CHECK(asset_for_liability<Int>(100 * quote, asset, liability, 101 * one) == 100 * one);
    CHECK(asset_for_liability<Int>(100 * quote, asset, liability, 99 * one) == 100 * one);
  }
}

TEST_CASE("a debt that a deposit pays for costs at least that deposit", "[liquidation][token_exchange]") {
  for (Int amount = 1; amount < 1'000'000 * quote; amount = 3 * amount + 1) {
    const Int repaid = liability_for_asset<Int>(amount, dollars, coins);
    CHECK(asset_for_liability<Int>(repaid, dollars, coins, Int(1) << 70) >= amount);
    if (repaid > 1) CHECK((repaid - 1) * 100 * 1'010'000 < amount * 1'000 * 990'000);
  }
}

TEST_CASE("exchanged amounts are those of the programme's tests", "[liquidation][token_exchange]") {
  // drift_v2.json: "liab_transfer.10% fees", "... no fee + 1% IF", "implied.1%", "asset_for_liab.1%".
  CHECK(liability_to_cover<Int>(10 * quote, {8'000, 1'100'000, 6, quote}, {12'000, 900'000, 9, 100 * quote}, 0) == Int(449'984'250));
  CHECK(liability_to_cover<Int>(10 * quote, {8'000, 1'000'000, 6, quote}, {12'000, 1'000'000, 9, 100 * quote}, 10'000) == Int(257'731'958));
  CHECK(liability_for_asset<Int>(10 * quote, dollars, coins) == 98'019'802);
  CHECK(asset_for_liability<Int>(1'000'000'000, dollars, coins, 200 * quote) == 102'020'202);
}

TEST_CASE("a swap may not be worse than the liquidator's own price", "[liquidation][token_exchange]") {
  // drift_v2.json, "swap ok" and "swap too cheap": 198 < 200 / 1.01.
  const ExchangedToken<Int> asset{0, 1'010'000, 9, 200 * quote}, liability{0, 1'000'000, 6, quote};
  CHECK(is_swap_within_bounds<Int>(1'000'000'000, 200 * quote, asset, liability));
  CHECK(is_swap_within_bounds<Int>(1'000'000'000, 198'019'802, asset, liability));
  CHECK_FALSE(is_swap_within_bounds<Int>(1'000'000'000, 198'019'800, asset, liability));
  CHECK_FALSE(is_swap_within_bounds<Int>(0, 200 * quote, asset, liability));
}

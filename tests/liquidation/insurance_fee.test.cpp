#include "bulwark/liquidation/insurance_fee.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using Int = bulwark::test::Int128;

namespace {
constexpr Int quote = 1'000'000, coin = 1'000'000'000;
const PerpClose<Int> perp{500, 10'000, 50'000, 100 * quote, quote};
const ExchangedToken<Int> dollars{10'000, 1'010'000, 6, quote}, coins{11'000, 1'000'000, 9, 100 * quote};
}  // namespace

TEST_CASE("closing everything with the insurance fee still covers the shortage", "[liquidation][insurance_fee]") {
  for (Int base = coin / 10; base < 100 * coin; base = 2 * base + 1)
    for (Int shortage = 0; shortage < 500 * quote; shortage += 13 * quote) {
      const Int fee = perp_insurance_fee<Int>(shortage, base, perp), notional = base * 100 * quote / coin;
      CHECK((fee >= 0 && fee <= 50'000));
      // What is freed by closing all, the liquidator paid, is at least shortage and fee.
      if (fee > 0) CHECK(notional * (50'000 - 10'000 - fee) / 1'000'000 >= shortage - 1);
    }
}

TEST_CASE("a larger shortage leaves the insurance fund less", "[liquidation][insurance_fee]") {
  Int on_perp = 50'000, on_spot = 50'000;
  for (Int shortage = 0; shortage < 60 * quote; shortage += quote / 2) {
    CHECK(perp_insurance_fee<Int>(shortage, 10 * coin, perp) <= on_perp);
    CHECK(spot_insurance_fee<Int>(shortage, coin, dollars, coins, 50'000) <= on_spot);
    on_perp = perp_insurance_fee<Int>(shortage, 10 * coin, perp);
    on_spot = spot_insurance_fee<Int>(shortage, coin, dollars, coins, 50'000);
  }
  CHECK(on_perp == 0);
  CHECK(on_spot == 0);
}

TEST_CASE("insurance fees are those of the programme's tests", "[liquidation][insurance_fee]") {
  // drift_v2.json, "perp_if_fee. ..." and "spot_if_fee. ...".
  CHECK(perp_insurance_fee<Int>(20 * quote, 10 * coin, perp) == 19'000);
  CHECK(perp_insurance_fee<Int>(quote, 10 * coin, perp) == 37'050);
  CHECK(spot_insurance_fee<Int>(5 * quote, coin, dollars, coins, 50'000) == 36'363);
  CHECK(spot_insurance_fee<Int>(100 * quote, coin, dollars, coins, 50'000) == 0);
}

TEST_CASE("where nothing can be freed nothing is taken", "[liquidation][insurance_fee]") {
  CHECK(perp_insurance_fee<Int>(0, 0, perp) == 0);
  CHECK(perp_insurance_fee<Int>(0, coin, {500, 50'000, 50'000, 100 * quote, quote}) == 0);
  CHECK(perp_insurance_fee<Int>(0, coin, {500, 10'000, 50'000, 0, quote}) == 0);
  CHECK(perp_insurance_fee<Int>(0, coin, {500, 10'000, 50'000, 100 * quote, 0}) == 0);
  CHECK(spot_insurance_fee<Int>(0, coin, coins, dollars, 50'000) == 0);
  CHECK(spot_insurance_fee<Int>(0, 0, dollars, coins, 50'000) == 0);
  CHECK(spot_insurance_fee<Int>(0, coin, dollars, {11'000, 0, 9, 100 * quote}, 50'000) == 0);
  CHECK(spot_insurance_fee<Int>(0, coin, dollars, {11'000, 1'000'000, 9, 0}, 50'000) == 0);
}

#include "bulwark/venue/short_option_rates.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("Bybit's example of a short put", "[venue][short_option_rates]") {
  // bybit.json, "bybit-short-put": BTC at 20,250, strike 18,500, sold at 280, mark 290.
  const Requirement put = venue::bybit_short_options().per_coin(OptionSide::put, 18'500.0, 20'250.0, 290.0, 20'250.0, 280.0);
  CHECK_THAT(put.maintenance, WithinRel(938.0, 1e-14));
  CHECK_THAT(put.initial, WithinRel(2'315.0, 1e-14));
}

TEST_CASE("OKX's constants by coin, and its tiers", "[venue][short_option_rates]") {
  const Requirement call = venue::okx_btc_short_options().per_coin(OptionSide::call, 66'000.0, 60'000.0, 0.02, 1.0);
  CHECK_THAT(call.initial, WithinRel(0.12, 1e-14));
  CHECK_THAT(call.maintenance, WithinRel(0.05, 1e-14));
  CHECK_THAT(venue::okx_eth_short_options(2.0).per_coin(OptionSide::call, 66'000.0, 60'000.0, 0.02, 1.0).maintenance,
             WithinRel(0.12, 1e-14));
  // OKX help: 0.01932 BTC for 0.1 coin, 100 USD out of the money at 5,900, mark 0.0575, second tier.
  const double published = venue::okx_btc_short_options(1.02).per_coin(OptionSide::call, 6'000.0, 5'900.0, 0.0575, 1.0).initial * 0.1;
  CHECK_THAT(published, WithinRel(0.01932, 1e-4));
}

TEST_CASE("bit.com's example of a short put has Deribit's constants", "[venue][short_option_rates]") {
  const Requirement put = ShortOptionMargin{}.per_coin(OptionSide::put, 1'850.0, 2'098.0, 2.4, 2'098.0);
  CHECK_THAT(put.initial, WithinRel(212.2, 1e-14));
  CHECK_THAT(put.maintenance, WithinRel(159.75, 1e-14));
}

TEST_CASE("every venue asks more to open than to stay, and has no faults", "[venue][short_option_rates]") {
  for (const ShortOptionMargin& rate :
       {venue::bybit_short_options(), venue::okx_btc_short_options(), venue::okx_eth_short_options(), venue::aevo_short_options(),
        venue::bitcom_bch_short_options(), venue::bitcom_ton_short_options()}) {
    CHECK(rate.faults().empty());
    for (const OptionSide side : {OptionSide::call, OptionSide::put})
      for (const double strike : {0.5, 1.0, 2.0}) {
        const Requirement r = rate.per_coin(side, strike, 1.0, 0.1, 1.0);
        CHECK(r.initial >= r.maintenance);
        CHECK(r.maintenance > 0.1);
      }
  }
}

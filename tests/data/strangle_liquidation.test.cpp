#include <cmath>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId btc{0};
constexpr Timestamp now{};
constexpr double never = 1e300;

RiskReport report_at(const auto& venue, const Account& account, MarketState market, double price) {
  market.assets[0].spot = price;
  return *venue.evaluate(account, market);
}

}  // namespace

TEST_CASE("a short strangle on coin collateral has two liquidation prices", "[data][liquidation_price]") {
  // cross_liquidation.json, "coin-settled-strangle-two-roots": short one 80,000 call and one 60,000 put, coin-settled, 60 % volatility
  // held, 30 days, 0.5 BTC of equity after the premium; Deribit's standard margin on options.
  const auto venue = venue::deribit_standard_margin(venue::deribit_btc_standard_2024());
  const Timestamp expiry = now + std::chrono::days{30};
  const MarketState market{.now = now, .assets = {{.spot = 70'000.0, .volatility = FlatVolatility{0.60}}}};
  Account account{
      .positions = {{.instrument = Spot{btc}, .quantity = 0.5},
                    {.instrument = VanillaOption{btc, OptionSide::call, 80'000.0, expiry}, .quantity = -1.0, .settlement = btc},
                    {.instrument = VanillaOption{btc, OptionSide::put, 60'000.0, expiry}, .quantity = -1.0, .settlement = btc}}};
  // The coins held are the equity and the premium received, which the options' value takes off again.
  account.positions[0].quantity += 0.5 - venue.evaluate(account, market)->equity / 70'000.0;
  const auto report = venue.evaluate(account, market);
  REQUIRE(report);
  CHECK_THAT(report->equity / 70'000.0, WithinRel(0.5, 1e-14));
  CHECK_THAT(report->maintenance_surplus() / 70'000.0, WithinRel(0.3109345454795527, 1e-12));

  const auto safe = liquidation_price(venue, account, market, {.asset = btc});
  REQUIRE(safe);
  REQUIRE(safe->intervals.size() == 1);
  REQUIRE(safe->below());
  REQUIRE(safe->above());
  CHECK_THAT(*safe->below(), WithinRel(50971.50406278433, 1e-9));
  CHECK_THAT(*safe->above(), WithinRel(98238.50125326312, 1e-9));
  CHECK(report_at(venue, account, market, *safe->below()).verdict.is_healthy());
  CHECK(report_at(venue, account, market, std::nextafter(*safe->below(), 0.0)).verdict.is_liquidatable());
  CHECK(report_at(venue, account, market, *safe->above()).verdict.is_healthy());
  CHECK(report_at(venue, account, market, std::nextafter(*safe->above(), never)).verdict.is_liquidatable());
}

TEST_CASE("a short inverse future smaller than its coin collateral is never liquidated", "[data][liquidation_price]") {
  // 1 BTC and a short of 50,000 of face value at 70,000: what the coins lose as the price falls the short gains, and a rise can cost it no
  // more than 50,000 / 70,000 of a coin.
  const MarketState market{.now = now, .assets = {{.spot = 70'000.0}}};
  const Account account{.positions = {{.instrument = Spot{btc}, .quantity = 1.0}, {InverseFuture{btc}, -50'000.0, 70'000.0}}};
  const auto check = [&](const auto& venue) {
    const auto safe = liquidation_price(venue, account, market, {.asset = btc});
    REQUIRE(safe);
    REQUIRE(safe->intervals.size() == 1);
    CHECK(safe->is_safe_now());
    CHECK_FALSE(safe->below());
    CHECK_FALSE(safe->above());
    CHECK(safe->intervals.front().is_open_below);
    CHECK(safe->intervals.front().is_open_above);
  };
  check(venue::deribit_standard_margin(venue::deribit_btc_standard_2024()));
  check(venue::deribit_portfolio_margin(venue::deribit_btc_june_2024()));
  // Half the coins, and it can be: above.
  Account thin = account;
  thin.positions[0].quantity = 0.5;
  const auto safe = liquidation_price(venue::deribit_standard_margin(venue::deribit_btc_standard_2024()), thin, market, {.asset = btc});
  REQUIRE(safe);
  CHECK_FALSE(safe->below());
  CHECK(safe->above());
}

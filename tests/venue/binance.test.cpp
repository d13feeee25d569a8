#include "bulwark/venue/binance.hpp"

#include "support/liquidation.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId coin{0};
const MarginTiers brackets = venue::binance_btcusdt_october_2024();
const auto usdm = venue::binance_usdm({.brackets = {.tables = {brackets}, .table_of_asset = {}}});
/// BTCUSD_PERP's form: floors in coins.
const MarginTiers coin_brackets{{0.0, 0.008, 0.004}, {5.0, 0.01, 0.005}, {10.0, 0.02, 0.01},
                                {20.0, 0.05, 0.025}, {50.0, 0.1, 0.05},  {200.0, 0.5, 0.25}};
const auto coinm = venue::binance_coinm({.brackets = {.tables = {coin_brackets}, .table_of_asset = {}, .table_of_coin_settled = {0}}});

RiskReport at(const auto& venue, const Account& account, double spot) {
  const auto report = venue.evaluate(account, {.now = Timestamp{}, .assets = {{.spot = spot}}});
  REQUIRE(report);
  return *report;
}

}  // namespace

TEST_CASE("the closed form is where the evaluator's verdict changes, across all brackets and both sides", "[venue][binance]") {
  Random random{20'241'024};
  std::vector<int> in_tier(brackets.size(), 0);
  for (int i = 0; i < 600; ++i) {
    const double entry = 20'000.0 + static_cast<double>(random.below(60'000)), side = i % 2 == 0 ? 1.0 : -1.0;
    const double notional = bulwark::exp(7.0 + static_cast<double>(random.below(14'500)) / 1'000.0);  // 1,100 to 2.2 billion
    const double wallet = notional * (0.3 * static_cast<double>(1 + random.below(1'000)) / 1'000.0 + (notional > 1e8 ? 0.3 : 0.0));
    const LinearLeg leg{side * notional / entry, entry};
    const LiquidationPrices closed = venue::binance_usdm_liquidation_prices(wallet, {&leg, 1}, brackets);
    const LiquidationPrices found = searched(usdm, {.positions = {{LinearFuture{coin}, leg.quantity, entry}}, .cash = wallet}, entry);
    INFO(i << " " << leg.quantity << " at " << entry << " on " << wallet);
    check_same_price(closed.below, found.below, notional + wallet, leg.quantity);
    check_same_price(closed.above, found.above, notional + wallet, leg.quantity);
    if (const auto price = closed.below ? closed.below : closed.above)
      ++in_tier[static_cast<std::size_t>(tier_of(std::span{brackets}, std::abs(leg.quantity) * *price))];
  }
  for (const int count : in_tier) CHECK(count > 0);
}

TEST_CASE("in COIN-M the closed form is where the evaluator's verdict changes, and a backed short has no price", "[venue][binance]") {
  Random random{77};
  int none = 0;
  for (int i = 0; i < 400; ++i) {
    const double entry = 20'000.0 + static_cast<double>(random.below(60'000)), side = i % 2 == 0 ? 1.0 : -1.0;
    const double coins = bulwark::exp(static_cast<double>(random.below(6'000)) / 1'000.0);
    const double wallet = coins * (0.02 + 1.2 * static_cast<double>(random.below(1'000)) / 1'000.0) + (coins > 100.0 ? 0.3 * coins : 0.0);
    const InverseLeg leg{side * coins * entry, entry};
    const LiquidationPrices closed = venue::binance_coinm_liquidation_prices(wallet, {&leg, 1}, coin_brackets);
    const LiquidationPrices found = searched(coinm, {.positions = {{Spot{coin}, wallet}, {InverseFuture{coin}, leg.face, entry}}}, entry);
    INFO(i << " " << leg.face << " at " << entry << " on " << wallet);
    // Of 1 / price, so that the allowance is in coins.
    const auto turned = [](const std::optional<double>& price) { return price ? std::optional{1.0 / *price} : std::nullopt; };
    check_same_price(turned(closed.below), turned(found.below), 4.0 * (coins + wallet), leg.face);
    check_same_price(turned(closed.above), turned(found.above), 4.0 * (coins + wallet), leg.face);
    none += !closed.below && !closed.above;
  }
  CHECK(none > 10);
}

TEST_CASE("both sides of a hedged market are one account to the closed form and to the evaluator", "[venue][binance]") {
  Random random{5};
  const Timestamp dated = Timestamp{} + std::chrono::days{30};  // a second contract at the same price: one row would net
  for (int i = 0; i < 200; ++i) {
    const double size = bulwark::exp(static_cast<double>(random.below(8'000)) / 1'000.0);
    const double entry = 20'000.0 + static_cast<double>(random.below(60'000)),
                 other_entry = entry * (0.8 + 0.05 * static_cast<double>(random.below(9)));
    const std::array sides{LinearLeg{size, entry}, LinearLeg{-size * static_cast<double>(random.below(41)) / 20.0, other_entry}};
    const double gross = size * entry + std::abs(sides[1].quantity) * other_entry,
                 wallet = gross * (0.05 + static_cast<double>(random.below(300)) / 1'000.0);
    const LiquidationPrices closed = venue::binance_usdm_liquidation_prices(wallet, sides, brackets);
    const Account account{
        .positions = {{LinearFuture{coin}, sides[0].quantity, entry}, {LinearFuture{coin, dated}, sides[1].quantity, other_entry}},
        .cash = wallet};
    const LiquidationPrices found = searched(usdm, account, entry);
    INFO(i << " " << size << " and " << sides[1].quantity);
    const double slope = std::fmax(0.001 * size, std::abs(size + sides[1].quantity) - 0.05 * size);
    if (found.is_ever_safe) {
      check_same_price(closed.below, found.below, gross + wallet, slope);
      check_same_price(closed.above, found.above, gross + wallet, slope);
    }
  }
}

TEST_CASE("the official cross example comes out of the evaluator", "[venue][binance]") {
  // binance.json, "binance-liq-cross-btc"; the bracket the example names is the second of two whose deduction is the one it gives.
  const auto of = [](double rate, double deduction) { return MarginTiers{{0.0, 0.0, 0.0}, {deduction / rate, rate, rate}}; };
  const auto venue = venue::binance_usdm({.brackets = {.tables = {of(0.025, 16'300.0), of(0.1, 135'365.0)}, .table_of_asset = {0, 1}}});
  const Account account{.positions = {{LinearFuture{coin}, 109.488, 32481.98}, {LinearFuture{AssetId{1}}, 3683.979, 1456.84}},
                        .cash = 1'535'443.01};
  const auto safe =
      liquidation_price(venue, account, {.now = Timestamp{}, .assets = {{.spot = 31967.27}, {.spot = 1335.18}}}, {.asset = coin});
  REQUIRE(safe);
  CHECK_THAT(*safe->below(), WithinRel(26316.893264518858, 1e-12));
}

TEST_CASE("uniMMR counts assets at their rates and debts in full, and its states follow it", "[venue][binance]") {
  using enum venue::UniMmrState;
  const venue::BinancePortfolioMargin p{.futures = {.brackets = {.tables = {{{0.0, 0.02, 0.01}}}, .table_of_asset = {}}},
                                        .collateral_rates = {{{{0.0, 0.95}}}}};
  const auto venue = venue::binance_portfolio_margin(p);
  CHECK(venue.faults().empty());
  CHECK(p.faults().empty());
  const auto report = [&](double coins, double cash, double future) {
    return at(venue, {.positions = {{Spot{coin}, coins}, {LinearFuture{coin}, future, 50'000.0}}, .cash = cash}, 50'000.0);
  };
  CHECK_THAT(*report(1.0, 1'000.0, 10.0).health, WithinRel((0.95 * 50'000.0 + 1'000.0) / 5'000.0, 1e-14));
  CHECK_THAT(*report(-1.0, 60'000.0, 10.0).health, WithinRel(10'000.0 / 5'000.0, 1e-14));
  // Maintenance is 5,000 of 10 coins.
  for (const auto& [ratio, state] : {std::pair{1.6, normal},
                                     {1.5, warning},
                                     {1.3, warning},
                                     {1.2, reduce_only},
                                     {1.1, reduce_only},
                                     {1.05, liquidation},
                                     {1.02, liquidation},
                                     {1.0, claim},
                                     {0.3, claim},
                                     {-1.0, claim}})
    CHECK(p.state(report(0.0, 5'000.0 * ratio, 10.0)) == state);
  CHECK(p.state(report(0.0, 5'000.0 * 1.04, 10.0)) == liquidation);
  CHECK(report(0.0, 5'000.0 * 1.04, 10.0).verdict.is_liquidatable());
  CHECK(p.state(report(1.0, 0.0, 0.0)) == normal);
  CHECK(p.state(report(0.0, -1.0, 0.0)) == claim);
  CHECK(p.state(unknown_report()) == unknown);
}

TEST_CASE("portfolio margin nets collateral and not risk", "[venue][binance]") {
  const auto venue = venue::binance_portfolio_margin(
      {.futures = {.brackets = {.tables = {brackets, coin_brackets}, .table_of_asset = {}, .table_of_coin_settled = {1}}},
       .collateral_rates = {{{{0.0, 0.95}}}}});
  const Account linear{.positions = {{LinearFuture{coin}, 10.0, 50'000.0}}},
      inverse{.positions = {{InverseFuture{coin}, -500'000.0, 50'000.0}}};
  Account both = linear;
  both.positions.push_back(inverse.positions[0]);
  CHECK_THAT(at(venue, both, 50'000.0).requirement.maintenance,
             WithinRel(at(venue, linear, 50'000.0).requirement.maintenance + at(venue, inverse, 50'000.0).requirement.maintenance, 1e-14));
  CHECK_THAT(at(venue, inverse, 50'000.0).requirement.maintenance, WithinRel((0.02 + 0.025) * 50'000.0, 1e-14));
  // A linear loss is paid by an inverse gain: both count in one equity.
  CHECK_THAT(at(venue, both, 40'000.0).resources.maintenance, WithinRel(-100'000.0 + 0.95 * 2.5 * 40'000.0, 1e-12));
}

TEST_CASE("bad brackets, leverage and thresholds are refused, each by name", "[venue][binance][faults]") {
  CHECK_FALSE(
      venue::binance_usdm({.brackets = {.tables = {brackets}, .table_of_asset = {}}, .leverage_of_asset = {-1.0}}).faults().empty());
  CHECK_FALSE(venue::binance_coinm({.brackets = {.tables = {{{0.0, 0.01, 0.02}}}, .table_of_asset = {}}}).faults().empty());
  CHECK_FALSE(venue::binance_portfolio_margin({.futures = {.brackets = {.tables = {}, .table_of_asset = {}}}}).faults().empty());
  const auto fields =
      venue::BinancePortfolioMargin{.futures = {}, .warning_at = 1.1, .reduce_only_at = 1.2, .liquidation_at = 0.9, .claim_at = 1.0}
          .faults();
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].field == std::string{"binance.liquidation_at"});
  CHECK(fields[1].field == std::string{"binance.warning_at"});
}

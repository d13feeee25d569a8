#include "bulwark/venue/bybit_portfolio_margin.hpp"

#include <chrono>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr AssetId btc{0}, usdt{1};
// The response example of Bybit's API reference, asset/portfolio-margin: 0.038 BTCUSDT at 255,902.31 and 0.02 BTC-25SEP26-80000-C-USDT on
// 24 March 2026. The forward and the volatility are not in it; with these two all 33 cells of the option come out.
constexpr Timestamp now{std::chrono::milliseconds{1'774'319'290'506}};
const Timestamp september = std::chrono::sys_days{std::chrono::year{2026} / 9 / 25} + std::chrono::hours{8};
const VanillaOption option{btc, OptionSide::call, 80'000.0, september};
constexpr double index_price = 70'500.556866588, usdt_price = 0.999708;

MarketState market() {
  return {
      .now = now,
      .assets = {{.spot = index_price, .forwards = {{september, 71'382.40}}, .volatility = FlatVolatility{0.2774}}, {.spot = usdt_price}}};
}

RiskReport report_of(std::vector<Position> positions, std::vector<std::optional<double>> marks = {}) {
  MarketState priced = market();
  priced.marks = std::move(marks);
  const auto report = venue::bybit_portfolio_margin(venue::bybit_btc_march_2026()).evaluate({.positions = std::move(positions)}, priced);
  REQUIRE(report);
  return *report;
}

}  // namespace

TEST_CASE("every cell of the documented option is revalued", "[venue][bybit_portfolio_margin]") {
  const auto venue = venue::bybit_portfolio_margin(venue::bybit_btc_march_2026());
  const Listing listing = *Listing::from({{{.id = "call", .instrument = option, .settlement = usdt}}});
  const auto tick = venue.price(listing, market());
  REQUIRE(tick);
  const double above_mark = (tick->table().at(0, Column::option_value) - 2'608.56395729) * usdt_price;
  const double published[11][3] = {
      {-24.06747339, -33.15841013, -39.65273684}, {-18.12509537, -28.31048642, -35.80450518}, {-11.36193138, -22.62748031, -31.13352117},
      {-3.73852526, -16.04846592, -25.55420042},  {4.77766694, -8.52041879, -18.98866670},    {14.21190294, 0.00067229, -11.36906857},
      {24.58198339, 9.54902598, -2.63944748},     {35.89827143, 20.14862960, 7.24291762},     {48.16388381, 31.81313064, 18.30672359},
      {61.37503018, 44.54603289, 30.56641060},    {75.52147477, 58.34116026, 44.02244694}};
  const std::span<const double> cells = tick->table().profits(0, 0);
  const std::size_t columns[] = {1, 0, 2};  // up, same, down, as Bybit orders them
  for (std::size_t price = 0; price < 11; ++price)
    for (std::size_t vol = 0; vol < 3; ++vol)
      CHECK_THAT(0.02 * (cells[3 * price + columns[vol]] + above_mark), WithinAbs(published[price][vol], 3e-6));
}

TEST_CASE("the worst volatility of each price and the worst price of those are the worst of the grid", "[venue][bybit_portfolio_margin]") {
  const RiskReport both = report_of({{LinearFuture{btc}, 0.038, 255'902.31, usdt}, {option, 0.02, 0.0, usdt}}, {255'902.31, std::nullopt});
  REQUIRE(both.requirement.binding);
  CHECK(both.requirement.binding->scenario == 2);  // -10 %, volatility down
  CHECK_THAT(both.requirement.binding->loss, WithinRel(972.1448288 + 39.65273684, 1e-6));
  const double futures = 0.0003 * 0.038 * index_price;
  CHECK_THAT(both.requirement.maintenance, WithinRel(both.requirement.binding->loss + futures, 1e-12));
  CHECK_THAT(both.requirement.initial, WithinRel(1.2 * both.requirement.maintenance, 1e-12));
}

TEST_CASE("each price has a worst volatility of its own", "[venue][bybit_portfolio_margin]") {
  const venue::BybitPricePoint points[] = {{-10.0, {3.0, 1.0, -2.0}, 0.5}, {0.0, {-4.0, 0.0, 2.0}, 0.0}, {10.0, {-30.0, 0.0, 20.0}, 0.0}};
  CHECK(points[0].total() == -11.5);
  CHECK(points[1].total() == -4.0);
  CHECK(venue::bybit_maximum_loss(points) == 20.0);
  CHECK(venue::bybit_maximum_loss(std::span{points}.first(0)) == 0.0);
}

TEST_CASE("account rates are cut, not rounded", "[venue][bybit_portfolio_margin]") {
  CHECK(venue::bybit_account_rate(1'304.50829757, 52'197.86892104) == 0.0249);
  CHECK(venue::bybit_account_rate(1'069.93399838, 52'197.86892104) == 0.0204);
}

TEST_CASE("hedges across months and sold options cost contingencies, and less than their legs", "[venue][bybit_portfolio_margin]") {
  const Position undated{LinearFuture{btc}, 1.0, index_price}, dated{LinearFuture{btc, september}, -1.0, 71'382.40};
  const double spread = report_of({undated, dated}).requirement.maintenance;
  CHECK(spread > 0.45 * 0.5 * index_price);
  CHECK(spread < report_of({undated}).requirement.maintenance + report_of({dated}).requirement.maintenance + 0.46 * 0.51 * index_price);
  const double sold = report_of({{option, -1.0}}).requirement.maintenance;
  CHECK(sold > report_of({{option, 1.0}}).requirement.maintenance);
}

TEST_CASE("parameters of Bybit are refused by name", "[venue][bybit_portfolio_margin]") {
  CHECK(venue::bybit_portfolio_margin({}).faults().empty());
  CHECK(venue::bybit_portfolio_margin({.price_range = 1.0, .futures = -1.0, .initial_of_maintenance = 0.5}).faults().size() == 3);
}

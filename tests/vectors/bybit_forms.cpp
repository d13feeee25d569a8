// Bybit's portfolio margin: its parts on the account of its API reference.

#include <chrono>

#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/priced_account.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId btc{0}, usdt{1};

// The response example of GET asset/portfolio-margin (March 2026): 0.02 BTC-25SEP26-80000-C-USDT at a mark of 2608.56395729, 0.038 BTCUSDT
// at 255902.31, and a spot hedge of -0.00100006 BTC. It does not print the option's forward and volatility; at 71,382.40 and 27.74 % all 33
// of its cells come out to 3e-6.
constexpr Timestamp now{std::chrono::milliseconds{1'774'319'290'506}};
constexpr double usdt_index = 0.999708, index_price = 70'500.556866588, option_mark = 2'608.56395729, hedge_coins = -0.00100006;

MarketState documented_market(std::vector<std::optional<double>> marks = {}) {
  const Timestamp september = std::chrono::sys_days{std::chrono::year{2026} / 9 / 25} + std::chrono::hours{8};
  return {
      .now = now,
      .assets = {{.spot = index_price, .forwards = {{september, 71'382.40}}, .volatility = FlatVolatility{0.2774}}, {.spot = usdt_index}},
      .marks = std::move(marks)};
}
Position documented_option() {
  return {VanillaOption{btc, OptionSide::call, 80'000.0, documented_market().assets[0].forwards[0].expiry}, 0.02, 0.0, usdt};
}

ScenarioMargin stress_of(const venue::BybitPortfolioMargin& p) {
  return std::get<0>(std::get<0>(venue::bybit_portfolio_margin(p).margin.parts).part.parts);
}

/// The option's cells, by price and volatility (up, same, down); profits count from the mark, which the model misses by a little.
std::vector<std::array<double, 3>> documented_cells(const venue::BybitPortfolioMargin& p) {
  const PricedAccount priced(stress_of(p), {.positions = {documented_option()}}, documented_market());
  const double above_mark = 0.02 * (priced.table().at(0, Column::option_value) - option_mark) * usdt_index;
  const std::vector<double> profits = priced.profits(0);
  std::vector<std::array<double, 3>> cells;
  for (std::size_t i = 0; i < profits.size(); i += 3)
    cells.push_back({profits[i + 1] + above_mark, profits[i] + above_mark, profits[i + 2] + above_mark});
  return cells;
}

/// One column of the option's cells; the case gives the move of volatility, its power and the days.
void check_option_column(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  venue::BybitPortfolioMargin p = venue::bybit_btc_march_2026();
  p.volatility_up = in.number("up", p.volatility_up);
  p.volatility_down = in.number("down", p.volatility_down);
  p.volatility_power = in.number("power", p.volatility_power);
  const std::size_t column = in.has("up") ? 0 : in.has("down") ? 2 : 1;
  const auto cells = documented_cells(p);
  const Value expected = c.target("pnl");
  for (std::size_t i = 0; i < expected.size(); ++i) findings.check("pnl[" + std::to_string(i) + "]", cells.at(i)[column], expected[i]);
}

/// A perpetual's profits at the eleven prices, at its own mark.
std::vector<double> perpetual_column(double coins, double mark, double usdt_price) {
  const ScenarioMargin prices{.grid = {.price_range = 0.10, .steps_per_side = 5}};
  MarketState market = documented_market({mark});
  market.assets[1].spot = usdt_price;
  return PricedAccount(prices, {.positions = {{LinearFuture{btc}, coins, mark, usdt}}}, market).profits(0);
}

void check_perpetual(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), expected = c.target("pnl");
  const std::vector<double> profits = perpetual_column(in["qty"].number(), in["mark"].number(), in["usdt_index"].number());
  for (std::size_t i = 0; i < expected.size(); ++i) findings.check("pnl[" + std::to_string(i) + "]", profits.at(i), expected[i]);
}

/// The example counts the hedge's gains and not its losses.
void check_all_columns(const Case& c, CaseFindings& findings) {
  const std::vector<double> futures = perpetual_column(0.038, 255'902.31, usdt_index);
  const auto cells = documented_cells(venue::bybit_btc_march_2026());
  std::vector<venue::BybitPricePoint> points;
  const Value expected = c.target("all");
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double move = 0.02 * (static_cast<double>(i) - 5.0);
    points.push_back({.futures = futures.at(i), .options = cells.at(i), .spot_hedge = greatest(0.0, hedge_coins * index_price * move)});
    findings.check("all[" + std::to_string(i) + "]", points.back().total(), expected[i]);
  }
  if (c.has_target("max_loss")) findings.check("max_loss", venue::bybit_maximum_loss(points), c.target("max_loss"));
}

void check_initial(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  // A book whose maintenance is the case's: a future of that contingency and nothing else.
  const CoinCharge charge{.futures = {1.0, 1.0}};
  const Requirement asset = required(ScaledMargin{charge, venue::bybit_btc_march_2026().initial_of_maintenance, 1.0},
                                     {.positions = {{LinearFuture{btc}, in["mm"].number(), 1.0}}}, {.now = now, .assets = {{.spot = 1.0}}});
  findings.check("im", asset.initial, c.target("im"));
  const double equity = in["equity"].number();
  findings.check("im_rate", venue::bybit_account_rate(in["acct_im"].number(), equity), c.target("im_rate"));
  findings.check("mm_rate", venue::bybit_account_rate(in["acct_mm"].number(), equity), c.target("mm_rate"));
}

/// The largest loss of a future and a contingency on it: two rules that add.
void check_sum(const Case& c, CaseFindings& findings) {
  const double loss = c.inputs()["max_loss"].number(), contingency = c.inputs()["contingency"].number();
  const ScenarioMargin stress{.grid = {.price_range = 0.10, .steps_per_side = 5}};
  const double coins = loss / 0.10, share = contingency / coins;
  const auto maintenance = sum_of(stress, CoinCharge{.futures = {share, share}});
  findings.check(
      "mm", required(maintenance, {.positions = {{LinearFuture{btc}, coins, 1.0}}}, {.now = now, .assets = {{.spot = 1.0}}}).maintenance,
      c.target("mm"));
}

void check_futures_contingency(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double share = in["factor"].number();
  findings.check("v",
                 required(CoinCharge{.futures = {share, share}}, {.positions = {{LinearFuture{btc}, in["qty"].number(), 1.0}}},
                          {.now = now, .assets = {{.spot = in["index_implied_from_hedge"].number()}}})
                     .maintenance,
                 c.target("v"));
}

/// The same contingency on a dated future whose basis the case gives, and what it loses at 15 % less (Dederi).
void check_dated_future(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double index = in["index"].number(), years = in["dte"].number() / 365.0, share = in["contingency_factor"].number();
  const Timestamp expiry = now + std::chrono::milliseconds{static_cast<long long>(in["dte"].number() * 86'400'000.0)};
  const MarketState market{.now = now, .assets = {{.spot = index, .forwards = {{expiry, index * exp(in["basis"].number() * years)}}}}};
  const Account account{.positions = {{LinearFuture{btc, expiry}, in["qty"].number(), index}}};
  const ScenarioMargin fifteen{.grid = {.price_range = 0.15, .steps_per_side = 1}};
  const CoinCharge charge{.futures = {share, share}};
  const PricedAccount priced(fifteen, account, market);
  findings.check("forward", priced.table().terms(0).underlying, c.target("forward"));
  findings.check("contingency", required(charge, account, market).maintenance, c.target("contingency"));
  findings.check("pnl_m15", priced.profits(0).front(), c.target("pnl_m15"));
}

[[maybe_unused]] const bool added =
    add_forms({{"BybitPM vol shock +24%*(30/ceil(DTE))^0.30", check_option_column},
               {"BybitPM vol shock -20%*(30/ceil(DTE))^0.30", check_option_column},
               {"linear perp vector", check_perpetual},
               {"ALL = perp + worst-IV option + spot hedge", check_all_columns},
               {"asset IM = 1.2 * asset MM; account rate = amount / equity truncated to 4 decimals", check_initial},
               {"MM = max loss + contingencies", check_sum},
               {"sum|qty|*index*factor", check_futures_contingency},
               {"futures contingency", check_dated_future}});

}  // namespace
}  // namespace bulwark::test

// How long does an account take on each venue? 20 positions of 2,000 instruments, 4,096 accounts at random (small) or 1,000,000 (large),
// one thread, against a bare sweep of the same table: the same rows under the venue's own scenarios, the worst sum and nothing else.

#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit.hpp"
#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "bulwark/venue/cme_span.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/gate.hpp"
#include "bulwark/venue/gmx_v2.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "bulwark/venue/okx.hpp"
#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "bulwark/venue/paradex.hpp"
#include "bulwark/venue/reg_t.hpp"
#include "bulwark/venue/vega.hpp"
#include "support/bare_sweep.hpp"
#include "support/made_up_venue.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

enum class Book { options, futures };

// Made one at a time: a million accounts are half a gigabyte.
const AccountRows& accounts_of(Index accounts, Book book) {
  static AccountRows rows;
  static Book made{};
  if (rows.size() == accounts && made == book) return rows;
  rows = AccountRows{}, made = book;
  return rows = book == Book::options ? made_up_accounts(listing(), accounts, 20, 1) : made_up_future_accounts(listing(), accounts, 20);
}

/// `state.range(0)` accounts; the peer sweeps the largest set of scenarios that the venue asks for, or the fixed columns where it asks for
/// none.
template <class Venue>
void accounts_on(benchmark::State& state, const Venue& venue, Book book) {
  const AccountRows& rows = accounts_of(state.range(0), book);
  const auto priced = venue.price(listing(), made_up_market());
  if (!priced) return state.SkipWithError(describe(priced.faults().front()).c_str());
  const auto& tick = *priced;
  const BareSweep sweep(tick.table());
  static_assert(noexcept(tick.evaluate(rows.at(0), std::declval<Workspace&>())));
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(static_cast<std::size_t>(rows.size()));
  std::vector<double> losses(reports.size());
  paired(
      state, double(rows.size()), [&] { tick.evaluate(rows, workspace, reports); },
      [&] {
        for (Index i = 0; i < rows.size(); ++i) losses[static_cast<std::size_t>(i)] = sweep.worst(rows.at(i));
      });
  state.counters["scenarios"] = double(sweep.scenarios());
}

template <class Venue>
void on(const char* name, Venue venue, Book book = Book::options) {
  const auto run = [venue, book](benchmark::State& state) { accounts_on(state, venue, book); };
  benchmark::RegisterBenchmark(name, run)->ArgName("accounts")->Arg(4096)->UseManualTime();
}

template <class Venue>
void on_a_million(const char* name, Venue venue) {
  on(name, venue);
  const auto run = [venue](benchmark::State& state) { accounts_on(state, venue, Book::options); };
  benchmark::RegisterBenchmark(name, run)->ArgName("accounts")->Arg(1'000'000)->UseManualTime()->Iterations(9);
}

const bool registered = [] {
  using namespace venue;
  on_a_million("derive_portfolio_margin_2", derive_portfolio_margin_2(derive_portfolio_margin_2_2026()));
  on_a_million("derive_portfolio_margin_1", derive_portfolio_margin_1(derive_portfolio_margin_1_2026()));
  on_a_million("deribit_portfolio_margin", deribit_portfolio_margin(deribit_btc_june_2024()));
  on("deribit_cross_portfolio_margin", deribit_cross_portfolio_margin({{deribit_btc_june_2024(), deribit_eth_february_2026()}}));
  on("deribit_standard_margin", deribit_standard_margin(deribit_btc_standard_2024()));
  on("derive_standard_margin", derive_standard_margin({.of_asset = {derive_market(derive_major_perpetual, derive_bitcoin),
                                                                    derive_market(derive_major_perpetual, derive_ether)}}));
  on("okx_portfolio_margin", okx_portfolio_margin(okx_january_2025()));
  on("bybit_portfolio_margin", bybit_portfolio_margin(bybit_btc_march_2026()));
  on("paradex_portfolio_margin", paradex_portfolio_margin(paradex_portfolio_margin_2026()));
  const SpanProduct bitcoin{.point_value = 1.0, .price_scan_range = 10'000.0, .volatility_scan_range = 0.04, .short_option_minimum = 50.0};
  const SpanProduct ether{.point_value = 1.0, .price_scan_range = 500.0, .volatility_scan_range = 0.04, .short_option_minimum = 3.0};
  on("cme_span", cme_span({.of_asset = {bitcoin, ether}}));
  on("occ_tims", occ_tims({}));
  on("reg_t", reg_t());

  const TieredMargin brackets{.tables = {binance_btcusdt_october_2024()}, .table_of_asset = {}};
  on("binance_usdm", binance_usdm({.brackets = brackets}), Book::futures);
  on("bybit", bybit(Bybit{.risk_limits = brackets}), Book::futures);
  on("okx", okx(Okx{.position_tiers = {.tables = {okx_eth_usdt_swap_2022()}, .table_of_asset = {}}, .taker_fee = 0.0005}), Book::futures);
  on("gate", gate({.risk_limits = {.tables = {gate_btc_usdt_august_2026()}, .table_of_asset = {}}}), Book::futures);
  on("hyperliquid", hyperliquid({.schedules = {hyperliquid_btc(), hyperliquid_eth()}, .schedule_of_asset = {0, 1}}), Book::futures);
  on("dydx_v4", dydx_v4({.of_asset = {{dydx_large_cap}, {dydx_large_cap}}}), Book::futures);
  on("gmx_v2", gmx_v2(gmx_v2_bitcoin_2025()), Book::futures);
  const VegaMarket market{.factors = {0.1, 0.11}, .linear_slippage = 0.05, .quadratic_slippage = 1e-4};
  on("vega", vega(Vega{.of_asset = {market, market}}), Book::futures);
  return true;
}();

}  // namespace
}  // namespace bulwark::bench

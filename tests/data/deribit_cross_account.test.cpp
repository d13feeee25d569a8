#include "bulwark/evaluate/explain.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

// A cross-margined account of February 2026, of three dollars: one USD long of the ETH perpetual, 0.001 ETH short of the USDC-settled one,
// and equity in BTC, ETH and USDC (captured answers of private/get_account_summaries, user.portfolio and private/simulate_portfolio in a
// public repository). Balances are printed to 6 or 8 decimals and indices not at all, so that its risk matrix can be recomputed to some
// 4e-4: enough to tell the readings of the rule apart. BTC's range of 16 % is the one number that is read off it.

namespace {

constexpr AssetId btc{0}, eth{1}, usdc{2};

struct Snapshot {
  double btc_price, eth_index, usdc_price;  ///< USD; of BTC: total equity / the same in BTC
  double inverse_mark, linear_mark;         ///< 1 / published delta; published delta in USDC / 0.001
  double equity_usd, equity_usdc;           ///< published
  double perpetual = 1.0;                   ///< USD long
  double maintenance;                       ///< published, USD
};

const Snapshot february_15{.btc_price = 2.531977059 / 0.00003691,
                           .eth_index = 1957.16,
                           .usdc_price = 1.0,
                           .inverse_mark = 1.0 / 0.00051096,
                           .linear_mark = 1958.33,
                           .equity_usd = 2.531977059,
                           .equity_usdc = 0.14729577,
                           .maintenance = 0.4557215915800001};
const Snapshot february_16{.btc_price = 2.528057708 / 0.00003687,
                           .eth_index = 1964.46,
                           .usdc_price = 0.9999,
                           .inverse_mark = 1.0 / 0.000509103,
                           .linear_mark = 1965.27,
                           .equity_usd = 2.528057708,
                           .equity_usdc = 0.14035577,
                           .maintenance = 0.45614992333200005};
// The same with the perpetual simulated away; its ETH equity was printed as -0.000002, which leaves BTC's price.
const Snapshot hedge_gone{.btc_price = (2.531603551 - 0.15140577 + 0.000002 * 1953.4) / 0.0000348,
                          .eth_index = 1953.4,
                          .usdc_price = 1.0,
                          .inverse_mark = 1953.4,
                          .linear_mark = 1954.22,
                          .equity_usd = 2.531603551,
                          .equity_usdc = 0.15140577,
                          .perpetual = 0.0,
                          .maintenance = 0.5951478760000001};

venue::DeribitCrossPortfolioMargin parameters() {
  venue::DeribitPortfolioMargin bitcoin = venue::deribit_btc_june_2024();
  bitcoin.price_range = 0.16;
  return {.of_asset = {bitcoin, venue::deribit_eth_february_2026(), venue::deribit_usd_february_2026()}};
}

double maintenance_of(const Snapshot& s, const venue::DeribitCrossPortfolioMargin& p) {
  const double bitcoins = 0.0000348;  // published
  const double ether = (s.equity_usd - bitcoins * s.btc_price - s.equity_usdc * s.usdc_price) / s.eth_index;
  Account account{.positions = {{.instrument = Spot{btc}, .quantity = bitcoins},
                                {.instrument = Spot{eth}, .quantity = ether},
                                {.instrument = Spot{usdc}, .quantity = s.equity_usdc},
                                {.instrument = LinearFuture{eth}, .quantity = -0.001, .entry_price = s.linear_mark, .settlement = usdc}}};
  MarketState market{.now = Timestamp{},
                     .assets = {{.spot = s.btc_price}, {.spot = s.eth_index}, {.spot = s.usdc_price}},
                     .marks = {std::nullopt, std::nullopt, std::nullopt, s.linear_mark}};
  if (s.perpetual != 0.0) {
    account.positions.push_back({.instrument = InverseFuture{eth}, .quantity = s.perpetual, .entry_price = s.inverse_mark});
    market.marks.push_back(s.inverse_mark);
  }
  const auto report = venue::deribit_cross_portfolio_margin(p).evaluate(account, market);
  REQUIRE(report);
  CHECK_THAT(report->equity, WithinRel(s.equity_usd, 1e-12));
  CHECK(report->verdict.is_healthy());
  return report->requirement.maintenance;
}

}  // namespace

TEST_CASE("a published cross account needs what Deribit says, as far as its answer says what it holds", "[data][deribit]") {
  for (const Snapshot& s : {february_15, february_16, hedge_gone})
    CHECK_THAT(maintenance_of(s, parameters()), WithinRel(s.maintenance, 4e-4));
}

TEST_CASE("no other reading of the cross rule fits the published account", "[data][deribit]") {
  const Snapshot& s = february_15;
  const auto is_far_from = [&](const venue::DeribitCrossPortfolioMargin& p) {
    return std::abs(maintenance_of(s, p) / s.maintenance - 1.0) > 0.01;
  };
  venue::DeribitCrossPortfolioMargin pairs_apart = parameters();
  pairs_apart.are_pairs_apart = true;
  CHECK(is_far_from(pairs_apart));
  venue::DeribitCrossPortfolioMargin still = parameters();
  for (auto& currency : still.of_asset) currency.equity_side_impact = venue::EquitySideImpact::none;
  CHECK(is_far_from(still));
  venue::DeribitCrossPortfolioMargin correlated = parameters();
  for (auto& currency : correlated.of_asset) currency.correlation_set = true;
  CHECK(is_far_from(correlated));
  venue::DeribitCrossPortfolioMargin dollar_roll = parameters();  // the USDC-settled future by the dollar's 1 % for 0.5 %
  dollar_roll.of_asset[1].min_annualised_move = 0.01;
  CHECK(is_far_from(dollar_roll));
}

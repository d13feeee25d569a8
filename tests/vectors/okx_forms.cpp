// OKX's portfolio margin: its parts, and the whole account of its API documentation.

#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/priced_account.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId btc{0}, ltc{1}, usdt{2};

// The example of POST account/position-builder (January 2025): 10 BTC-USDT-SWAP of 0.01 sold at 100,000, 10 LTC-USDT-SWAP of 1 bought at
// 8,000, 100 USDT. Marks are printed in it; the indices follow from its MR1 and the marks.
const Position short_bitcoins{LinearFuture{btc}, -0.1, 100'000.0, usdt}, long_litecoins{LinearFuture{ltc}, 10.0, 8'000.0, usdt};
const Position dollars{Spot{usdt}, 100.0};

MarketState documented_market(std::vector<std::optional<double>> marks) {
  return {.now = Timestamp{}, .assets = {{.spot = 97'078.9}, {.spot = 101.9951}, {.spot = 0.99954}}, .marks = std::move(marks)};
}
const MarketState bitcoin_market = documented_market({97'093.7}), litecoin_market = documented_market({102.0});

venue::OkxPortfolioMargin parameters(double fee = 0.0) {
  venue::OkxPortfolioMargin p = venue::okx_january_2025();
  p.of_asset = {venue::okx_bitcoin, venue::okx_litecoin};
  p.borrow.fee = fee;
  return p;
}

RiskReport documented_account(double fee = 0.0) {
  return *venue::okx_portfolio_margin(parameters(fee))
              .evaluate({.positions = {short_bitcoins, long_litecoins, dollars}}, documented_market({97'093.7, 102.0, std::nullopt}));
}

/// A linear leg by its notional at the index, under moves of the index.
void check_price_moves(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), moves = in["price_moves"];
  ScenarioListMargin margin{.list = {.scenarios = {}, .is_parallel = true}};
  for (std::size_t i = 0; i < moves.size(); ++i) margin.list.scenarios.push_back({.price = 1.0 + moves[i].number()});
  const double notional = in["index_notional_usd"].number(), coins = notional < 0.0 ? -1.0 : 1.0;
  const PricedAccount priced(margin, {.positions = {{LinearFuture{btc}, coins, magnitude(notional)}}},
                             {.now = Timestamp{}, .assets = {{.spot = magnitude(notional)}}});
  const std::vector<double> profits = priced.profits(0);
  const Value expected = c.target("pnl");
  for (std::size_t i = 0; i < expected.size(); ++i) findings.check("pnl[" + std::to_string(i) + "]", profits[i], expected[i]);
  if (c.has_target("mr1")) findings.check("mr1", priced.requirement(margin).maintenance, c.target("mr1"));
}

/// One of MR4 and MR7, whose rates the case gives, on the documented positions.
template <class Charge>
void check_cash_delta(const Case& c, CaseFindings& findings, Charge charge_at) {
  const Value in = c.inputs();
  findings.check("btc", required(charge_at(in["btc_rate"].number()), {.positions = {short_bitcoins}}, bitcoin_market).maintenance,
                 c.target("btc"));
  findings.check("ltc", required(charge_at(in["ltc_rate"].number()), {.positions = {long_litecoins}}, litecoin_market).maintenance,
                 c.target("ltc"));
}
void check_basis(const Case& c, CaseFindings& findings) {
  check_cash_delta(c, findings, [](double rate) { return ByExpiry{CashBasisCharge{{rate, 0.05}}}; });
}
void check_reduction(const Case& c, CaseFindings& findings) {
  check_cash_delta(c, findings, [](double rate) { return ReductionCharge{.rate = rate, .steps = venue::okx_january_2025().steps}; });
}

void check_risk_units(const Case& c, CaseFindings& findings) {
  const venue::OkxPortfolioMargin p = parameters();
  const ScaledMargin units{venue::okx_risk_units(p), p.initial_of_maintenance, 1.0};
  const Requirement bitcoin = required(units, {.positions = {short_bitcoins}}, bitcoin_market);
  const Requirement litecoin = required(units, {.positions = {long_litecoins}}, litecoin_market);
  findings.check("mmr_btc", bitcoin.maintenance, c.target("mmr_btc"));
  findings.check("mmr_ltc", litecoin.maintenance, c.target("mmr_ltc"));
  findings.check("imr_btc", bitcoin.initial, c.target("imr_btc"));
  findings.check("imr_ltc", litecoin.initial, c.target("imr_ltc"));
  const Requirement both = required(units, {.positions = {short_bitcoins, long_litecoins}}, documented_market({97'093.7, 102.0}));
  findings.check("deriv_mmr", both.maintenance, c.target("deriv_mmr"));
}

void check_borrowing(const Case& c, CaseFindings& findings) {
  const BorrowMargin& borrow = parameters().borrow;
  const Requirement owed =
      required(borrow, {.positions = {{Spot{usdt}, -c.inputs()["borrow"].number()}}},
               {.now = Timestamp{}, .assets = {{.spot = 1.0}, {.spot = 1.0}, {.spot = c.inputs()["usdt_index"].number()}}});
  findings.check("imr", owed.initial, c.target("imr"));
  findings.check("mmr", owed.maintenance, c.target("mmr"));
  const Requirement whole = documented_account().requirement;
  if (c.has_target("total_mmr")) findings.check("total_mmr", whole.maintenance, c.target("total_mmr"));
  if (c.has_target("total_imr")) findings.check("total_imr", whole.initial, c.target("total_imr"));
}

void check_ratio(const Case& c, CaseFindings& findings) {
  const RiskReport report = documented_account(venue::okx_january_2025().borrow.fee);
  findings.check("equity", report.equity, c.inputs()["equity"]);
  findings.check("ratio", report.health.value(), c.target("ratio"));
}

/// Tiers come as widths.
void check_cross_quote(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), tiers = in["tiers"];
  TieredMargin::Table rates;
  double floor = 0.0;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const double rate = tiers[i][1].number();
    rates.push_back({.floor = floor, .initial = rate, .maintenance = rate});
    floor += tiers[i][0].number();
  }
  const CrossQuoteCharge charge{.pegs = {{.least_price = 0.0, .rates = rates}}};
  findings.check_same("tiers are accepted", charge.faults().empty(), true);
  findings.check("mr9", charge.charge(in["hedge_usd"].number(), 1.0), c.target("mr9"));
}

[[maybe_unused]] const bool added = add_forms({{"OkxPM.MR1 (linear leg)", check_price_moves},
                                               {"OkxPM.MR4 minimum basis charge on |cash delta|", check_basis},
                                               {"OkxPM.MR7 raw minimum charge on |cash delta| (tier multiplier 1)", check_reduction},
                                               {"OkxPM: MMR = max(MR1+MR2+MR3+MR4+MR5, MR6, MR7); IMR = 1.3*MMR", check_risk_units},
                                               {"OkxPM.MR8: USDT borrow IMR 10%, MMR 2%", check_borrowing},
                                               {"margin ratio = equity / (MMR + liquidation fee)", check_ratio},
                                               {"MR9 progressive tiers", check_cross_quote}});

}  // namespace
}  // namespace bulwark::test

// Liquidation prices, tiers and unrealised profits of Binance, Bybit, OKX, Gate and Hyperliquid.

#include "bulwark/evaluate/liquidation_price.hpp"
#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/gate.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/okx.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId coin{0};

/// +1 or -1: what the case says, as a word or a number, or what its id says.
double side_of(const Case& c, const Value& position) {
  for (const Value& place : {position, c.inputs()}) {
    if (!place.has("side")) continue;
    const Value side = place["side"];
    return side.json().is_string() ? (side.text() == "short" || side.text() == "sell" ? -1.0 : 1.0) : side.number() < 0.0 ? -1.0 : 1.0;
  }
  return c.id().find("short") != std::string::npos ? -1.0 : 1.0;
}

/// A quantity with the sign of its side; a negative one keeps its own.
double signed_quantity(const Case& c, const Value& position, double quantity) {
  return quantity < 0.0 ? quantity : side_of(c, position) * quantity;
}

MarginTiers one_tier(double maintenance) { return {{.floor = 0.0, .initial = maintenance, .maintenance = maintenance}}; }

MarginTiers tiers_of(const Value& rows) {
  MarginTiers tiers;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double rate = rows[i][1].number();
    tiers.push_back({.floor = rows[i][0].number(), .initial = rate, .maintenance = rate});
  }
  return tiers;
}

/// What the library answers, or its first fault.
template <class T>
T value_of(const Checked<T>& checked) {
  if (!checked) throw std::runtime_error(describe(checked.faults().front()));
  return *checked;
}

/// The one price a single position has.
std::optional<double> only(const LiquidationPrices& prices) { return prices.below ? prices.below : prices.above; }

/// Where a case gives no price there must be none.
void check_price(CaseFindings& findings, const Case& c, const std::string& key, const std::optional<double>& price) {
  if (!c.has_target(key)) return findings.check_same(key + " exists", price.has_value(), false);
  findings.check(key, price.value_or(std::nan("")), c.target(key));
}

void check_deductions(CaseFindings& findings, const Case& c, const char* key, const MarginTiers& tiers) {
  findings.check_same("tiers are accepted", TieredMargin{.tables = {tiers}, .table_of_asset = {}}.faults().empty(), true);
  const Value expected = c.target(key);
  for (std::size_t n = 0; n < expected.size(); ++n)
    findings.check(key + ("[" + std::to_string(n) + "]"),
                   deduction(std::span{std::as_const(tiers)}, &MarginTier::maintenance, static_cast<Index>(n)), expected[n]);
}

/// Wallet, position and what else the account holds, in the brackets that the case names.
void check_binance_price(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const auto leg_of = [&](const Value& p) { return LinearLeg{signed_quantity(c, p, p["q"].number()), p["ep"].number()}; };
  const auto rate_of = [](const Value& p) { return TierRate{p["mmr"].number(), p.number("cum", 0.0)}; };
  if (!in.has("position")) {
    const double quantity = signed_quantity(c, in, in["qty"].number()), entry = in["entry"].number();
    const double margin = magnitude(quantity) * entry / in["leverage"].number();
    return check_price(findings, c, "liq", SurplusLine{margin}.with({quantity, entry}, rate_of(in)).root());
  }
  double balance = in["wallet_balance"].number();
  const auto stand_still = [&](const Value& p) {
    const LinearLeg leg = leg_of(p);
    const double mark = p["mark"].number(), profit = SurplusLine{0.0}.with(leg, {0.0}).at(mark);
    balance = cross_balance(balance, profit, profit - SurplusLine{0.0}.with(leg, rate_of(p)).at(mark));
  };
  if (in.has("other")) {
    const Value other = in["other"];
    if (other.json().is_array())
      for (std::size_t i = 0; i < other.size(); ++i) stand_still(other[i]);
    else
      stand_still(other);
  }
  check_price(findings, c, "liq", SurplusLine{balance}.with(leg_of(in["position"]), rate_of(in["position"])).root());
}

void check_binance_deductions(const Case& c, CaseFindings& findings) {
  check_deductions(findings, c, "cum", tiers_of(c.inputs()["floors_and_mmr"]));
}

/// The positions stand in the case's words: short 0.05 BTCUSDT 52000 -> 40000, long 0.04 BTCUSDT_220624 52350 -> 42000 and long 10000 USD
/// of BTCUSD_PERP 50000 -> 40000.
void check_binance_blocks(const Case& c, CaseFindings& findings) {
  const MarginTiers brackets = one_tier(c.inputs()["mmr"].number());
  const auto venue =
      venue::binance_portfolio_margin({.futures = {.brackets = {.tables = {brackets}, .table_of_asset = {}, .table_of_coin_settled = {0}}},
                                       .collateral_rates = {{{{0.0, 1.0}}}}});
  const Timestamp now{};
  const auto report = [&](const Position& position, double mark) {
    return value_of(venue.evaluate({.positions = {position}}, {.now = now, .assets = {{.spot = 40'000.0}}, .marks = {mark}}));
  };
  const RiskReport perpetual = report({LinearFuture{coin}, -0.05, 52'000.0}, 40'000.0);
  const RiskReport dated = report({LinearFuture{coin, now + std::chrono::days{90}}, 0.04, 52'350.0}, 42'000.0);
  const RiskReport inverse = report({InverseFuture{coin}, 10'000.0, 50'000.0}, 40'000.0);
  findings.check("upnl_perp", perpetual.equity, c.target("upnl_perp"));
  findings.check("upnl_fut", dated.equity, c.target("upnl_fut"));
  findings.check("upnl_coinm_long_btc", inverse.equity / 40'000.0, c.target("upnl_coinm_long_btc"));
  findings.check("mm_usdm", perpetual.requirement.maintenance + dated.requirement.maintenance, c.target("mm_usdm"));
  findings.check("mm_coinm_btc", inverse.requirement.maintenance / 40'000.0, c.target("mm_coinm_btc"));
}

/// Maintenance is half the initial margin: of the value at entry, as an article has it, and of the mark, as the venue does.
void check_article_price(const Case& c, CaseFindings& findings) {
  const double entry = c.inputs()["entry"].number(), leverage = c.inputs()["lev"].number(), margin = entry / leverage;
  const double quantity = signed_quantity(c, c.inputs(), 1.0);
  const venue::LeverageSchedule schedule{{0.0, leverage}};
  const MarginTiers tiers = venue::hyperliquid_tiers(schedule);
  check_price(findings, c, "liq", entry_liquidation_price(margin, LinearLeg{quantity, entry}, tiers));
  const double kept = TieredMargin::charge(tiers, entry).maintenance;
  check_price(findings, c, "liq_exact_formula", only(venue::hyperliquid_liquidation_prices(entry, quantity, margin - kept, tiers)));
  const SafePrices safe = value_of(liquidation_price(venue::hyperliquid({.schedules = {schedule}}),
                                                     {.positions = {{LinearFuture{coin}, quantity, entry}}, .cash = margin},
                                                     {.now = Timestamp{}, .assets = {{.spot = entry}}}, {.asset = coin}));
  check_price(findings, c, "liq_exact_formula", quantity > 0.0 ? safe.below() : safe.above());
}

void check_deduction_recurrence(const Case& c, CaseFindings& findings) {
  check_deductions(findings, c, "deduction", tiers_of(c.inputs()["tiers"]));
}

/// One position moves, the others must be kept too.
void check_cross_price(const Case& c, CaseFindings& findings, const char* other, const char* target) {
  const Value in = c.inputs();
  const double quantity = signed_quantity(c, in, in["size"].number()), mark = in["mark"].number();
  const MarginTiers tiers = one_tier(in["mmr"].number());
  const double available = in["equity"].number() - in[other].number() - TieredMargin::charge(tiers, magnitude(quantity) * mark).maintenance;
  check_price(findings, c, target, only(venue::hyperliquid_liquidation_prices(mark, quantity, available, tiers)));
}

/// The margin is value / leverage; maintenance is a share of the value at entry.
void check_entry_price(const Case& c, CaseFindings& findings) {
  const double entry = c.inputs()["entry"].number(), margin = entry / c.inputs()["lev"].number();
  const LinearLeg leg{signed_quantity(c, c.inputs(), 1.0), entry};
  const MarginTiers tiers = one_tier(c.inputs()["mmr"].number());
  check_price(findings, c, "liq", venue::bybit_isolated_liquidation_price(venue::MaintenanceBasis::entry, margin, leg, tiers));
}

void check_bybit_linear(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double entry = in["entry"].number(), leverage = in["lev"].number();
  const LinearLeg leg{signed_quantity(c, in, in["qty"].number()), entry};
  const MarginTiers tiers = one_tier(in["mmr"].number());
  const auto venue = venue::bybit_on_entry({.risk_limits = {.tables = {tiers}, .table_of_asset = {}}, .leverage_of_asset = {leverage}});
  const RiskReport report = value_of(
      venue.evaluate({.positions = {{LinearFuture{coin}, leg.quantity, entry}}}, {.now = Timestamp{}, .assets = {{.spot = entry}}}));
  const double margin = report.requirement.initial;
  findings.check("im", margin, c.target("im"));
  findings.check("mm", report.requirement.maintenance, c.target("mm"));
  check_price(findings, c, "liq", venue::bybit_isolated_liquidation_price(venue::MaintenanceBasis::entry, margin, leg, tiers));
}

/// What an inverse position must have, in coins, by the rule before 2026.
Requirement inverse_requirement(const InverseLeg& leg, const MarginTiers& tiers, double leverage) {
  const auto venue = venue::bybit_on_entry(
      {.risk_limits = {.tables = {tiers}, .table_of_asset = {}, .table_of_coin_settled = {0}}, .leverage_of_asset = {leverage}});
  const RiskReport report = value_of(venue.evaluate({.positions = {{InverseFuture{coin}, leg.face, leg.entry_price}}},
                                                    {.now = Timestamp{}, .assets = {{.spot = leg.entry_price}}}));
  return {report.requirement.initial / leg.entry_price, report.requirement.maintenance / leg.entry_price};
}

void check_bybit_inverse(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double face = in["qty_usd"].number(), entry = in["entry"].number();
  const MarginTiers tiers = one_tier(in["mmr"].number());
  const double margin = inverse_requirement({face, entry}, tiers, in["lev"].number()).initial;
  findings.check("position_value", magnitude(reciprocal(InverseLeg{face, entry}).cost), c.target("position_value"));
  findings.check("im", margin, c.target("im"));
  const auto check = [&](const char* key, venue::MaintenanceBasis basis, double quantity) {
    if (c.has_target(key))
      check_price(findings, c, key, venue::bybit_isolated_liquidation_price(basis, margin, InverseLeg{quantity, entry}, tiers));
  };
  check("liq_long_legacy", venue::MaintenanceBasis::entry, face);
  check("liq_short_legacy", venue::MaintenanceBasis::entry, -face);
  check("liq_long_mark_mm", venue::MaintenanceBasis::mark, face);
  check("liq_short_mark_mm", venue::MaintenanceBasis::mark, -face);
}

/// "5 tiers of 10 coins at 1..5%": the tiers stand in the case's words.
void check_bybit_tiers(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const MarginTiers tiers =
      in.has("tiers") ? tiers_of(in["tiers"])
                      : MarginTiers{{0.0, 0.01, 0.01}, {10.0, 0.02, 0.02}, {20.0, 0.03, 0.03}, {30.0, 0.04, 0.04}, {40.0, 0.05, 0.05}};
  const InverseLeg leg{in["qty"].number(), in["entry"].number()};
  const Requirement needs = inverse_requirement(leg, tiers, in["lev"].number());
  findings.check("position_value", magnitude(reciprocal(leg).cost), c.target("position_value"));
  findings.check("im", needs.initial, c.target("im"));
  findings.check("mm", needs.maintenance, c.target("mm"));
}

/// OKX and Gate, one tier.
void check_price_with_fee(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const LinearLeg leg{signed_quantity(c, in, in["qty"].number()), in["entry"].number()};
  const double rate = in["mmr"].number(), fee = in["taker"].number(), margin = magnitude(cost_of(leg)) / in["lev"].number();
  check_price(findings, c, "liq",
              c.id().starts_with("okx") ? venue::okx_liquidation_price(margin, leg, rate, fee)
                                        : only(venue::gate_liquidation_prices(margin, {&leg, 1}, one_tier(rate), fee)));
}

/// A short call and a short put, coin-settled, on Deribit's standard margin; the coins held are the equity and the premium received.
void check_strangle(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double forward = in["F0"].number(), equity = in["equity_coin"].number();
  const Timestamp now{};
  const Timestamp expiry = now + std::chrono::milliseconds{std::llround(in["T"].number() * 365.0 * 86'400'000.0)};
  const auto venue = venue::deribit_standard_margin(venue::deribit_btc_standard_2024());
  const MarketState market{.now = now, .assets = {{.spot = forward, .volatility = FlatVolatility{in["iv"].number()}}}};
  Account account{
      .positions = {{.instrument = Spot{coin}, .quantity = equity},
                    {.instrument = VanillaOption{coin, OptionSide::call, in["Kc"].number(), expiry}, .quantity = -1.0, .settlement = coin},
                    {.instrument = VanillaOption{coin, OptionSide::put, in["Kp"].number(), expiry}, .quantity = -1.0, .settlement = coin}}};
  account.positions[0].quantity += equity - value_of(venue.evaluate(account, market)).equity / forward;
  findings.check("excess_at_spot", value_of(venue.evaluate(account, market)).maintenance_surplus() / forward, c.target("excess_at_spot"));
  const SafePrices safe = value_of(liquidation_price(venue, account, market, {.asset = coin}));
  check_price(findings, c, "liq_down", safe.below());
  check_price(findings, c, "liq_up", safe.above());
}

/// What a holding cost stands as cash paid, so that equity is the profit.
void check_profit(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const RiskReport report =
      value_of(venue::binance_coinm({.brackets = {.tables = {one_tier(0.0)}, .table_of_asset = {}}})
                   .evaluate({.positions = {{Spot{coin}, in["quantity"].number()}}, .cash = -in["cost_basis"].number()},
                             {.now = Timestamp{}, .assets = {{.spot = in["mark"].number()}}}));
  findings.check("pnl", report.equity, c.target("pnl"));
}

void check_tiered_maintenance(const Case& c, CaseFindings& findings) {
  const MarginTiers tiers = tiers_of(c.inputs()["tiers"]);
  findings.check("mm", TieredMargin::charge(tiers, c.inputs()["notional"].number()).maintenance, c.target("mm"));
}

void check_hyperliquid_price(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double quantity = side_of(c, in) * in["size"].number();
  check_price(findings, c, "liq_price",
              only(venue::hyperliquid_liquidation_prices(in["price"].number(), quantity, in["margin_available"].number(),
                                                         one_tier(in["l"].number()))));
}

const bool added =
    add_forms({{"TieredMaintenanceMargin.liquidation_price", check_binance_price},
               {"TieredMaintenanceMargin.cum", check_binance_deductions},
               {"uPnL and MM building blocks", check_binance_blocks},
               {"entry-notional approximation", check_article_price},
               {"tier deduction recurrence", check_deduction_recurrence},
               {"equity(P) = MM(P) + other MM", [](const Case& c, CaseFindings& f) { check_cross_price(c, f, "other_mm", "liq"); }},
               {"misc.cross_liq_price", [](const Case& c, CaseFindings& f) { check_cross_price(c, f, "other_maintenance", "liq_price"); }},
               {"isolated 20x", check_entry_price},
               {"isolated linear, MM on entry", check_entry_price},
               {"isolated linear", check_bybit_linear},
               {"isolated inverse", check_bybit_inverse},
               {"tiered MM", check_bybit_tiers},
               {"liq incl. taker fee in the denominator", check_price_with_fee},
               {"liquidation price of an option book (standard margin)", check_strangle},
               {"misc.upnl", check_profit},
               {"misc.tiered_mm", check_tiered_maintenance},
               {"misc.hl_liq_price", check_hyperliquid_price}});

}  // namespace
}  // namespace bulwark::test

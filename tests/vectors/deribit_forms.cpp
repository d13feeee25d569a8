// deribit_standard.json and deribit_pm.json, and the option margins of bybit.json and okx_gate.json that are of Deribit's form.

#include "bulwark/evaluate/explain.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/short_option_rates.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

constexpr AssetId coin{0};
constexpr Timestamp now{}, next_month = now + std::chrono::days{30};

/// What margins in coins do not depend on, where a case does not give it.
constexpr double any_price = 50'000.0;

bool says(const Case& c, const std::string& key, const std::string& word) {
  return c.inputs().has(key) ? c.inputs()[key].text() == word : c.id().find(word) != std::string::npos;
}
OptionSide side_of(const Case& c) { return says(c, "type", "put") ? OptionSide::put : OptionSide::call; }

void check_if_there(const Case& c, CaseFindings& findings, const std::string& key, double ours) {
  if (c.has_target(key)) findings.check(key, ours, c.target(key));
}

/// One position at its mark, in a market of one coin.
struct Held {
  Account account;
  MarketState market;
};
Held held(const Position& position, double spot, double mark) {
  return {.account = {.positions = {position}},
          .market = {.now = now, .assets = {{.spot = spot, .volatility = FlatVolatility{0.5}}}, .marks = {mark}}};
}

/// A short or long option's margins, quote.
Requirement option_margin(const Case& c, AssetId settlement, const std::string& mark) {
  const Value in = c.inputs();
  const ShortOptionMargin usual;
  const venue::DeribitStandardMargin p{
      .future_per_coin = 0.0,
      .options = {
          .share = in.number("a", usual.share), .least_share = in.number("b", usual.least_share), .keep = in.number("m", usual.keep)}};
  const double quantity = in.number("qty", 1.0) * (says(c, "side", "long") ? -1.0 : 1.0);
  const Held book = held(
      {.instrument = VanillaOption{coin, side_of(c), in["strike"].number(), next_month}, .quantity = -quantity, .settlement = settlement},
      in["underlying"].number(), in[mark].number());
  return venue::deribit_standard_margin(p).evaluate(book.account, book.market)->requirement;
}

void check_linear_option(const Case& c, CaseFindings& findings) {
  const Requirement all = option_margin(c, AssetId::quote, "mark");
  const double quantity = c.inputs().number("qty", 1.0);
  check_if_there(c, findings, "im", all.initial / quantity);
  check_if_there(c, findings, "mm", all.maintenance / quantity);
  check_if_there(c, findings, "pos_im", all.initial);
  check_if_there(c, findings, "pos_mm", all.maintenance);
}

void check_inverse_option(const Case& c, CaseFindings& findings) {
  const Requirement all = option_margin(c, coin, "mark_coin");
  const double coins = c.inputs()["underlying"].number() * c.inputs().number("qty", 1.0);
  check_if_there(c, findings, "im_coin", all.initial / coins);
  check_if_there(c, findings, "mm_coin", all.maintenance / coins);
}

void check_future(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const venue::DeribitStandardMargin p{.future_initial = in["base"].number(),
                                       .future_maintenance = in.number("mm_base", in["base"].number()),
                                       .future_per_coin = in["slope_per_btc"].number()};
  const double size = in["size_btc"].number(), price = in.number("mark", any_price);
  const Held book = held({InverseFuture{coin}, size * price, price}, price, price);
  const Requirement r = venue::deribit_standard_margin(p).evaluate(book.account, book.market)->requirement;
  const SizeRate rate = venue::deribit_futures(p);
  check_if_there(c, findings, "rate", rate.at(std::abs(size)).initial);
  check_if_there(c, findings, "mm_rate", rate.at(std::abs(size)).maintenance);
  check_if_there(c, findings, "im_btc", r.initial / price);
  check_if_there(c, findings, "mm_btc", r.maintenance / price);
}

void check_inverse_future(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const venue::DeribitStandardMargin p{.future_initial = in["im_rate"].number(),
                                       .future_maintenance = in["mm_rate"].number(),
                                       .future_per_coin = in.number("slope_per_coin", 0.0)};
  const double size = in["size_usd"].number(), price = in["mark"].number();
  const Held book = held({InverseFuture{coin}, size, price}, price, price);
  const Requirement r = venue::deribit_standard_margin(p).evaluate(book.account, book.market)->requirement;
  // The interface prints coins to 9 decimals.
  check_if_there(c, findings, "size_currency", nearest_multiple(size / price, 1e-9));
  check_if_there(c, findings, "im", r.initial / price);
  check_if_there(c, findings, "mm", r.maintenance / price);
}

void check_inverse_profit(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double price = in["mark"].number();
  const Held book = held({InverseFuture{coin}, in["q_usd"].number(), in["entry"].number()}, price, price);
  const auto report = venue::deribit_standard_margin(venue::deribit_btc_standard_2024()).evaluate(book.account, book.market);
  findings.check("pnl", nearest_multiple(report->equity / price, 1e-9), c.target("pnl"));
}

/// An account that the interface's answers were captured for. Cases of its totals name no positions; those are in its other cases.
struct Captured {
  venue::DeribitPortfolioMargin parameters;
  double perpetual, dated;  ///< coins
};
Captured captured(const Case& c) {
  const bool is_eth = c.id().find("-eth-") != std::string::npos;
  Captured account = is_eth ? Captured{venue::deribit_eth_february_2026(), -0.999487053, 0.0}
                            : Captured{venue::deribit_btc_june_2024(), 0.314538364, -0.001187534};
  const Value in = c.inputs();
  if (in.has("position_coin")) account.perpetual = in["position_coin"].number(), account.dated = 0.0;
  venue::DeribitPortfolioMargin& p = account.parameters;
  p.price_range = in.number("price_range", p.price_range);
  p.extended_table_factor = in.number("extended_table_factor", p.extended_table_factor);
  p.extended_dampener = in.number("dampener_usd", p.extended_dampener);
  p.min_annualised_move = in.number("min_annualised_move", p.min_annualised_move);
  p.annualised_move_risk = in.number("annualised_move_risk", p.annualised_move_risk);
  p.pnl_offset = in.number("pnl_offset", p.pnl_offset);
  p.max_offsetable_pnl = in.number("max_offsetable_pnl", in.has("pnl_offset") ? HUGE_VAL : p.max_offsetable_pnl);
  p.mm_factor = in.number("mm_factor", p.mm_factor);
  if (in.has("moves")) {
    p.extended_moves.clear();
    for (std::size_t i = 0; i < in["moves"].size(); ++i) p.extended_moves.push_back(in["moves"][i].number());
  }
  return account;
}

/// What the captured perpetual gains under every scenario of its grid, coins.
std::vector<double> risk_vector(const Captured& account, double price) {
  const std::vector<ListedInstrument> listed{{.id = "perpetual", .instrument = InverseFuture{coin}}};
  const auto listing = Listing::from(listed);
  const auto tick = venue::deribit_portfolio_margin(account.parameters).price(*listing, {.now = now, .assets = {{.spot = price}}});
  std::vector<double> coins;
  for (const double profit : tick->table().profits(0, 0)) coins.push_back(account.perpetual * profit);  // of one USD face: quote / price
  return coins;
}

/// Volatility moves nothing of a future: each price's three entries are one.
void check_buckets(const Case& c, CaseFindings& findings, const std::string& key, const std::vector<double>& coins) {
  const Value expected = c.target(key);
  for (std::size_t bucket = 0; bucket < expected.size(); ++bucket)
    for (std::size_t v = 0; v < 3; ++v)
      findings.check(key + "[" + std::to_string(bucket) + "]", coins[3 * bucket + v], expected[bucket].number(),
                     {.relative = c.tolerance().relative, .absolute = 1e-18});
}
void check_far(const Case& c, CaseFindings& findings, const std::string& key, const std::vector<double>& coins) {
  const Value expected = c.target(key);
  for (std::size_t i = 0; i < expected.size(); ++i) findings.check(key + "[" + std::to_string(i) + "]", coins[27 + i], expected[i]);
}

void check_risk_vector(const Case& c, CaseFindings& findings) {
  const std::vector<double> coins = risk_vector(captured(c), any_price);
  if (c.has_target("standard_by_bucket")) check_buckets(c, findings, "standard_by_bucket", coins);
  if (c.has_target("extended")) check_far(c, findings, "extended", coins);
}

void check_aggregated(const Case& c, CaseFindings& findings) {
  const Captured account = captured(c);
  const double price = c.inputs().number("index", any_price);
  const PnlOffset offset{.share = account.parameters.pnl_offset, .most = account.parameters.max_offsetable_pnl};
  std::vector<double> coins = risk_vector(account, price);
  for (double& gain : coins) gain = offset.counted(gain * price) / price;
  check_buckets(c, findings, "aggregated_by_bucket", coins);
}

void check_dampened(const Case& c, CaseFindings& findings) {
  const Captured account = captured(c);
  const double index = c.inputs()["index"].number();
  const ShockGrid grid = venue::deribit_grid(account.parameters, Numeraire::settlement);
  std::vector<double> coins = risk_vector(account, index);
  for (std::size_t i = 0; i < grid.far_moves.size(); ++i) {
    const double move = grid.far_moves[i];
    const FarRelief relief{account.parameters.extended_dampener};
    coins[27 + i] = relief.relieved(coins[27 + i] * index, move, grid.edge(0, move), true) / index;
  }
  check_far(c, findings, "extended", coins);
}

void check_total(const Case& c, CaseFindings& findings) {
  const Captured captured_account = captured(c);
  const double price = c.inputs().number("index", any_price);
  Account account{.positions = {{.instrument = Spot{coin}, .quantity = 10.0}}};
  for (const auto& [coins, expiry] : {std::pair{captured_account.perpetual, perpetual}, {captured_account.dated, next_month}})
    if (coins != 0.0) account.positions.push_back({InverseFuture{coin, expiry}, coins * price, price});
  const MarketState market{.now = now, .assets = {{.spot = price}}};
  const auto venue = venue::deribit_portfolio_margin(captured_account.parameters);
  const Value in = c.inputs();
  const venue::DeribitReserved reserved{.currency = coin,
                                        .spot_margin = in.number("spot_margin", 0.0),
                                        .mmp_margin = in.number("mmp_margin", 0.0),
                                        .open_orders_margin = in.number("open_orders_margin", 0.0)};
  const RiskReport report = *venue::deribit_with_reserved(venue, reserved).evaluate(account, market);
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const Explanation why = explain(*venue.price(listing, market), rows.at(0));
  const Requirement &matrix = why.rules[0], &roll = why.rules[1], &delta = why.rules[2];
  check_if_there(c, findings, "worst_case", -why.units[0].worst.lowest / price);
  check_if_there(c, findings, "roll_shock", roll.initial / price);
  check_if_there(c, findings, "delta_shock", delta.initial / price);
  check_if_there(c, findings, "risk_matrix_margin", (matrix.initial + roll.initial + delta.initial) / price);
  check_if_there(c, findings, "maintenance_margin", report.requirement.maintenance / price);
  check_if_there(c, findings, "initial_margin", report.requirement.initial / price);
  const venue::DeribitBucket bucket = venue::deribit_bucket(report.requirement.binding->scenario);
  check_if_there(c, findings, "worst_bucket", static_cast<double>(bucket.bucket));
  check_if_there(c, findings, "worst_index", static_cast<double>(bucket.index));
}

/// Published in whole percents, some of them cut off: the tolerance is one of weight, not of its size. What was recomputed is not cut off.
void check_extended_weights(const Case& c, CaseFindings& findings) {
  const ShockGrid grid = venue::deribit_grid(captured(c).parameters, Numeraire::quote);
  for (std::size_t i = 0; i < grid.far_moves.size(); ++i) {
    const std::string what = "weights[" + std::to_string(i) + "]";
    const double ours = grid.far_weight(0, grid.far_moves[i]);
    findings.check(what, ours, c.target("weights")[i].number(), {.relative = 0.0, .absolute = c.tolerance().relative});
    if (c.all().has("recomputed")) findings.check(what + " recomputed", ours, c.all()["recomputed"]["weights"][i].number(), Tolerance{});
  }
}

void check_bybit_option(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const ShortOptionMargin usual = venue::bybit_short_options();
  const ShortOptionMargin rate{.share = usual.share,
                               .least_share = usual.least_share,
                               .keep = in.number("mm_factor", usual.keep),
                               .fee = in.number("liq_fee", usual.fee)};
  const double underlying = in["underlying"].number(), mark = in["mark"].number();
  const double sold_at = in.number("order", in.number("entry", 0.0));
  const Requirement r = rate.per_coin(side_of(c), in["strike"].number(), underlying, mark, underlying, sold_at);
  check_if_there(c, findings, "mm", r.maintenance);
  check_if_there(c, findings, "im", r.initial);
}

void check_okx_option(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const ShortOptionMargin usual = venue::okx_btc_short_options();
  const ShortOptionMargin rate{.share = in.number("b", usual.share),
                               .least_share = in.number("a", usual.least_share),
                               .keep = in.number("c", usual.keep),
                               .factor = in.number("factor", 1.0)};
  const Requirement r = rate.per_coin(side_of(c), in["strike"].number(), in["forward"].number(), in["mark"].number(), 1.0);
  check_if_there(c, findings, "im", r.initial);
  check_if_there(c, findings, "mm", r.maintenance);
}

[[maybe_unused]] const bool added = add_forms({{"DeribitStandardMargin.option(linear)", check_linear_option},
                                               {"DeribitStandardMargin.option(inverse)", check_inverse_option},
                                               {"DeribitStandardMargin.future", check_future},
                                               {"DeribitStandardMargin.future(inverse)", check_inverse_future},
                                               {"inverse futures PnL (coin)", check_inverse_profit},
                                               {"DeribitPortfolioMargin.risk_vector", check_risk_vector},
                                               {"DeribitPortfolioMargin.extended_scaling", check_risk_vector},
                                               {"DeribitPortfolioMargin.pnl_offset", check_aggregated},
                                               {"DeribitPortfolioMargin.dampener", check_dampened},
                                               {"DeribitPortfolioMargin.total", check_total},
                                               {"extended weight = range/|move|", check_extended_weights},
                                               {"BybitOptionMargin", check_bybit_option},
                                               {"OkxOptionMargin", check_okx_option}});

}  // namespace
}  // namespace bulwark::test

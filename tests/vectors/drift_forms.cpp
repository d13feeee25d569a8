// drift_v2.json

#include "bulwark/backstop/socialised_loss.hpp"
#include "bulwark/venue/drift_v2_liquidation.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

using namespace venue;

Wide integer(const Value& value, const std::string& key, long long otherwise = 0) {
  return value.has(key) ? value[key].integer() : Wide(otherwise);
}
int small(const Value& value, const std::string& key) { return static_cast<int>(value[key].integer()); }
bool flag(const Value& value, const std::string& key) { return value.has(key) && value[key].flag(); }

MarginKind kind_of(const Value& inputs) {
  const std::string word = inputs.has("type") ? inputs["type"].text() : "initial";
  if (word == "initial") return MarginKind::initial;
  if (word == "fill") return MarginKind::fill;
  if (word == "maintenance") return MarginKind::maintenance;
  throw std::runtime_error("unknown kind of margin: " + word);
}

/// What the programme says where no amount is enough: the largest number of its type.
Wide or_unbounded(const std::optional<Wide>& amount, unsigned bits) { return amount ? *amount : Wide((Wide(1) << bits) - 1); }

/// Money and requirement: every total that the case states.
void check_totals(const Case& c, CaseFindings& findings, const BufferedMargin<Wide>& sum) {
  const std::pair<const char*, Wide> totals[] = {{"margin_requirement", sum.requirement},
                                                 {"total_collateral", sum.collateral},
                                                 {"margin_requirement_plus_buffer", sum.buffered_requirement},
                                                 {"total_collateral_plus_buffer", sum.buffered_collateral},
                                                 {"margin_shortage", sum.shortage()},
                                                 {"free_collateral", sum.free_collateral()}};
  for (const auto& [key, ours] : totals)
    if (c.has_target(key)) findings.check_exact(key, ours, c.target(key));
}

StrictPrice<Wide> price_of(const Value& market, bool is_strict) {
  const Wide price = market["price"].integer();
  return {price, is_strict && market.has("twap5") ? market["twap5"].integer() : price};
}

DriftPerpMarket<Wide> perp_market(const Value& perp) {
  DriftPerpMarket<Wide> market{.ratio = {.initial = perp["mr_i"].integer(), .maintenance = perp["mr_m"].integer()},
                               .unrealised = {.initial = perp["upw_i"].integer(), .maintenance = perp["upw_m"].integer()}};
  market.ratio.size_factor = integer(perp, "imf");
  market.ratio.leveraged_initial = integer(perp, "hl_mr_i");
  market.ratio.leveraged_maintenance = integer(perp, "hl_mr_m");
  market.unrealised.size_factor = integer(perp, "upnl_imf");
  market.unrealised.most_imbalance = integer(perp, "max_imbalance");
  market.net_profit = integer(perp, "net_user_pnl");
  market.is_prediction = flag(perp, "prediction");
  return market;
}

DriftPosition<Wide> position_of(const Value& perp, Index market) {
  return {.market = market,
          .base = perp["base"].integer(),
          .quote = perp["quote"].integer(),
          .price = perp["price"].integer(),
          .funding_change = integer(perp, "funding_delta"),
          .bids = integer(perp, "open_bids"),
          .asks = integer(perp, "open_asks"),
          .orders = static_cast<int>(integer(perp, "open_orders")),
          .custom_ratio = integer(perp, "custom_margin_ratio")};
}

/// The first spot market is the quote.
void check_account(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const bool is_strict = flag(in, "strict");
  DriftV2<Wide> venue;
  std::vector<DriftBalance<Wide>> balances;
  std::vector<DriftPosition<Wide>> positions;
  DriftAccount<Wide> account;
  for (std::size_t i = 0; i < in["spot"].size(); ++i) {
    const Value spot = in["spot"][i];
    if (i == 0) {
      account.quote = spot["balance"].integer();
      account.quote_price = price_of(spot, is_strict);
      account.quote_decimals = small(spot, "decimals");
      continue;
    }
    DriftSpotMarket<Wide> market{
        .weights = {spot["aw_i"].integer(), spot["aw_m"].integer(), spot["lw_i"].integer(), spot["lw_m"].integer()},
        .decimals = small(spot, "decimals")};
    market.weights.size_factor = integer(spot, "imf");
    market.weights.scale_start = integer(spot, "scale_start");
    market.deposits = integer(spot, "deposits");
    venue.spot.push_back(market);
    balances.push_back({.market = std::ssize(venue.spot) - 1,
                        .amount = spot["balance"].integer(),
                        .price = price_of(spot, is_strict),
                        .bids = integer(spot, "open_bids"),
                        .asks = integer(spot, "open_asks"),
                        .orders = static_cast<int>(integer(spot, "open_orders"))});
  }
  if (in.has("perps"))
    for (std::size_t i = 0; i < in["perps"].size(); ++i) {
      venue.perps.push_back(perp_market(in["perps"][i]));
      positions.push_back(position_of(in["perps"][i], static_cast<Index>(i)));
    }
  account.balances = balances;
  account.positions = positions;
  check_totals(c, findings,
               drift_margin<Wide>(venue, account,
                                  {.kind = kind_of(in),
                                   .buffer = integer(in, "buffer"),
                                   .custom_ratio = integer(in, "custom_margin_ratio"),
                                   .is_high_leverage = flag(in, "high_leverage")}));
}

void check_perp(const Case& c, CaseFindings& findings, const DriftPerpMarket<Wide>& market, const DriftPosition<Wide>& position,
                const Wide& quote_price) {
  const DriftV2<Wide> venue{.spot = {}, .perps = {market}};
  const DriftPerpCharge<Wide> one = drift_perp<Wide>(venue, position, StrictPrice<Wide>::alone(quote_price), {.kind = kind_of(c.inputs())});
  const std::pair<const char*, Wide> parts[] = {
      {"margin_requirement", one.requirement}, {"weighted_pnl", one.counted}, {"liability_value", one.liability}};
  for (const auto& [key, ours] : parts)
    if (c.has_target(key)) findings.check_exact(key, ours, c.target(key));
}

void check_perp_margin(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide ratio = in["margin_ratio"].integer();
  check_perp(c, findings,
             {.ratio = {.initial = ratio, .maintenance = ratio, .size_factor = integer(in, "imf")},
              .unrealised = {.initial = Wide(fixed::weight), .maintenance = Wide(fixed::weight)}},
             {.market = 0, .base = in["base"].integer(), .quote = integer(in, "quote"), .price = in["oracle_price"].integer()},
             integer(in, "quote_price", fixed::price));
}

void check_prediction(const Case& c, CaseFindings& findings) {
  DriftPerpMarket<Wide> market = perp_market(c.inputs());
  market.is_prediction = true;
  check_perp(c, findings, market, position_of(c.inputs(), 0), Wide(fixed::price));
}

SpotWeights<Wide> one_weight(const Value& in) {
  const Wide initial = in["initial_weight"].integer(), maintenance = integer(in, "maintenance_weight");
  return {initial, maintenance, initial, maintenance, integer(in, "imf"), integer(in, "scale_start")};
}

void check_asset_weight(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide size = in_base_units<Wide>(in["size"].integer(), small(in, "decimals"));
  findings.check_exact("weight", one_weight(in).asset(kind_of(in), size), c.target("weight"));
}

void check_liability_weight(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide size = in_base_units<Wide>(in["size"].integer(), small(in, "decimals"));
  findings.check_exact("weight", one_weight(in).liability(kind_of(in), size), c.target("weight"));
}

void check_scaled_weight(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide deposits = token_value<Wide>(in["deposits"].integer(), small(in, "decimals"), in["oracle_price"].integer());
  findings.check_exact("weight", one_weight(in).asset(MarginKind::initial, Wide(0), deposits), c.target("weight"));
}

void check_upnl_weight(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide weight = in["weight"].integer();
  const ExactUnrealisedWeight<Wide> rule{
      .initial = weight, .maintenance = weight, .size_factor = in["imf"].integer(), .most_imbalance = integer(in, "max_imbalance")};
  findings.check_exact("weight", rule.weight(kind_of(in), in["pnl"].integer(), integer(in, "net_user_pnl")), c.target("weight"));
}

void check_base_to_cover(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const PerpClose<Wide> close{in["margin_ratio"].integer(), in["liquidation_fee"].integer(), in["if_liquidation_fee"].integer(),
                              in["oracle_price"].integer(), in["quote_oracle_price"].integer()};
  const Wide base = or_unbounded(base_to_cover<Wide>(in["margin_shortage"].integer(), close), 64);
  findings.check_exact("base_asset_amount", base, c.target("base_asset_amount"));
}

void check_perp_if_fee(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const PerpClose<Wide> close{in["margin_ratio"].integer(), in["liquidator_fee"].integer(), in["max_if_fee"].integer(),
                              in["oracle_price"].integer(), in["quote_price"].integer()};
  const Wide fee = perp_insurance_fee<Wide>(in["margin_shortage"].integer(), in["base_asset_amount"].integer(), close);
  findings.check_exact("fee", fee, c.target("fee"));
}

/// A side of an exchange; what the case leaves out does not matter to it.
ExchangedToken<Wide> token(const Value& in, const std::string& side) {
  return {.weight = integer(in, side + "_weight"),
          .multiplier = in[side + "_liq_mult"].integer(),
          .decimals = in.has(side + "_decimals") ? small(in, side + "_decimals") : 0,
          .price = integer(in, side + "_price")};
}

void check_liability_transfer(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const std::optional<Wide> amount = liability_to_cover<Wide>(in["margin_shortage"].integer(), token(in, "asset"), token(in, "liability"),
                                                              in["if_liquidation_fee"].integer());
  findings.check_exact("liability_transfer", or_unbounded(amount, 128), c.target("liability_transfer"));
}

void check_implied_liability(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  findings.check_exact("liability_transfer",
                       liability_for_asset<Wide>(in["asset_amount"].integer(), token(in, "asset"), token(in, "liability")),
                       c.target("liability_transfer"));
}

void check_asset_for_liability(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide taken =
      asset_for_liability<Wide>(in["liability_amount"].integer(), token(in, "asset"), token(in, "liability"), in["asset_amount"].integer());
  findings.check_exact("asset_transfer", taken, c.target("asset_transfer"));
}

void check_spot_if_fee(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide fee = spot_insurance_fee<Wide>(in["margin_shortage"].integer(), in["token_amount"].integer(), token(in, "asset"),
                                            token(in, "liability"), in["max_if_fee"].integer());
  findings.check_exact("fee", fee, c.target("fee"));
}

void check_swap(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const bool is_within = is_swap_within_bounds<Wide>(in["asset_transfer"].integer(), in["liability_transfer"].integer(), token(in, "asset"),
                                                     token(in, "liability"));
  findings.check_same("ok", is_within, c.target("ok").flag());
}

void check_funding_delta(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const std::optional<Wide> delta = funding_delta<Wide>(in["loss"].integer(), in["base_long"].integer(), in["base_short"].integer());
  if (!delta) return findings.fail("nobody holds the contract");
  findings.check_exact("funding_rate_delta", *delta, c.target("funding_rate_delta"));
}

void check_deposit_interest_delta(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide delta =
      deposit_index_delta<Wide>(in["borrow"].integer(), in["total_deposits"].integer(), in["cumulative_deposit_interest"].integer());
  findings.check_exact("delta", delta, c.target("delta"));
}

void check_max_pct(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const LiquidationPace<Wide> pace{.first = in["initial_pct"].integer(), .duration = in["duration"].integer()};
  findings.check_exact("pct", pace.share(in["margin_shortage"].integer(), in["slots_elapsed"].integer(), in["margin_freed"].integer()),
                       c.target("pct"));
}

void check_liq_fee(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  findings.check_exact("fee", FeeRamp<Wide>{}.fee(in["base_fee"].integer(), in["max_fee"].integer(), in["slots_elapsed"].integer()),
                       c.target("fee"));
}

const bool added = add_forms({{"drift.account", check_account},
                              {"drift.asset_weight", check_asset_weight},
                              {"drift.liability_weight", check_liability_weight},
                              {"drift.scaled_initial_weight", check_scaled_weight},
                              {"drift.upnl_weight", check_upnl_weight},
                              {"drift.perp_margin", check_perp_margin},
                              {"drift.prediction_margin", check_prediction},
                              {"drift.base_to_cover", check_base_to_cover},
                              {"drift.perp_if_fee", check_perp_if_fee},
                              {"drift.liability_transfer", check_liability_transfer},
                              {"drift.implied_liability", check_implied_liability},
                              {"drift.asset_for_liability", check_asset_for_liability},
                              {"drift.spot_if_fee", check_spot_if_fee},
                              {"drift.swap_within_bounds", check_swap},
                              {"drift.funding_delta", check_funding_delta},
                              {"drift.deposit_interest_delta", check_deposit_interest_delta},
                              {"drift.max_pct", check_max_pct},
                              {"drift.liq_fee", check_liq_fee}});

}  // namespace
}  // namespace bulwark::test

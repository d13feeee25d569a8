// mango_v4.json

#include "bulwark/venue/mango_v4_health.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

using namespace venue;

/// The tokens of the file's head, as the case's venue holds them. Only the weights for opening are given.
MangoV4 venue_of(const Case& c) {
  const Value banks = c.head()["banks"], perp = c.head()["perp"], in = c.inputs();
  MangoV4 venue;
  for (std::size_t i = 0; i < banks.size(); ++i) {
    const MangoToken::Weights weights{banks[i]["init_asset_w"].number(), banks[i]["init_liab_w"].number()};
    MangoToken token{.initial = weights, .maintenance = weights};
    if (in.has("bank_settings")) {
      const Value state = in["bank_settings"][i];
      token.deposits = state.number("deposits", 0.0) + state.number("potential_serum_tokens", 0.0);
      token.borrows = state.number("borrows", 0.0);
      token.deposit_start = state.number("deposit_scale_start", token.deposit_start);
      token.borrow_start = state.number("borrow_scale_start", token.borrow_start);
    }
    venue.tokens.push_back(token);
  }
  const BaseWeight base{perp["init_base_asset_w"].number(), perp["init_base_liab_w"].number()};
  const double profit = perp["init_overall_asset_w"].number();
  venue.perps.push_back({.initial = base, .maintenance = base, .initial_profit = profit, .maintenance_profit = profit});
  return venue;
}

void check_init_health(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs(), banks = c.head()["banks"], perp = c.head()["perp"];
  std::vector<MangoBalance> balances;
  for (std::size_t i = 0; i < in["tokens"].size(); ++i)
    balances.push_back({static_cast<Index>(i), in["tokens"][i].number(), StrictPrice<double>::alone(banks[i]["price"].number())});
  std::vector<MangoOrders> orders;
  for (const auto& [pair, base] : {std::pair<std::string, Index>{"oo_1_2", 1}, {"oo_1_3", 2}}) {
    if (!in.has(pair)) continue;
    ReservedOrders reserved{.base = in[pair]["base"].number(), .quote = in[pair]["quote"].number()};
    if (in.has("order_limits") && in["order_limits"].has(pair)) {
      reserved.lowest_ask = in["order_limits"][pair].number("lowest_ask", 0.0);
      reserved.inverse_bid = in["order_limits"][pair].number("highest_bid_inv", 0.0);
    }
    orders.push_back({.base = base, .quote = 0, .reserved = reserved});
  }
  std::vector<MangoPosition> positions;
  if (in.has("perp")) {
    const double lot = perp["base_lot_size"].number();
    const auto coins = [&](const char* key) { return in["perp"].number(key, 0.0) * lot; };
    positions.push_back(
        {.market = 0,
         .settle = static_cast<Index>(perp["settle_token"].number()),
         .perp = {.base = coins("base_lots"), .quote = in["perp"].number("quote", 0.0), .bids = coins("bids"), .asks = coins("asks")},
         .price = StrictPrice<double>::alone(perp["oracle"].number())});
  }
  const double health = mango_health(venue_of(c), {balances, orders, positions}, HealthKind::initial);
  findings.check("health", health, c.target("health"));
}

/// Runs of (seconds between updates, number of updates, oracle's price).
void check_stable_price(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  if (in["delay_slots"].number() != 24.0) return findings.skip("a ring of another length than the form is compiled for");
  const auto seconds = [&](const char* key) { return std::chrono::seconds(static_cast<long long>(in[key].number())); };
  const StablePriceModel model{.interval = seconds("delay_interval_sec"),
                               .delay_growth = in["delay_growth_limit"].number(),
                               .stable_growth = in["stable_growth_limit"].number(),
                               .shortest = seconds("min_dt"),
                               .longest = seconds("max_dt")};
  Timestamp now{};
  StablePrice<24> state = model.from<24>(in["initial_price"].number(), now);
  for (std::size_t run = 0; run < in["runs"].size(); ++run)
    for (int update = 0; update < static_cast<int>(in["runs"][run][1].number()); ++update) {
      now += std::chrono::seconds(static_cast<long long>(in["runs"][run][0].number()));
      state = model.updated(state, in["runs"][run][2].number(), now);
    }
  const Value tolerance = c.all()["tolerance"];
  if (c.has_target("stable_price"))
    findings.check("stable_price", state.price, c.target("stable_price").number(), {0.0, tolerance["stable_abs"].number()});
  if (c.has_target("delay_prices"))
    for (const auto& [slot, price] : c.target("delay_prices").json().items())
      findings.check("delay_prices." + slot, state.delayed.at(std::stoul(slot)), price.get<double>(),
                     {0.0, tolerance["delay_abs"].number()});
}

const bool added = add_forms({{"mango.init_health", check_init_health}, {"mango.stable_price", check_stable_price}});

}  // namespace
}  // namespace bulwark::test

// Vega's margins, liquidation prices and risk factors.

#include "bulwark/venue/vega.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

venue::VegaMarket market_of(const Value& in) {
  return {.factors = {in["rf_long"].number(), in["rf_short"].number()},
          .linear_slippage = in["lin_slip"].number(),
          .quadratic_slippage = in["quad_slip"].number(),
          .funding = in["funding_payment"].number(),
          .funding_factor = in["funding_factor"].number()};
}

/// Orders that take the market are filled: they go to the position.
std::vector<RestingOrder> orders_of(const Value& rows, double side, double per_coin, double& quantity) {
  std::vector<RestingOrder> orders;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double coins = side * rows[i]["size"].number() / per_coin;
    if (rows[i]["market"].flag())
      quantity += coins;
    else
      orders.push_back({coins, rows[i]["price"].number()});
  }
  return orders;
}

void check_maintenance(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double mark = in["mark"].number(), per_coin = in["position_factor"].number();
  const venue::VegaMarket market = market_of(in);
  OpenPosition open{.quantity = in["size"].number() / per_coin};
  const std::vector<RestingOrder> buys = orders_of(in["buy_orders"], 1.0, per_coin, open.quantity);
  const std::vector<RestingOrder> sells = orders_of(in["sell_orders"], -1.0, per_coin, open.quantity);
  const bool is_auction = in["auction"].flag();
  const auto side = [&](const std::vector<RestingOrder>& orders) {
    return is_auction ? venue::vega_auction_orders(orders) : venue::vega_orders(orders, mark);
  };
  open.buys = side(buys);
  open.sells = side(sells);
  findings.check_same("market is accepted", market.faults().empty(), true);
  findings.check("maintenance", venue::vega_maintenance(market, open, mark), c.target("maintenance"));
}

/// The two properties that the case's words name.
void check_liquidation_price(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const double mark = in["mark"].number(), quantity = in["size"].number() / in["position_factor"].number();
  const venue::VegaMarket market = market_of(in);
  const auto kept_at = [&](double price) { return venue::vega_maintenance(market, {.quantity = quantity}, price); };
  const auto price_with = [&](double collateral) { return venue::vega_liquidation_price(market, collateral, {quantity, mark}); };

  const double kept = kept_at(mark);
  const std::optional<double> now = price_with(kept);
  if (c.has_target("error")) return findings.check_same("there is a price", now.has_value(), !c.target("error").flag());
  if (!now) return findings.fail("there is no price");
  findings.check("price where collateral is maintenance", *now, mark);
  const double collateral = in["collateral_factor"].number() * kept;
  const std::optional<double> price = price_with(collateral);
  if (!price) return findings.fail("there is no price with that collateral");
  const double left = collateral + quantity * (*price - mark);
  if (*price == 0.0)
    findings.check_same("the loss exceeds the collateral", left < 0.0, true);
  else
    findings.check("collateral left at the price", left, kept_at(*price));
}

void check_isolated_orders(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const std::string side = in["side"].text();
  const double per_coin = in["position_factor"].number(), held = in["position"].number() / per_coin, sign = side == "buy" ? 1.0 : -1.0;
  std::vector<RestingOrder> orders;
  for (std::size_t i = 0; i < in["orders"].size(); ++i)
    orders.push_back({sign * in["orders"][i][0].number() / per_coin, in["orders"][i][1].number()});
  best_first(orders);
  const BothSides both = side == "buy" ? BothSides{.buys = orders} : BothSides{.sells = orders};
  findings.check("order_margin", venue::vega_isolated_order_margin(held, both, in["margin_factor"].number()), c.target("order_margin"));
}

void check_risk_factors(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const venue::RiskFactors factors = venue::vega_risk_factors(
      {.volatility = in["sigma"].number(), .years = in["tau"].number(), .tail = in["lam"].number(), .drift = in["mu"].number()});
  findings.check("long", factors.bought, c.target("long"));
  findings.check("short", factors.sold, c.target("short"));
}

void check_lognormal(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const VarReport tail = lognormal_tail({in["mu"].number(), in["sigma"].number()}, in["negative"].flag() ? -1.0 : 1.0, in["lam"].number());
  findings.check("var", tail.value_at_risk, c.target("var"));
  findings.check("es", tail.expected_shortfall, c.target("es"));
}

const bool added = add_forms({{"vega.maintenance_margin", check_maintenance},
                              {"vega.liq_price_roundtrip", check_liquidation_price},
                              {"vega.isolated_order_margin", check_isolated_orders},
                              {"vega.risk_factors", check_risk_factors},
                              {"vega.lognormal_var_es", check_lognormal}});

}  // namespace
}  // namespace bulwark::test

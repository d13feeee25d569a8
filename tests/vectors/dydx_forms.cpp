// dydx_v4.json: integers of the chain, each to the last unit.

#include "bulwark/venue/dydx_v4_chain.hpp"
#include "vectors/case_findings.hpp"

namespace bulwark::test {
namespace {

using Chain = venue::DydxChain<Wide>;
using Account = Chain::Account;

std::uint32_t ppm(const Value& value) { return value.integer().convert_to<std::uint32_t>(); }
int exponent(const Value& value) { return value.integer().convert_to<int>(); }

/// Caps where they are given.
LiquidityTier tier_of(const Value& from) {
  const auto cap = [&](const char* key) { return from.has(key) ? from[key].integer().convert_to<std::uint64_t>() : std::uint64_t{0}; };
  return {.initial = ppm(from["imf_ppm"]),
          .maintenance_of_initial = from.has("maint_fraction_ppm") ? ppm(from["maint_fraction_ppm"]) : million,
          .open_interest_lower = cap("oi_lower_cap"),
          .open_interest_upper = cap("oi_upper_cap")};
}

venue::DydxMarket<Wide> market_of(const Value& from) {
  return {
      .tier = tier_of(from),
      .oracle = venue::dydx_oracle_price(from["price"].integer(), exponent(from["price_exponent"]), exponent(from["atomic_resolution"])),
      .open_interest = from.has("oi_base_quantums") ? from["oi_base_quantums"].integer() : Wide(0)};
}

/// The file's markets, in the order of their names.
struct Listed {
  Chain chain;
  std::vector<std::string> names;

  explicit Listed(const Case& c) {
    const Value markets = c.inputs().has("markets") ? c.inputs()["markets"] : c.head()["markets"];
    for (const auto& [name, body] : markets.json().items()) {
      names.push_back(name);
      chain.markets.push_back(market_of(markets[name]));
    }
  }

  std::size_t at(const std::string& name) const {
    for (std::size_t m = 0; m < names.size(); ++m)
      if (names[m] == name) return m;
    throw std::runtime_error("no market " + name);
  }
  std::size_t market(const Case& c) const { return at(c.inputs()["market"].text()); }

  Account account(const Case& c) const {
    Account account{.quote = c.inputs()["usdc_quote_quantums"].integer()};
    const Value positions = c.inputs()["positions"];
    for (const auto& [name, body] : positions.json().items()) account.holdings.push_back({at(name), positions[name].integer()});
    return account;
  }
};

Wide given(const std::optional<Wide>& value) {
  if (!value) throw std::runtime_error("the library has no answer");
  return *value;
}

void check_requirement(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide own = in.has("custom_imf_ppm") ? in["custom_imf_ppm"].integer() : Wide(0);
  const ExactRisk<Wide> risk = market_of(in).risk(in["base_quantums"].integer(), own);
  if (c.has_target("nc")) findings.check_exact("nc", risk.equity, c.target("nc"));
  findings.check_exact("imr", risk.initial, c.target("imr"));
  findings.check_exact("mmr", risk.maintenance, c.target("mmr"));
}

void check_initial(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const Wide own = in.has("custom_imf_ppm") ? in["custom_imf_ppm"].integer() : Wide(0);
  const auto needs = tier_of(in).requirement<Wide>(in["notional_quote"].integer(), in["oi_notional"].integer(), own);
  findings.check_exact("imr", needs.initial, c.target("imr"));
}

void check_bankruptcy(const Case& c, CaseFindings& findings) {
  const Listed listed(c);
  const Wide base = c.inputs()["delta_base_quantums"].integer();
  findings.check_exact("quote_quantums", given(listed.chain.bankruptcy_quote(listed.account(c), listed.market(c), base)),
                       c.target("quote_quantums"));
}

void check_fillable(const Case& c, CaseFindings& findings) {
  Listed listed(c);
  listed.chain.liquidation.fillable = {.bankruptcy_adjustment = ppm(c.inputs()["bankruptcy_adjustment_ppm"]),
                                       .spread_to_maintenance = ppm(c.inputs()["spread_to_mmr_ppm"])};
  const auto price = listed.chain.fillable_price(listed.account(c), listed.market(c));
  if (!price) throw std::runtime_error("the library has no price");
  // Equal as fractions.
  findings.check_exact("price", price->numerator * c.target("quote_per_base_quantum_den").integer(),
                       price->denominator * c.target("quote_per_base_quantum_num").integer());
}

void check_insurance(const Case& c, CaseFindings& findings) {
  Listed listed(c);
  const std::size_t market = listed.market(c);
  const Account account = listed.account(c);
  listed.chain.markets[market].tick.exponent = exponent(c.inputs()["quantum_conversion_exponent"]);
  listed.chain.liquidation.insurance.max_fee = ppm(c.inputs()["max_liquidation_fee_ppm"]);
  const Wide size = c.inputs()["fill_base_quantums"].integer();
  const Wide base = account.base(market) < 0 ? size : Wide(-size);
  findings.check_exact("insurance_fund_delta", given(listed.chain.insurance_delta(account, market, base, c.inputs()["subticks"].integer())),
                       c.target("insurance_fund_delta"));
}

void check_size(const Case& c, CaseFindings& findings) {
  const Listed listed(c);
  const LiquidationSize size{.min_position_notional = c.inputs()["min_notional"].integer().convert_to<std::uint64_t>(),
                             .max_position_share = ppm(c.inputs()["max_portion_ppm"]),
                             .max_account_notional = std::numeric_limits<std::uint64_t>::max()};
  const UnitPrice<Wide>& oracle = listed.chain.markets[listed.market(c)].oracle;
  const auto bounds = size.of_position(oracle.notional(c.inputs()["position_base_quantums"].integer()));
  findings.check_exact("min_notional", bounds.least, c.target("min_notional"));
  findings.check_exact("max_notional", bounds.most, c.target("max_notional"));
}

void check_liquidatable(const Case& c, CaseFindings& findings) {
  const ExactRisk<Wide> risk{.equity = c.inputs()["nc"].integer(), .maintenance = c.inputs()["mmr"].integer()};
  findings.check_same("liquidatable", risk.is_liquidatable(), c.target("liquidatable").flag());
}

void check_covered(const Case& c, CaseFindings& findings) {
  const ExactRisk<Wide> risk{.equity = c.inputs()["nc"].integer(), .initial = c.inputs()["imr"].integer()};
  findings.check_same("ok", risk.covers_initial(), c.target("ok").flag());
}

void check_order(const Case& c, CaseFindings& findings) {
  const ExactRisk<Wide> first{.equity = c.inputs()["nc1"].integer(), .maintenance = c.inputs()["mmr1"].integer()};
  const ExactRisk<Wide> second{.equity = c.inputs()["nc2"].integer(), .maintenance = c.inputs()["mmr2"].integer()};
  const auto order = risk_order(first, second);
  findings.check_exact("cmp", order < 0 ? Wide(-1) : Wide(order > 0 ? 1 : 0), c.target("cmp"));
}

void check_transition(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const ExactRisk<Wide> before{in["old_nc"].integer(), in["old_imr"].integer(), in["old_mmr"].integer()};
  const ExactRisk<Wide> after{.equity = in["new_nc"].integer(), .maintenance = in["new_mmr"].integer()};
  const auto word = [](Transition way) {
    switch (way) {
      case Transition::allowed: return "success";
      case Transition::newly_undercollateralised: return "newly_under";
      case Transition::still_undercollateralised: return "still_under";
    }
    return "";
  };
  findings.check_same("result", word(undercollateralised_transition(before, after)), c.target("result").text());
}

const bool added = add_forms({{"dydx.margin_req", check_requirement},
                              {"dydx.im_quote", check_initial},
                              {"dydx.bankruptcy_quote", check_bankruptcy},
                              {"dydx.fillable_price", check_fillable},
                              {"dydx.insurance_delta", check_insurance},
                              {"dydx.min_max_liquidatable", check_size},
                              {"dydx.is_liquidatable", check_liquidatable},
                              {"dydx.is_initial_collateralized", check_covered},
                              {"dydx.risk_cmp", check_order},
                              {"dydx.under_transition", check_transition}});

}  // namespace
}  // namespace bulwark::test

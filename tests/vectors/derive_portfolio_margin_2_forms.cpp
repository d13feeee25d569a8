// Derive's second portfolio margin manager, its volatility feed and its skew scenarios.

#include "bulwark/settlement/averaging_window.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/volatility/svi.hpp"
#include "vectors/case_findings.hpp"
#include "vectors/derive_book.hpp"

namespace bulwark::test {
namespace {

/// A parameter of the case, or of the file where the case does not override it.
struct Parameters {
  const Case& c;
  Value operator()(const std::string& name) const {
    const Value own = c.all()["params_override"];
    return own.has(name) ? own[name] : c.head()["base_params"][name];
  }
  double number(const std::string& name) const { return (*this)(name).number(); }
};

venue::DeriveScenario scenario_of(const Value& v) {
  using enum venue::DeriveScenario::Volatility;
  const std::string word = v[1].text();
  const std::pair<const char*, venue::DeriveScenario::Volatility> words[] = {
      {"none", none}, {"up", up}, {"down", down}, {"skew_linear", linear_skew}, {"skew_abs", absolute_skew}};
  for (const auto& [name, volatility] : words)
    if (word == name) return {v[0].number(), volatility, v[2].number()};
  throw std::runtime_error("no such direction of volatility: " + word);
}

SkewTerm skew_of(const auto& number) {
  return {.linear = {number("skew_linear_base_cap"), number("skew_linear_cbase")},
          .absolute = {number("skew_abs_base_cap"), number("skew_abs_cbase")},
          .least_width = number("skew_min_kstar"),
          .width_scale = number("skew_width_scale"),
          .width_vol = number("skew_vol_param_static"),
          .width_slope = number("skew_vol_param_scale")};
}

venue::DerivePortfolioMargin2 parameters_of(const Case& c) {
  const Parameters of{c};
  const auto number = [&](const std::string& name) { return of.number(name); };
  venue::DerivePortfolioMargin2 p{.scenarios = {},
                                  .vol_shock = {.range_up = number("vol_range_up"),
                                                .range_down = number("vol_range_down"),
                                                .short_term_power = number("short_term_power"),
                                                .long_term_power = number("long_term_power"),
                                                .least_days = number("dte_floor_days"),
                                                .least_when_up = number("min_vol_up_shock")},
                                  .skew = skew_of(number),
                                  .basis = {number("basis_spot_up"), number("basis_spot_down"), number("basis_add"), number("basis_mult")},
                                  .discount = {.gain = number("static_discount_pos"),
                                               .gain_rate_share = number("long_rate_mult"),
                                               .gain_rate = number("long_rate_add"),
                                               .loss = number("static_discount_neg"),
                                               .loss_rate_share = number("short_rate_mult"),
                                               .loss_rate = number("short_rate_add"),
                                               .is_loss_capped = true},
                                  .im_factor = number("im_factor"),
                                  .mm_factor = number("mm_factor"),
                                  .depeg = {number("peg_threshold"), number("peg_factor")},
                                  .mm_perp = number("mm_perp_pct"),
                                  .im_perp = number("im_perp_pct"),
                                  .mm_option = number("mm_option_pct"),
                                  .im_option = number("im_option_pct"),
                                  .confidence_threshold = number("conf_threshold"),
                                  .confidence_margin = number("conf_margin")};
  const Value scenarios = of("scenarios");
  for (std::size_t s = 0; s < scenarios.size(); ++s) p.scenarios.push_back(scenario_of(scenarios[s]));
  return p;
}

SviSlice slice_of(const Value& v, Timestamp expiry) {
  return venue::derive_svi(expiry, v["a"].number(), v["b"].number(), v["rho"].number(), v["m"].number(), v["sigma"].number(),
                           v["fwd"].number(), v["ref_tau"].number());
}

void check_pmrm2(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  venue::DerivePortfolioMargin2 p = parameters_of(c);
  DeriveBook book;
  MarketState& market = book.market;
  market.quote_price = in["stable"].number();
  market.assets.push_back({.spot = in["spot"].number(), .certainty = in["spot_conf"].number()});
  p.collateral.push_back({});
  p.manager.push_back(derive_underlying);
  book.account.cash = in["cash"].number();
  const Value collaterals = in["collaterals"];
  for (std::size_t i = 0; i < collaterals.size(); ++i) {
    const Value held = collaterals[i];
    const auto asset = static_cast<AssetId>(market.assets.size());
    market.assets.push_back({.spot = held["price"].number()});
    book.hold(Spot{asset}, held["amount"].number(), held["conf"].number());
    const double maintenance = held["mm_haircut"].number();
    p.collateral.push_back({.initial = maintenance + held["im_haircut"].number(),
                            .maintenance = maintenance,
                            .in_scenarios = held["risk_cancelling"].flag(),
                            .is_cut_too = true});
    p.manager.push_back(derive_underlying);
  }
  book.hold_perpetual(derive_underlying, in["perp_position"].number(), in["perp_price"].number(), in["perp_conf"].number(),
                      in["perp_pnl"].number() + in["perp_funding"].number());
  const Value expiries = in["expiries"];
  for (std::size_t e = 0; e < expiries.size(); ++e) {
    const Value at = expiries[e];
    const double seconds = at["sec_to_expiry"].number(), rate = at["rate"].number();
    const Timestamp expiry = book.in_seconds(seconds);
    // Within the last half hour the cases give one price: what is settled so far and what is left both stand at it.
    ForwardPoint point =
        averaged_forward(expiry, at["forward"].number(), at["forward"].number(), expiry - market.now, venue::derive_settlement_window);
    point.discount = derive_discount(rate, seconds);
    point.rate = rate;
    market.assets[0].forwards.push_back(point);
    const double certainty = std::fmin(std::fmin(at["forward_conf"].number(), at["rate_conf"].number()), at["vol_conf"].number());
    const SviSlice slice = slice_of(at["svi"], expiry);
    const Value options = at["options"];
    for (std::size_t o = 0; o < options.size(); ++o) {
      const double strike = options[o][0].number();
      const OptionSide side = options[o][1].text() == "C" ? OptionSide::call : OptionSide::put;
      book.hold(VanillaOption{derive_underlying, side, strike, expiry}, options[o][2].number(), certainty, svi_volatility(slice, strike));
    }
  }
  std::sort(market.assets[0].forwards.begin(), market.assets[0].forwards.end(),
            [](const ForwardPoint& a, const ForwardPoint& b) { return a.expiry < b.expiry; });
  const auto venue = venue::derive_portfolio_margin_2(p);
  evaluate_book(book, venue, [&](const RiskReport& report, const ValuedAccount& account, const Profits& profits) {
    findings.check("im", report.initial_surplus(), c.target("im"));
    findings.check("mm", report.maintenance_surplus(), c.target("mm"));
    findings.check("mtm_incl_cash", report.equity, c.target("mtm_incl_cash"));
    findings.check("basis_contingency", -p.basis.requirement(account, profits).maintenance, c.target("basis_contingency"));
    const Value scenarios = c.target("scenario_pnl");
    std::size_t groups = 0;
    profits.after(1).each([&](const HeldUnit&, std::span<const double> profit) {
      ++groups;
      if (profit.size() != scenarios.size()) findings.fail("has " + std::to_string(profit.size()) + " scenarios");
      for (std::size_t s = 0; s < profit.size() && s < scenarios.size(); ++s)
        findings.check("scenario " + std::to_string(s), profit[s], scenarios[s]);
    });
    if (groups > 1) findings.fail("is not one risk");
  });
}

void check_svi_volatility(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  findings.check("vol", svi_volatility(slice_of(in, {}), in["strike"].number()), c.target("vol"));
}

void check_skew_multiplier(const Case& c, CaseFindings& findings) {
  const Value in = c.inputs();
  const SkewTerm term = skew_of([&](const char* name) { return in[name].number(); });
  const double years = derive_years(in["sec_to_expiry"].number()), k = log(in["strike"].number() / in["forward"].number());
  findings.check("log_moneyness", k, c.target("log_moneyness"));
  findings.check("k_star", skew_width(term, years), c.target("k_star"));
  findings.check("linear_cap", skew_cap(term.linear, years), c.target("linear_cap"));
  findings.check("abs_cap", skew_cap(term.absolute, years), c.target("abs_cap"));
  findings.check("linear_multiplier", skew_factor(term, Skew::linear, k, years), c.target("linear_multiplier"));
  findings.check("abs_multiplier", skew_factor(term, Skew::absolute, k, years), c.target("abs_multiplier"));
}

const bool added =
    add_forms({{"derive.pmrm2", check_pmrm2}, {"derive.svi_vol", check_svi_volatility}, {"derive.skew_multiplier", check_skew_multiplier}});

}  // namespace
}  // namespace bulwark::test

#pragma once

#include <algorithm>

#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "vectors/derive_book.hpp"

namespace bulwark::test {

/// The parameters of a file, with what a case overrides.
inline venue::DerivePortfolioMargin1 pmrm1_parameters(const Value& defaults, const Value* own) {
  const auto of = [&](const char* name) { return own && own->has(name) ? (*own)[name] : defaults[name]; };
  const auto number = [&](const char* name) { return of(name).number(); };
  venue::DerivePortfolioMargin1 p{.scenarios = {},
                                  .vol_shock = {.range_up = number("vol_range_up"),
                                                .range_down = number("vol_range_down"),
                                                .short_term_power = number("short_term_power"),
                                                .long_term_power = number("long_term_power"),
                                                .least_days = number("dte_floor_sec") / 86'400.0},
                                  .basis = {number("basis_spot_up"), number("basis_spot_down"), number("basis_add"), number("basis_mult")},
                                  .static_discount = number("base_static_discount"),
                                  .rate_mult = number("rate_mult"),
                                  .rate_add = number("rate_add"),
                                  .im_factor = number("im_factor"),
                                  .depeg = {number("peg_threshold"), number("peg_factor")},
                                  .base_percent = number("base_pct"),
                                  .perp_percent = number("perp_pct"),
                                  .option_percent = number("option_pct"),
                                  .confidence_threshold = number("conf_threshold"),
                                  .confidence_margin = number("conf_margin")};
  const Value scenarios = of("scenarios");
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    using enum venue::DeriveScenario::Volatility;
    const std::string word = scenarios[s][1].text();
    if (word != "up" && word != "none" && word != "down") throw std::runtime_error("no such direction of volatility: " + word);
    p.scenarios.push_back({scenarios[s][0].number(), word == "up" ? up : word == "down" ? down : none});
  }
  return p;
}

/// A portfolio in the first manager's form.
inline DeriveBook pmrm1_book(const Value& in) {
  DeriveBook book;
  book.market.quote_price = in["stable"].number();
  book.market.assets.push_back({.spot = in["spot"].number(), .certainty = in["spot_conf"].number()});
  book.account.cash = in["cash"].number();
  if (const double base = in["base_position"].number(); base != 0.0) book.hold(Spot{derive_underlying}, base, 1.0);
  book.hold_perpetual(derive_underlying, in["perp_position"].number(), in["perp_price"].number(), in["perp_conf"].number(),
                      in["perp_unrealised"].number());
  const Value expiries = in["expiries"];
  for (std::size_t e = 0; e < expiries.size(); ++e) {
    const Value at = expiries[e];
    const Timestamp expiry = book.in_seconds(at["sec_to_expiry"].number());
    const double fixed = at["forward_fixed"].number();
    book.market.assets[0].forwards.push_back(
        {.expiry = expiry, .forward = fixed + at["forward_variable"].number(), .fixed = fixed, .rate = at["rate"].number()});
    const Value options = at["options"];
    for (std::size_t o = 0; o < options.size(); ++o)
      book.hold(VanillaOption{derive_underlying, options[o][1].text() == "C" ? OptionSide::call : OptionSide::put, options[o][0].number(),
                              expiry},
                options[o][2].number(), at["conf"].number(), options[o][3].number());
  }
  auto& forwards = book.market.assets[0].forwards;
  std::sort(forwards.begin(), forwards.end(), [](const ForwardPoint& a, const ForwardPoint& b) { return a.expiry < b.expiry; });
  return book;
}

}  // namespace bulwark::test

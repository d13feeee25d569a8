#pragma once

#include <tuple>
#include <vector>

#include "bulwark/core/margin_tier.hpp"
#include "bulwark/evaluate/price_path.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Calls visit(rule) for each rule of a composition that reads tiers of notional, however deep it stands.
template <class Margin, class Visit>
void each_tiered_rule(const Margin& margin, const Visit& visit) {
  if constexpr (requires { margin.parts; })
    std::apply([&](const auto&... part) { (each_tiered_rule(part, visit), ...); }, margin.parts);
  else if constexpr (requires { margin.part; })
    each_tiered_rule(margin.part, visit);
  else if constexpr (requires(const ContractTerms& terms) {
                       { margin.table(terms.asset) } -> std::convertible_to<const MarginTiers&>;
                     })
    visit(margin);
}

/// Prices of a path's asset at which what one position of it is worth or requires has a kink: the forward and the coin at its strike, and
/// where its notional enters another tier of a rule (floors in quote). `quantity` in contracts. Quote per coin. An option with so much time
/// left that its value bends over more than `gap` in log price (two of its deviations) has no kink.
template <class Margin>
void add_kinks(const Margin& margin, const ContractTerms& terms, double quantity, double spot, double gap, std::vector<double>& prices) {
  const double bend = 2.0 * product(terms.volatility, __builtin_sqrt(terms.years));
  if (terms.kind == InstrumentKind::option && !(bend > gap)) {
    prices.push_back(terms.strike);
    prices.push_back(product(terms.strike, spot / terms.underlying));
  }
  if (terms.kind == InstrumentKind::inverse_future || terms.kind == InstrumentKind::spot) return;  // notional in quote stays, or is none
  const double coins = magnitude(product(quantity, terms.multiplier));
  each_tiered_rule(margin, [&](const auto& rule) {
    for (const MarginTier& tier : rule.table(terms.asset)) prices.push_back(product(tier.floor / coins, spot / terms.underlying));
  });
}

}  // namespace bulwark::BULWARK_TARGET

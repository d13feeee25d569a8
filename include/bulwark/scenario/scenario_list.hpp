#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios one by one, in the order in which a venue's rulebook lists them. Every asset moves by itself, all by the same share.
struct ScenarioList {
  struct Scenario {
    double price = 1.0;   ///< multiple of every price
    double vol = 0.0;     ///< relative move of every volatility, before the term scale
    double weight = 1.0;  ///< share of the profit that counts
    Skew skew = Skew::none;
  };
  std::vector<Scenario> scenarios;
  VolatilityTerm term{};
  SkewTerm skew{};
  std::optional<ExpiryDiscount> by_expiry{};
  std::vector<AssetId> leader{};  ///< row AssetId; assets that follow another are one risk with it. Empty, or one per asset
  double years_later = 0.0;       ///< options are valued so much nearer to expiry

  ScenarioSet set(Index assets) const {
    const Index count = std::ssize(scenarios);
    const auto cells = static_cast<std::size_t>(count * assets);
    ScenarioSet made{.scenarios = count, .assets = assets, .term = term, .leader = leader, .skew_term = skew, .years_later = years_later};
    made.by_expiry = by_expiry;
    made.price_move.reserve(cells), made.vol_move.reserve(cells), made.weight.reserve(cells);
    bool is_bent = false;
    for (const Scenario& s : scenarios) {
      made.price_move.insert(made.price_move.end(), static_cast<std::size_t>(assets), s.price - 1.0);
      made.vol_move.insert(made.vol_move.end(), static_cast<std::size_t>(assets), s.vol);
      made.weight.insert(made.weight.end(), static_cast<std::size_t>(assets), s.weight);
      made.skew.push_back(s.skew);
      is_bent = is_bent || s.skew != Skew::none;
    }
    if (!is_bent) made.skew.clear();
    return made;
  }

  /// What a set does not check itself: moves that no price can make, more scenarios than an account can be summed over, a smile bent while
  /// the price moves (the bend is measured against today's forward).
  Faults faults() const {
    Faults found;
    if (scenarios.empty()) report(found, FaultCode::empty, "scenario_list.scenarios");
    for (Index i = 0; i < std::ssize(scenarios); ++i) {
      const Scenario& s = scenarios[static_cast<std::size_t>(i)];
      if (!(s.price > 0.0 && is_finite(s.price))) report(found, FaultCode::not_positive, "scenario_list.price", {.outer = i}, s.price);
      if (!is_finite(s.vol)) report(found, FaultCode::not_finite, "scenario_list.vol", {.outer = i}, s.vol);
      if (!(s.weight >= 0.0 && is_finite(s.weight))) report(found, FaultCode::out_of_range, "scenario_list.weight", {.outer = i}, s.weight);
      if (s.skew != Skew::none && s.price != 1.0) report(found, FaultCode::out_of_range, "scenario_list.skew", {.outer = i}, s.price);
    }
    append(found, bulwark::faults(term));
    append(found, bulwark::faults(skew));
    if (by_expiry) append(found, bulwark::faults(*by_expiry));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

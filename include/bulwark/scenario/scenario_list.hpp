#pragma once

#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scenarios one by one, in the order in which a venue's rulebook lists them. Every asset moves by itself, by the same list or by its own.
struct ScenarioList {
  struct Scenario {
    double price = 1.0;      ///< multiple of every price
    double vol = 0.0;        ///< relative move of every volatility, before the term scale
    double weight = 1.0;     ///< share of the profit that counts
    Skew skew = Skew::none;  ///< of every asset: read from `scenarios`
    double vol_shift = 0.0;  ///< absolute move of every volatility, per sqrt(year)
  };
  using Scenarios = std::vector<Scenario>;
  Scenarios scenarios;
  VolatilityTerm term{};
  SkewTerm skew{};
  std::optional<ExpiryDiscount> by_expiry{};
  std::vector<AssetId> leader{};      ///< row AssetId; assets that follow another are one risk with it. Empty, or one per asset
  double years_later = 0.0;           ///< options are valued so much nearer to expiry
  std::vector<Scenarios> of_asset{};  ///< row AssetId; replaces `scenarios` where given and not empty, one for one
  bool is_parallel = false;           ///< every price of an asset moves by the same amount, that of its spot

  const Scenarios& list(Index asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return a < of_asset.size() && !of_asset[a].empty() ? of_asset[a] : scenarios;
  }

  ScenarioSet set(Index assets) const {
    const Index count = std::ssize(scenarios);
    const auto cells = static_cast<std::size_t>(count * assets);
    ScenarioSet made{.scenarios = count, .assets = assets, .term = term, .leader = leader, .skew_term = skew, .years_later = years_later};
    made.by_expiry = by_expiry;
    made.is_parallel = is_parallel;
    made.price_move.reserve(cells), made.vol_move.reserve(cells), made.weight.reserve(cells), made.vol_shift.reserve(cells);
    bool is_bent = false, is_shifted = false;
    for (Index i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      for (Index a = 0; a < assets; ++a) {
        const Scenario& s = list(a)[at];
        made.price_move.push_back(s.price - 1.0);
        made.vol_move.push_back(s.vol);
        made.weight.push_back(s.weight);
        made.vol_shift.push_back(s.vol_shift);
        is_shifted = is_shifted || s.vol_shift != 0.0;
      }
      made.skew.push_back(scenarios[at].skew);
      is_bent = is_bent || scenarios[at].skew != Skew::none;
    }
    if (!is_shifted) made.vol_shift.clear();
    if (!is_bent) made.skew.clear();
    return made;
  }

  /// Moves that no price can make, weights that turn a loss, a smile bent while the price moves (the bend is measured against today's
  /// forward), terms that are none.
  Faults faults() const {
    Faults found;
    if (scenarios.empty()) report(found, FaultCode::empty, "scenario_list.scenarios");
    const auto check = [&](const Scenarios& list, Index asset) {
      for (Index i = 0; i < std::ssize(list); ++i) {
        const Scenario& s = list[static_cast<std::size_t>(i)];
        const Where where{.outer = i, .inner = asset};
        if (!(s.price > 0.0 && is_finite(s.price))) report(found, FaultCode::not_positive, "scenario_list.price", where, s.price);
        if (!is_finite(s.vol)) report(found, FaultCode::not_finite, "scenario_list.vol", where, s.vol);
        if (!is_finite(s.vol_shift)) report(found, FaultCode::not_finite, "scenario_list.vol_shift", where, s.vol_shift);
        if (!(s.weight >= 0.0 && is_finite(s.weight))) report(found, FaultCode::out_of_range, "scenario_list.weight", where, s.weight);
        const bool is_bent = i < std::ssize(scenarios) && scenarios[static_cast<std::size_t>(i)].skew != Skew::none;
        if (is_bent && s.price != 1.0) report(found, FaultCode::out_of_range, "scenario_list.skew", where, s.price);
      }
    };
    check(scenarios, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) {
      const Scenarios& own = of_asset[static_cast<std::size_t>(a)];
      if (!own.empty() && own.size() != scenarios.size())
        report(found, FaultCode::length_mismatch, "scenario_list.of_asset", {.outer = a}, static_cast<double>(own.size()));
      check(own, a);
    }
    append(found, bulwark::faults(term));
    append(found, bulwark::faults(skew));
    if (by_expiry) append(found, bulwark::faults(*by_expiry));
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

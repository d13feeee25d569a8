#pragma once

#include "bulwark/scenario/jump_sampler.hpp"
#include "bulwark/scenario/simulated_set.hpp"

namespace bulwark::inline v1 {

/// Scenarios in a row that count alike.
struct Stratum {
  Index scenarios;     ///< >= 1
  double probability;  ///< of all of them together
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Simulated moves of a joint law by the number of common events: stratum k has k of them, the last one its own number or more. Rare
/// numbers get as many scenarios as one wishes, so scenarios do not count alike: rules that count heads must not be shown them, which is
/// why what they are asked for by has another name. Source: Glasserman, "Monte Carlo methods in financial engineering" (2003), 4.3.
struct StratifiedJumps {
  CorrelatedJumps law;
  std::vector<Index> per_stratum;  ///< scenarios with 0, 1, ... events
  std::uint64_t seed = 0;
  double vol_power = 0.0;  ///< *assumed*: volatility moves as the price to this power

  Index strata() const noexcept { return std::ssize(per_stratum); }

  Index size() const noexcept {
    Index all = 0;
    for (const Index some : per_stratum) all += some;
    return all;
  }

  /// Stratum `k`, in [0, strata()).
  Stratum stratum(Index k) const noexcept {
    const double mean = product(law.common_per_year, law.years);
    double term = exp(-mean), sum = 0.0;
    for (Index n = 1; n <= k; ++n) term = product(term, mean / static_cast<double>(n));
    if (k + 1 == strata())  // and all that are more
      for (double n = static_cast<double>(k) + 1.0; term > 0x1p-110 || n < mean; n += 1.0) sum += term, term = product(term, mean / n);
    return {.scenarios = per_stratum[static_cast<std::size_t>(k)], .probability = k + 1 == strata() ? (k == 0 ? 1.0 : sum) : term};
  }

  /// What each scenario stands for, in their order; they add up to 1.
  std::vector<double> weights() const {
    std::vector<double> all;
    for (Index k = 0; k < strata(); ++k) {
      const auto [some, probability] = stratum(k);
      all.insert(all.end(), static_cast<std::size_t>(some), probability / static_cast<double>(some));
    }
    return all;
  }

  /// Joint moves, stratum by stratum.
  ScenarioSet weighted_scenarios(const MarketState& market) const {
    const JumpSampler sampler(law, seed);
    const std::span<const double> tails = sampler.common_tails();
    std::vector<double> tail;
    for (Index k = 0; k < strata(); ++k) {
      const Index some = per_stratum[static_cast<std::size_t>(k)];
      const double offset = sampler.drawn_tail(size() + k), whole = k < std::ssize(tails) ? tails[static_cast<std::size_t>(k)] : 0.0;
      for (Index s = 0; s < some; ++s)
        tail.push_back(k + 1 < strata() ? whole : product(whole, (static_cast<double>(s) + offset) / static_cast<double>(some)));
    }
    return simulated_set(sampler, market, size(), vol_power, [&](Index s) { return tail[static_cast<std::size_t>(s)]; });
  }

  /// A stratum that its tails do not tell from the next one, or whose tail is less likely than 2^-60, is a fault: it has no scenarios.
  Faults faults() const {
    Faults found = law.faults();
    if (per_stratum.empty()) report(found, FaultCode::empty, "stratified_jumps.per_stratum");
    const std::vector<double> tails = poisson_tails(product(law.common_per_year, law.years));
    for (Index k = 0; k < strata(); ++k) {
      const Index some = per_stratum[static_cast<std::size_t>(k)];
      if (some < 1) report(found, FaultCode::not_positive, "stratified_jumps.per_stratum", {.outer = k}, static_cast<double>(some));
      if (k >= std::ssize(tails) || (k + 1 < strata() && number_of_tail(tails, tails[static_cast<std::size_t>(k)]) != k))
        report(found, FaultCode::out_of_range, "stratified_jumps.per_stratum", {.outer = k}, static_cast<double>(some));
    }
    if (!(magnitude(vol_power) <= 10.0)) report(found, FaultCode::out_of_range, "stratified_jumps.vol_power", {}, vol_power);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

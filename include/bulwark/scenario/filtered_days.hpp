#pragma once

#include "bulwark/math/garch.hpp"
#include "bulwark/math/random_bits.hpp"
#include "bulwark/scenario/history.hpp"

namespace bulwark::BULWARK_TARGET {

/// Filtered historical simulation: what happened, with each day's moves measured in its own volatility and played again at today's. Each
/// scenario draws `days` of the history, those of all assets together, and each asset's variance walks on with the moves that it is given:
/// no root of time, and a crash on the first day makes the second one wild. An exponential average is the rule {0, 1 - decay, decay}.
/// Source: Barone-Adesi, Giannopoulos, Vosper, "VaR without correlations for portfolios of derivative securities" (1999).
struct FilteredDays {
  History history;          ///< a day each, oldest first; its volatility moves are not used
  std::vector<Garch> rule;  ///< by asset of the history
  Index days = 1;           ///< of a scenario, >= 1
  Index count = 1'000;      ///< scenarios
  std::uint64_t seed = 0;

  Index size() const noexcept { return count; }

  ScenarioSet scenarios(const MarketState& market) const {
    const Index assets = history.assets, past = history.size();
    std::vector<double> scaled = history.log_return, now(static_cast<std::size_t>(assets));
    for (Index a = 0; a < assets; ++a) now[static_cast<std::size_t>(a)] = filter(a, scaled);
    History simulated{.assets = assets, .log_return = std::vector<double>(static_cast<std::size_t>(count * assets))};
    for (Index s = 0; s < count; ++s)
      for (Index a = 0; a < assets; ++a) {
        double variance = now[static_cast<std::size_t>(a)], sum = 0.0;
        for (Index day = 0; day < days; ++day) {
          const auto drawn = static_cast<Index>(product(random_pair(seed, s, day)[0], static_cast<double>(past)));
          const double move = product(scaled[static_cast<std::size_t>(drawn * assets + a)], __builtin_sqrt(variance));
          sum += move;
          variance = garch_variance(rule[static_cast<std::size_t>(a)], variance, move);
        }
        simulated.log_return[static_cast<std::size_t>(s * assets + a)] = sum;
      }
    return simulated.scenarios(market);
  }

  /// The variance that asset `a` is expected to have on the next day.
  double variance_now(Index a) const {
    std::vector<double> scaled = history.log_return;
    return filter(a, scaled);
  }

  Faults faults() const {
    Faults found = history.faults();
    if (std::ssize(rule) != history.assets)
      report(found, FaultCode::length_mismatch, "filtered_days.rule", {}, static_cast<double>(rule.size()));
    for (Index a = 0; a < std::ssize(rule); ++a) {
      const Garch& of = rule[static_cast<std::size_t>(a)];
      if (!(of.constant >= 0.0 && is_finite(of.constant)))
        report(found, FaultCode::negative, "filtered_days.rule.constant", {.outer = a}, of.constant);
      if (!(of.reaction >= 0.0)) report(found, FaultCode::negative, "filtered_days.rule.reaction", {.outer = a}, of.reaction);
      if (!(of.memory >= 0.0)) report(found, FaultCode::negative, "filtered_days.rule.memory", {.outer = a}, of.memory);
      if (!(of.reaction + of.memory <= 1.0 + 0x1p-50))  // an average adds up to one, but for rounding
        report(found, FaultCode::out_of_range, "filtered_days.rule.persistence", {.outer = a}, of.reaction + of.memory);
    }
    if (days < 1) report(found, FaultCode::not_positive, "filtered_days.days", {}, static_cast<double>(days));
    if (count < 1) report(found, FaultCode::not_positive, "filtered_days.count", {}, static_cast<double>(count));
    // A series that never moves has no volatility to be measured in.
    for (Index a = 0; found.empty() && a < history.assets; ++a)
      if (!(variance_now(a) > 0.0)) report(found, FaultCode::not_positive, "filtered_days.variance", {.outer = a}, variance_now(a));
    return found;
  }

 private:
  /// Divides an asset's moves by the deviation known before each; returns the variance known after the last.
  double filter(Index a, std::vector<double>& table) const {
    const Index past = history.size(), assets = history.assets;
    double variance = 0.0;
    for (Index day = 0; day < past; ++day) {
      const double move = history.log_return[static_cast<std::size_t>(day * assets + a)];
      variance = fma(move, move, variance);
    }
    variance /= static_cast<double>(past);
    for (Index day = 0; day < past; ++day) {
      double& cell = table[static_cast<std::size_t>(day * assets + a)];
      const double move = cell;
      cell = variance > 0.0 ? move / __builtin_sqrt(variance) : 0.0;
      variance = garch_variance(rule[static_cast<std::size_t>(a)], variance, move);
    }
    return variance;
  }
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include "bulwark/math/random_bits.hpp"
#include "bulwark/scenario/history.hpp"

namespace bulwark::BULWARK_TARGET {

/// Moves over several days, put together from days that happened: each scenario is `days` of the history in blocks of `block` in a row,
/// each block's start drawn alike (the history is a ring). Days of all assets stay together, so their dependence is kept; a block keeps
/// that of neighbouring days. Volatility moves compound. The scenarios are joint; the same seed gives the same ones on any machine, in any
/// order. Source: Efron (1979); Politis, Romano, "A circular block-resampling procedure for stationary data" (1992).
struct DrawnDays {
  History history;      ///< a day each
  Index days;           ///< of a scenario, >= 1
  Index block = 1;      ///< days in a row, >= 1; 1 takes days as independent
  Index count = 1'000;  ///< scenarios
  std::uint64_t seed = 0;

  Index size() const noexcept { return count; }

  ScenarioSet scenarios(const MarketState& market) const {
    const History many{.assets = history.assets, .log_return = drawn(history.log_return, false), .vol_move = drawn(history.vol_move, true)};
    return many.scenarios(market);
  }

  /// Which day of the history is day `day` of scenario `scenario`.
  Index day_of(Index scenario, Index day) const noexcept {
    const double u = random_pair(seed, scenario, day / block)[0];
    const auto start = static_cast<Index>(product(u, static_cast<double>(history.size())));
    return (start + day % block) % history.size();
  }

  Faults faults() const {
    Faults found = history.faults();
    if (days < 1) report(found, FaultCode::not_positive, "drawn_days.days", {}, static_cast<double>(days));
    if (block < 1) report(found, FaultCode::not_positive, "drawn_days.block", {}, static_cast<double>(block));
    if (count < 1) report(found, FaultCode::not_positive, "drawn_days.count", {}, static_cast<double>(count));
    return found;
  }

 private:
  std::vector<double> drawn(const std::vector<double>& table, bool is_relative) const {
    std::vector<double> many;
    if (table.empty()) return many;
    many.reserve(static_cast<std::size_t>(count * history.assets));
    for (Index s = 0; s < count; ++s)
      for (Index a = 0; a < history.assets; ++a) {
        double sum = 0.0;
        for (Index day = 0; day < days; ++day) {
          const double x = table[static_cast<std::size_t>(day_of(s, day) * history.assets + a)];
          sum = is_relative ? fma(sum, 1.0 + x, x) : sum + x;
        }
        many.push_back(sum);
      }
    return many;
  }
};

/// Moves over `days` (>= 1) as they happened, one scenario starting on each day that has so many from it on: they overlap, so neighbours
/// are alike and a test that counts them as independent counts too many. Volatility moves compound.
inline History over_days(const History& daily, Index days) {
  History over{.assets = daily.assets, .log_return = {}, .vol_move = {}};
  for (Index first = 0; first + days <= daily.size(); ++first)
    for (Index a = 0; a < daily.assets; ++a) {
      double sum = 0.0, volatility = 0.0;
      for (Index day = first; day < first + days; ++day) {
        const auto cell = static_cast<std::size_t>(day * daily.assets + a);
        sum += daily.log_return[cell];
        if (!daily.vol_move.empty()) volatility = fma(volatility, 1.0 + daily.vol_move[cell], daily.vol_move[cell]);
      }
      over.log_return.push_back(sum);
      if (!daily.vol_move.empty()) over.vol_move.push_back(volatility);
    }
  return over;
}

}  // namespace bulwark::BULWARK_TARGET

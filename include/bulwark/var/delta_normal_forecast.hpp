#pragma once

#include <span>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/ewma.hpp"
#include "bulwark/var/delta_normal.hpp"
#include "bulwark/var/walking_policy.hpp"

namespace bulwark::inline v1 {

/// A covariance, row by row, and the days that it has seen.
struct SeenCovariance {
  std::vector<double> covariance{};
  double days = 0.0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Delta-normal value at risk of one book that walks through the moves of all assets, by an exponential covariance that starts as an
/// average of all days alike. Blind to gamma and to fat tails. Days on which an asset that is held has no move must not be shown (`walk`
/// does not: the book's profit is unknown); the others' missing moves count as none.
struct DeltaNormalForecast {
  using State = SeenCovariance;
  std::vector<double> delta;  ///< by asset, quote for a whole move
  double decay = 0.94;        ///< in [0, 1)
  double tail = 0.01;         ///< in (0, 1)
  Index least = 60;           ///< days before which nothing is known

  State start() const { return {.covariance = std::vector<double>(delta.size() * delta.size())}; }

  VarReport forecast(const State& seen) const {
    if (seen.days < static_cast<double>(least)) return {__builtin_nan(""), __builtin_nan("")};
    return delta_normal(delta, seen.covariance, tail);
  }

  /// `moves` are the day's log returns, one for each delta.
  State after(State seen, std::span<const double> moves) const {
    std::vector<double> whole(moves.begin(), moves.end());
    for (std::size_t i = 0; i < whole.size(); ++i)
      if (delta[i] == 0.0 && !is_finite(whole[i])) whole[i] = 0.0;
    ewma_covariance(seen.covariance, whole, least_of_decays(seen.days));
    seen.days += 1.0;
    return seen;
  }

  Faults faults() const {
    Faults found;
    if (delta.empty()) report(found, FaultCode::empty, "delta_normal_forecast.delta");
    for (Index i = 0; i < std::ssize(delta); ++i)
      if (!is_finite(delta[static_cast<std::size_t>(i)]))
        report(found, FaultCode::not_finite, "delta_normal_forecast.delta", {.outer = i}, delta[static_cast<std::size_t>(i)]);
    if (!(decay >= 0.0 && decay < 1.0)) report(found, FaultCode::out_of_range, "delta_normal_forecast.decay", {}, decay);
    if (!(tail > 0.0 && tail < 1.0)) report(found, FaultCode::out_of_range, "delta_normal_forecast.tail", {}, tail);
    if (least < 1) report(found, FaultCode::not_positive, "delta_normal_forecast.least", {}, static_cast<double>(least));
    return found;
  }

 private:
  double least_of_decays(double days) const noexcept { return bulwark::least(decay, days / (days + 1.0)); }
};
static_assert(WalkingPolicy<DeltaNormalForecast, std::span<const double>>);

}  // namespace bulwark::BULWARK_TARGET

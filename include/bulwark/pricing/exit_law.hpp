#pragma once

#include <vector>

#include "bulwark/pricing/jump_exit.hpp"
#include "bulwark/pricing/kou_exit.hpp"
#include "bulwark/pricing/merton_exit.hpp"

namespace bulwark::inline v1 {

/// A place beyond an end where a jump leaves the price, and how likely.
struct Landing {
  double log_move;  ///< from the start
  double probability;
};

/// How, and where to, a log price first leaves a range within a time.
struct ExitLaw {
  MeasuredExit exit{};
  LogRange range{};                 ///< an end is where the diffusion leaves it
  std::vector<Landing> landings{};  /// of exits by jumps; the overshoot's law. They sum to the shares by jump but for 2^-30 of those.

  /// The expected value of something at the exit, counted as nothing where there is none: value(log move).
  template <class Value>
  double expected(const Value& value) const {
    double sum = 0.0;
    if (exit.shares.below_at_end > 0.0) sum = exit.shares.below_at_end * value(-range.below);
    if (exit.shares.above_at_end > 0.0) sum = __builtin_fma(exit.shares.above_at_end, value(range.above), sum);
    for (const Landing& landing : landings) sum = __builtin_fma(landing.probability, value(landing.log_move), sum);
    return sum;
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What keeps an exit from being computed.
inline Faults faults(const LogPrice& price, const LogRange& range, double years) {
  Faults found = faults(price);
  if (!(range.below > 0.0)) report(found, FaultCode::not_positive, "log_range.below", {}, range.below);
  if (!(range.above > 0.0)) report(found, FaultCode::not_positive, "log_range.above", {}, range.above);
  if (!(years >= 0.0 && is_finite(years))) report(found, FaultCode::out_of_range, "first_exit.years", {}, years);
  if (std::holds_alternative<JumpParameters>(price.model) && product(jumps_per_year(price.model), years) > 60.0)
    report(found, FaultCode::out_of_range, "first_exit.expected_jumps", {}, product(jumps_per_year(price.model), years));
  return found;
}

/// The probabilities with which a price first leaves a range within `years`, at either end, by diffusion or by a jump: in closed form
/// without jumps (`diffusion_exit.hpp`), by its transform under Kou's (`kou_exit.hpp`), by a linear solve under Merton's
/// (`merton_exit.hpp`; by the lattice of `jump_exit.hpp` where that would be too large: jumps next to without deviation, or a year and more
/// with one end). Watched continuously; `seen_at_updates` says what a price that is only seen now and then does.
inline Checked<MeasuredExit> first_exit(const LogPrice& price, const LogRange& range, double years) {
  if (Faults found = faults(price, range, years); !found.empty()) return found;
  if (years == 0.0) return MeasuredExit{};
  if (std::holds_alternative<DoubleExponentialJumps>(price.model)) return MeasuredExit{exit_of_kou(price, range, years), 0.0};
  if (const auto* merton = std::get_if<JumpParameters>(&price.model); merton && merton->per_year > 0.0) {
    if (const auto stay = occupation_before_exit(price, range, years)) return MeasuredExit{exit_after(*stay, *merton, range), 0.0};
    return exit_with_jumps(price, LognormalSizes(*merton), range, years);
  }
  const double variance = product(price.volatility, price.volatility);
  return MeasuredExit{exit_of_diffusion(range, product(drift_between_jumps(price), years), product(variance, years)), 0.0};
}

/// The same with where the jumps lead.
inline Checked<ExitLaw> exit_law(const LogPrice& price, const LogRange& range, double years) {
  if (Faults found = faults(price, range, years); !found.empty()) return found;
  ExitLaw law{.range = range};
  if (years == 0.0) return law;
  if (const auto* kou = std::get_if<DoubleExponentialJumps>(&price.model)) {
    law.exit = {exit_of_kou(price, range, years), 0.0};
    // By what share of the jumps' own law: short steps near the end, where money is, and two points to each.
    constexpr int steps = 48;
    const auto add = [&](double share, double rate, double from, double side) {
      double start = 0.0, before = 1.0;
      for (int i = 1; i <= steps && share > 0.0; ++i) {
        const double end = 24.0 * i * i / (steps * steps), after = exp(-end);
        // The part's probability stands at its mean.
        const double mean = (product(start + 1.0, before) - product(end + 1.0, after)) / (before - after);
        law.landings.push_back({fma(side, mean / rate, from), product(share, before - after)});
        start = end, before = after;
      }
    };
    add(law.exit.shares.below_by_jump, kou->down_rate, -range.below, -1.0);
    add(law.exit.shares.above_by_jump, kou->up_rate, range.above, 1.0);
  } else if (const auto* merton = std::get_if<JumpParameters>(&price.model)) {
    const LognormalSizes sizes(*merton);
    constexpr int steps = 64, lanes = 8;
    double down[steps] = {}, up[steps] = {};
    const double down_step = sizes.reach(-1.0) / steps, up_step = sizes.reach(1.0) / steps;
    const auto on_jump = [&](double weight, double below, double above, const LognormalSizes& law_of_size) {
      using Pack = Lanes<lanes>;
      constexpr double ahead[lanes] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
      const auto add = [&](double* bins, double step, double distance, auto beyond) {
        double last = weight * beyond(Pack(distance)).lane(0);
        for (int i = 0; i < steps && magnitude(last) > 1e-18; i += lanes) {
          const Pack edge = Pack(distance) + (load<Pack>(ahead) + Pack(i + 1.0)) * Pack(step), over = Pack(weight) * beyond(edge);
          for (int k = 0; k < lanes; ++k) {
            bins[i + k] += last - over.lane(k);
            last = over.lane(k);
          }
        }
      };
      if (is_finite(below)) add(down, down_step, below, [&](Pack x) { return law_of_size.below(-x); });
      if (is_finite(above)) add(up, up_step, above, [&](Pack x) { return law_of_size.above(x); });
    };
    const auto stay = merton->per_year > 0.0 ? occupation_before_exit(price, range, years) : std::nullopt;
    if (stay) {
      law.exit.shares = exit_after(*stay, *merton, range);
      for (std::size_t i = 0; i < stay->place.size(); ++i)
        on_jump(product(merton->per_year, stay->years[i]), range.below + stay->place[i], range.above - stay->place[i], sizes);
    } else {
      law.exit = exit_with_jumps(price, sizes, range, years, on_jump);
    }
    for (int i = 0; i < steps; ++i) {
      if (down[i] > 0.0) law.landings.push_back({-fma(i + 0.5, down_step, range.below), down[i]});
      if (up[i] > 0.0) law.landings.push_back({fma(i + 0.5, up_step, range.above), up[i]});
    }
  } else {
    law.exit = *first_exit(price, range, years);
  }
  return law;
}

}  // namespace bulwark::BULWARK_TARGET

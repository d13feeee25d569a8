#pragma once

#include <limits>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/trigonometric.hpp"

namespace bulwark::inline v1 {

/// What a loop does that adjusts a parameter by what it measures.
enum class LoopBehaviour {
  idle,        ///< nothing: what is measured does not depend on the parameter, or it has no gain
  settles,     ///< reaches its target without passing it
  overshoots,  ///< passes its target and comes back, each time nearer
  oscillates,  ///< and never comes to rest
  chases,      ///< runs away: what it does makes what it measures worse
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A parameter (a margin ratio, a haircut, a cap) that follows a measurement (breaches, liquidated share, used share of a cap): raised
/// while more is measured than the target, lowered while less, in logarithms, so that twice and half are as far. Nothing is done near the
/// target, so noise does not move it; a step is limited, so one bad measurement does not either. State: the parameter. Before it goes live,
/// ask `behaviour` with how strongly, and how late, the measurement answers.
struct AdjustedParameter {
  double target;           ///< of the measurement, > 0
  double gain;             ///< relative step per relative distance; below 0 where a larger parameter measures more (a cap)
  double deadband = 0.25;  ///< distance in logarithms within which nothing is done, >= 0
  double step = 0.1;       ///< the largest step of its logarithm, > 0
  double lowest;           ///< of the parameter, > 0
  double highest;          ///< >= lowest

  /// The parameter after `measured` (>= 0) was; NaN in, NaN out. Nothing measured is as far below as can be.
  double next(double parameter, double measured) const noexcept {
    if (!(measured >= 0.0)) return __builtin_nan("");
    const double apart = measured > 0.0 ? log(measured / target) : -std::numeric_limits<double>::infinity();
    const double beyond = magnitude(apart) <= deadband ? 0.0 : apart > 0.0 ? apart - deadband : apart + deadband;
    const double wanted = beyond == 0.0 || gain == 0.0 ? 0.0 : product(gain, beyond);
    const double held = least(step, greatest(-step, wanted));
    return least(highest, greatest(lowest, product(parameter, exp(held))));
  }

  /// What the loop does to a small disturbance, when the measurement answers a relative change of the parameter with `response` times it
  /// (below 0: a larger parameter measures less), `delay` (>= 0) steps late: the distance e from where nothing is done any more follows
  /// e(t + 1) = e(t) - g e(t - delay), g = -gain x response. Settled for 0 < g < 2 cos(pi delay / (2 delay + 1)) (Levin, May, "A note on
  /// difference-delay equations", 1976); without passing the target up to delay^delay / (delay + 1)^(delay + 1) (Gyori, Ladas, "Oscillation
  /// theory of delay differential equations", 1991). The deadband and the step only make it slower.
  LoopBehaviour behaviour(double response, Index delay) const noexcept {
    const double g = product(-gain, response);
    if (g == 0.0) return LoopBehaviour::idle;
    if (!(g > 0.0)) return LoopBehaviour::chases;
    const auto d = static_cast<double>(delay);
    double no_overshoot = 1.0 / (d + 1.0);
    for (Index i = 0; i < delay; ++i) no_overshoot = product(no_overshoot, d / (d + 1.0));
    if (g <= no_overshoot) return LoopBehaviour::settles;
    const double angle = product(0x1.921fb54442d18p1, d) / fma(2.0, d, 1.0);  // pi
    return g < 2.0 * sine_cosine(Lanes<1>(angle)).cosine.lane(0) ? LoopBehaviour::overshoots : LoopBehaviour::oscillates;
  }

  Faults faults() const {
    Faults found;
    if (!(target > 0.0 && is_finite(target))) report(found, FaultCode::not_positive, "adjusted_parameter.target", {}, target);
    if (!is_finite(gain)) report(found, FaultCode::not_finite, "adjusted_parameter.gain", {}, gain);
    if (!(deadband >= 0.0 && is_finite(deadband))) report(found, FaultCode::negative, "adjusted_parameter.deadband", {}, deadband);
    if (!(step > 0.0 && is_finite(step))) report(found, FaultCode::not_positive, "adjusted_parameter.step", {}, step);
    if (!(lowest > 0.0)) report(found, FaultCode::not_positive, "adjusted_parameter.lowest", {}, lowest);
    if (!(highest >= lowest && is_finite(highest))) report(found, FaultCode::out_of_range, "adjusted_parameter.highest", {}, highest);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

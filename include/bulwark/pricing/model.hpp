#pragma once

#include <variant>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/market.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

template <class P>
struct ParametersOfPricer {
  using Type = JumpParameters;
};
template <class P>
requires requires { typename P::Parameters; }
struct ParametersOfPricer<P> {
  using Type = typename P::Parameters;
};

/// What a pricer reads beside the claim: its `Parameters`; lognormal jumps where it names none. `std::monostate` reads nothing.
template <class P>
using ParametersOf = typename ParametersOfPricer<P>::Type;

/// A model's parameters as a pricer reads them; its own default where the model says nothing, null where it is another one.
template <class P>
const ParametersOf<P>* parameters_of(const ModelParameters& model) noexcept {
  static constexpr ParametersOf<P> plain{};
  if constexpr (std::is_same_v<ParametersOf<P>, std::monostate>) {
    return &plain;
  } else {
    return std::holds_alternative<std::monostate>(model) ? &plain : std::get_if<ParametersOf<P>>(&model);
  }
}

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything wrong with a model's parameters; `where` says whose they are.
inline Faults faults(const ModelParameters& model, Where where = {}) {
  Faults found;
  const auto within = [&](double x, bool is_good, FaultCode code, const char* field) {
    if (!is_finite(x))
      report(found, FaultCode::not_finite, field, where, x);
    else if (!is_good)
      report(found, code, field, where, x);
  };
  const auto not_negative = [&](double x, const char* field) { within(x, x >= 0.0, FaultCode::negative, field); };
  const auto check_jumps = [&](const JumpParameters& jumps) {
    not_negative(jumps.per_year, "market.model.jumps.per_year");
    within(jumps.mean_log_jump, true, FaultCode::out_of_range, "market.model.jumps.mean_log_jump");
    not_negative(jumps.log_jump_deviation, "market.model.jumps.log_jump_deviation");
  };
  if (const auto* jumps = std::get_if<JumpParameters>(&model)) check_jumps(*jumps);
  if (const auto* kou = std::get_if<DoubleExponentialJumps>(&model)) {
    not_negative(kou->per_year, "market.model.per_year");
    within(kou->up_share, kou->up_share >= 0.0 && kou->up_share <= 1.0, FaultCode::out_of_range, "market.model.up_share");
    within(kou->up_rate, kou->up_rate > 1.0, FaultCode::out_of_range, "market.model.up_rate");  // else the forward is infinite
    within(kou->down_rate, kou->down_rate > 0.0, FaultCode::not_positive, "market.model.down_rate");
  }
  if (const auto* heston = std::get_if<StochasticVariance>(&model)) {
    not_negative(heston->reversion, "market.model.reversion");
    not_negative(heston->long_variance, "market.model.long_variance");
    not_negative(heston->volatility_of_variance, "market.model.volatility_of_variance");
    within(heston->correlation, magnitude(heston->correlation) <= 1.0, FaultCode::out_of_range, "market.model.correlation");
    check_jumps(heston->jumps);
  }
  return found;
}

}  // namespace bulwark::BULWARK_TARGET

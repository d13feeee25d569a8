#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Short options by themselves after one shock of spot: what is then in the money, and the most that the rest may be worth, which is a
/// listed share of the strike or the shocked spot by time to expiry. A put's in quote, a call's in coins; long options need nothing.
/// Source: Opyn Gamma `MarginCalculator._getNakedMarginRequired` (GammaProtocol at 1093771, 2022).
struct NakedOptionMargin {
  struct Bound {
    std::chrono::seconds left;  ///< time to expiry up to which it holds
    double share;               ///< most that an option at the money may be worth, of its underlying
  };
  std::vector<Bound> bounds;  ///< by increasing time; beyond the last no option may be written
  double shock;               ///< spot after a fall, of spot; a rise is to its inverse

  /// Of the first bound that is long enough.
  std::optional<double> share_of(double years) const noexcept {
    for (const Bound& bound : bounds)
      if (static_cast<double>(std::chrono::milliseconds{bound.left}.count()) / milliseconds_per_year >= years) return bound.share;
    return {};
  }

  /// Quote per put.
  double put(double strike, double spot, double share) const noexcept {
    const double shocked = product(shock, spot);
    return fma(share, least(strike, shocked), greatest(0.0, strike - shocked));
  }
  /// Coins per call.
  double call(double strike, double spot, double share) const noexcept {
    const double out = product(strike, shock) / spot;
    return fma(share, least(1.0, out), greatest(0.0, 1.0 - out));
  }

  /// Limits: unknown with a short option that may not be written.
  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      if (p.terms.kind != InstrumentKind::option || p.quantity >= 0.0) continue;
      const double spot = account.market().spot(static_cast<Index>(p.terms.unit));
      const double share = share_of(p.terms.years).value_or(std::numeric_limits<double>::quiet_NaN());
      const double each =
          p.terms.side == OptionSide::put ? put(p.terms.strike, spot, share) : product(call(p.terms.strike, spot, share), spot);
      sum = fma(-product(p.quantity, p.terms.multiplier), each, sum);
    }
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    if (bounds.empty()) report(found, FaultCode::empty, "naked_option_margin.bounds");
    for (Index b = 0; b < std::ssize(bounds); ++b) {
      const auto& [left, share] = bounds[static_cast<std::size_t>(b)];
      if (left <= (b > 0 ? bounds[static_cast<std::size_t>(b - 1)].left : std::chrono::seconds{0}))
        report(found, FaultCode::out_of_order, "naked_option_margin.left", {.outer = b}, static_cast<double>(left.count()));
      if (!(share >= 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "naked_option_margin.share", {.outer = b}, share);
    }
    if (!(shock > 0.0 && shock <= 1.0)) report(found, FaultCode::out_of_range, "naked_option_margin.shock", {}, shock);
    return found;
  }
};
static_assert(MarginPolicy<NakedOptionMargin>);

}  // namespace bulwark::BULWARK_TARGET

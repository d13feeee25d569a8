#pragma once

#include <array>
#include <span>

#include "bulwark/backstop/fund_log_jump.hpp"
#include "bulwark/backstop/fund_loss.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/math/elementary.hpp"
#include "bulwark/math/normal.hpp"
#include "bulwark/pricing/model.hpp"

namespace bulwark::inline v1 {

/// How one asset jumps when everything does: log move = beta x the common one + a normal one of its own.
struct AssetJump {
  double beta;
  double own_deviation;  ///< >= 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What accounts leave unpaid when all assets jump at once and nobody can trade in between: the common jump of a jump-diffusion, and each
/// asset's own. Every account whose equity falls below its maintenance is closed and pays a penalty of what it then holds, as far as its
/// equity goes; where equity is negative the fund pays. Exposures move with prices (futures and coins); accounts with options are priced
/// under scenarios by an evaluator and enter as `SampledLoss`. The book is the same at each event. Quote; tables are the caller's.
template <DrawnJumps Jumps = JumpParameters>
struct GapLoss {
  Jumps common;                         ///< `per_year` is not read: `PoissonArrivals` has it
  std::span<const AssetJump> assets;    ///< at most `most_assets`
  std::span<const double> equity;       ///< account
  std::span<const double> maintenance;  ///< account; >= 0
  std::span<const double> exposure;     ///< account x asset; signed
  double penalty = 0.0;                 ///< share of notional, >= 0

  static constexpr std::size_t most_assets = 64;

  double loss(const EventNumbers& numbers) const noexcept {
    std::array<double, most_assets> grown;  // price after over before
    const std::size_t n = assets.size() < most_assets ? assets.size() : most_assets;
    const double together = log_jump(common, numbers.one);
    for (std::size_t j = 0; j < n; j += 2) {
      const std::array<double, 2> own = numbers.pair(static_cast<Index>(j / 2));
      for (std::size_t k = j; k < n && k < j + 2; ++k)
        grown[k] = exp(fma(assets[k].own_deviation, normal_quantile(own[k - j]), product(assets[k].beta, together)));
    }
    double net = 0.0;
    for (std::size_t a = 0; a < equity.size(); ++a) {
      double left = equity[a], notional = 0.0;
      for (std::size_t j = 0; j < n; ++j) {
        const double held = exposure[a * assets.size() + j];
        left = fma(held, grown[j] - 1.0, left);
        notional = fma(magnitude(held), grown[j], notional);
      }
      if (left >= maintenance[a]) continue;  // NaN is none of these, and comes through
      net = left < 0.0 ? net - left : net - least(left, product(penalty, notional));
    }
    return net;
  }
  constexpr Index pairs() const noexcept { return static_cast<Index>((assets.size() + 1) / 2); }

  Faults faults() const {
    Faults found = bulwark::faults(ModelParameters{common});
    const auto check = [&](double x, bool is_good, FaultCode code, const char* field, std::size_t at, std::size_t inner) {
      const Where where{.outer = static_cast<Index>(at), .inner = static_cast<Index>(inner)};
      if (!is_finite(x))
        report(found, FaultCode::not_finite, field, where, x);
      else if (!is_good)
        report(found, code, field, where, x);
    };
    constexpr auto none = static_cast<std::size_t>(-1);
    check(penalty, penalty >= 0.0, FaultCode::negative, "gap_loss.penalty", none, none);
    if (assets.empty()) report(found, FaultCode::empty, "gap_loss.assets");
    if (assets.size() > most_assets) report(found, FaultCode::out_of_range, "gap_loss.assets", {}, static_cast<double>(assets.size()));
    if (maintenance.size() != equity.size())
      report(found, FaultCode::length_mismatch, "gap_loss.maintenance", {}, static_cast<double>(maintenance.size()));
    if (exposure.size() != equity.size() * assets.size())
      report(found, FaultCode::length_mismatch, "gap_loss.exposure", {}, static_cast<double>(exposure.size()));
    for (std::size_t j = 0; j < assets.size(); ++j) {
      check(assets[j].beta, true, FaultCode::not_finite, "gap_loss.assets.beta", j, none);
      check(assets[j].own_deviation, assets[j].own_deviation >= 0.0, FaultCode::negative, "gap_loss.assets.own_deviation", j, none);
    }
    for (std::size_t a = 0; a < equity.size(); ++a) check(equity[a], true, FaultCode::not_finite, "gap_loss.equity", a, none);
    for (std::size_t a = 0; a < maintenance.size(); ++a)
      check(maintenance[a], maintenance[a] >= 0.0, FaultCode::negative, "gap_loss.maintenance", a, none);
    for (std::size_t i = 0; i < exposure.size() && !assets.empty(); ++i)
      check(exposure[i], true, FaultCode::not_finite, "gap_loss.exposure", i / assets.size(), i % assets.size());
    return found;
  }
};
static_assert(FundLoss<GapLoss<>>);

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "bulwark/math/elementary.hpp"
#include "bulwark/system/cascade.hpp"

namespace bulwark::inline v1 {

/// The least shock that was found to break something.
struct LeastShock {
  double size;  ///< breaks; the double below it (or `gap` below, where less was asked) does not. 0: it is broken as it is
  double gap;   ///< how far below it is known not to break
  Index evaluations;
  bool is_known = true;  ///< that it breaks; otherwise nobody can say that it does not
};

/// How a search for the least shock goes about it.
struct ShockSearch {
  double most = 1.0;  ///< the largest shock tried, > 0
  Index scan = 64;    ///< evenly spaced sizes; the first that breaks is refined. A stretch that breaks between two of them is missed,
                      ///< so that 1 is enough only where a larger shock never breaks less
  double gap = 1e-9;  ///< at which refinement stops, >= 0; 0: at adjacent doubles
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The least size in [0, most] at which `breaks(size)`; none where no scanned size does. An answer may be none (`std::optional<bool>`):
/// what is not known to hold counts as broken. Certified: the end breaks, and `gap` below it does not.
template <std::invocable<double> Breaks>
requires std::convertible_to<std::invoke_result_t<Breaks, double>, std::optional<bool>> std::optional<LeastShock> least_shock(
    Breaks breaks, const ShockSearch& search) {
  Index evaluations = 0;
  double holds = 0.0;
  bool is_known = true;
  const auto tried = [&](double size) {
    ++evaluations;
    const std::optional<bool> answer = breaks(size);
    if (answer && !*answer) return false;
    is_known = answer.has_value();
    return true;
  };
  if (tried(0.0)) return LeastShock{0.0, 0.0, evaluations, is_known};
  for (Index i = 1; i <= search.scan; ++i) {
    const double size = product(search.most, static_cast<double>(i) / static_cast<double>(search.scan));
    if (!tried(size)) {
      holds = size;
      continue;
    }
    double broken = size;
    for (double middle = 0.5 * (holds + broken); broken - holds > search.gap && middle > holds && middle < broken;
         middle = 0.5 * (holds + broken))
      (tried(middle) ? broken : holds) = middle;
    return LeastShock{broken, broken - holds, evaluations, is_known};
  }
  return {};
}

/// The market after every price has moved by exp(size x direction); forwards move alike, what a settlement average has fixed stays.
inline MarketState shocked(MarketState market, std::span<const double> direction, double size) noexcept {
  for (std::size_t a = 0; a < market.assets.size() && a < direction.size(); ++a) {
    const double ratio = exp(product(size, direction[a]));
    market.assets[a].spot = product(market.assets[a].spot, ratio);
    for (ForwardPoint& f : market.assets[a].forwards) f.forward = fma(f.forward - f.fixed, ratio, f.fixed);
  }
  return market;
}

/// Whether a fund was not enough: something is left uncovered, winners had to pay, or accounts that could not be closed lack more than is
/// left of it.
inline bool is_fund_exhausted(const CascadeReport& report, double minor_unit) noexcept {
  const CascadeRound total = report.total();
  return total.uncovered > 0 || total.deleveraged > 0 || total.underwater > product(minor_unit, static_cast<double>(total.fund));
}

/// The same where it can be said: not of a cascade that did not come to its end, nor where more accounts than `unknown` are not known.
inline std::optional<bool> fund_exhausted(const CascadeReport& report, double minor_unit, Index unknown = 0) noexcept {
  if (is_fund_exhausted(report, minor_unit)) return true;
  if (!report.is_settled || report.total().unknown > unknown) return std::nullopt;
  return false;
}

/// Which market move is the least that exhausts the fund: along each direction (row asset, log moves for a size of one; the caller's unit
/// of plausibility, such as a day's standard deviations) the cascade is run at growing sizes. One answer per direction. A cascade that only
/// sells longs is monotone along a fall, so that `scan` may be small; where longs and shorts meet, it need not be, and `scan` says what
/// could be missed. A size at which more accounts are unknown than without it, or the cascade does not end, counts as exhausting and says
/// so (`is_known`). Marks given row by row are not moved and are a fault.
template <class Evaluator, MovingDepth Depth, class Rules, CascadeFund Fund>
Checked<std::vector<std::optional<LeastShock>>> reverse_stress(
    const Evaluator& venue, const Listing& listing, const CascadeState<Depth, typename decltype(Rules::queue)::State, Fund>& state,
    const Rules& rules, std::span<const std::vector<double>> directions, const ShockSearch& search) {
  Faults found;
  if (!(search.most > 0.0 && is_finite(search.most))) report(found, FaultCode::not_positive, "shock_search.most", {}, search.most);
  if (search.scan < 1) report(found, FaultCode::not_positive, "shock_search.scan", {}, static_cast<double>(search.scan));
  if (!(search.gap >= 0.0)) report(found, FaultCode::negative, "shock_search.gap", {}, search.gap);
  if (!state.market.marks.empty())
    report(found, FaultCode::out_of_range, "market.marks", {}, static_cast<double>(state.market.marks.size()));
  for (Index d = 0; d < std::ssize(directions); ++d)
    for (const double x : directions[static_cast<std::size_t>(d)])
      if (!is_finite(x)) report(found, FaultCode::not_finite, "reverse_stress.direction", {.outer = d}, x);
  if (!found.empty()) return found;
  const auto calm = cascade(venue, listing, state, rules);
  if (!calm) return calm.faults();
  const Index unknown = calm->report.total().unknown;
  std::vector<std::optional<LeastShock>> least;
  for (const std::vector<double>& direction : directions)
    least.push_back(least_shock(
        [&](double size) -> std::optional<bool> {
          auto moved = state;
          moved.market = shocked(state.market, direction, size);
          const auto done = cascade(venue, listing, std::move(moved), rules);
          if (!done) return append(found, done.faults()), std::nullopt;
          return fund_exhausted(done->report, rules.minor_unit, unknown);
        },
        search));
  if (!found.empty()) return found;
  return least;
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "bulwark/evaluate/walked_account.hpp"
#include "bulwark/math/root.hpp"

namespace bulwark::inline v1 {

/// Prices between which an account is known and not liquidatable. The ends are adjacent doubles to prices where it is not.
struct SafeInterval {
  double low;                  ///< quote per coin
  double high;                 ///< quote per coin
  bool is_open_below = false;  ///< safe down to the end of the path
  bool is_open_above = false;  ///< safe up to the end of the path
};

/// The safe part of a path. An unsafe stretch narrower than the gap between two scan points (log(highest / lowest) / steps, and no strike
/// in it) can be missed; the ends that are reported cannot be wrong.
struct SafePrices {
  std::vector<SafeInterval> intervals{};  ///< increasing
  double spot = 0.0;                      ///< where the path starts; quote per coin
  Index evaluations = 0;                  ///< of the account, that the answer took

  /// The last safe price below (above) spot: beyond it the account would be liquidated. None where that is nowhere on the path, and none
  /// for an account that is not safe now (one that is liquidatable): ask `is_safe_now()` first.
  std::optional<double> below() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_below ? std::optional{in->low} : std::nullopt;
  }
  std::optional<double> above() const noexcept {
    const SafeInterval* in = around();
    return in && !in->is_open_above ? std::optional{in->high} : std::nullopt;
  }
  bool is_safe_now() const noexcept { return around() != nullptr; }

 private:
  const SafeInterval* around() const noexcept {
    for (const SafeInterval& in : intervals)
      if (in.low <= spot && spot <= in.high) return &in;
    return nullptr;
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Where between `start` and `end` the verdict changes, down to two neighbouring doubles. The root of the surplus, where it has one, says
/// where to look; only the verdict decides.
template <class Walked, class IsSafe>
AdjacentPair verdict_flip(Walked& walked, const IsSafe& is_safe, double start, double end, bool safe_at_start, Index& evaluations) {
  const auto surplus = [&](double price) {
    ++evaluations;
    return walked.at(price).maintenance_surplus();
  };
  const Root guess = bracketed_root(surplus, start, end, {.relative = 0x1p-49, .most_evaluations = 60});
  if (guess.converged) {
    // From the root, in strides that double, to the far side of the change.
    const bool is_before = is_safe(guess.root) == safe_at_start;
    const double limit = is_before ? end : start;
    double near = guess.root;
    for (std::int64_t stride = 1; near != limit; stride *= 2) {
      const std::int64_t from = ordinal(near);
      const double far = steps_between(near, limit) <= static_cast<std::uint64_t>(stride)
                             ? limit
                             : at_ordinal(limit < near ? from - stride : from + stride);
      if (far == limit || (is_safe(far) == safe_at_start) != is_before) {
        const auto as_start = [&](double price) { return is_safe(price) == safe_at_start; };
        return is_before ? adjacent_flip(as_start, near, far) : adjacent_flip(as_start, far, near);
      }
      near = far;
    }
  }
  return adjacent_flip([&](double price) { return is_safe(price) == safe_at_start; }, start, end);
}

/// Where along a path an account is safe: between two neighbouring scan points with different verdicts, down to adjacent doubles.
/// `market` is the one that `tick` was priced from. An account that is unknown today has no answer but a fault: no price found must never
/// read as no price to fear.
template <class Evaluator>
Checked<SafePrices> liquidation_price(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                      const PricePath& path) {
  if (Faults found = faults(path, market); !found.empty()) return found;
  SafePrices safe{.spot = market[path.asset].spot};
  Workspace workspace = tick.workspace();
  if (!tick.evaluate(account, workspace).verdict.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  WalkedAccount<Evaluator> walked(tick, account, market, path);
  if (!walked.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  const auto is_safe = [&](double price) {
    ++safe.evaluations;
    const Verdict verdict = walked.at(price).verdict;
    return verdict.is_known() && !verdict.is_liquidatable();
  };
  std::vector<double> points{safe.spot};
  const double low = log(path.lowest), width = log(path.highest) - low;
  for (Index i = 0; i <= path.steps; ++i)
    points.push_back(product(safe.spot, exp(fma(width, static_cast<double>(i) / static_cast<double>(path.steps), low))));
  for (const double strike : walked.strikes())
    if (strike > points[1] && strike < points.back()) points.push_back(strike);
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());

  bool was_safe = is_safe(points.front());
  if (was_safe) safe.intervals.push_back({.low = points.front(), .high = points.front(), .is_open_below = true});
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool now_safe = is_safe(points[i]);
    if (now_safe != was_safe) {
      const AdjacentPair edge = verdict_flip(walked, is_safe, points[i - 1], points[i], was_safe, safe.evaluations);
      if (now_safe)
        safe.intervals.push_back({.low = edge.after, .high = edge.after});
      else
        safe.intervals.back().high = edge.before;
    }
    was_safe = now_safe;
  }
  if (was_safe) {
    safe.intervals.back().high = points.back();
    safe.intervals.back().is_open_above = true;
  }
  return safe;
}

/// The same for an account as a person writes it; what the market gives by row goes by position.
template <class Evaluator>
Checked<SafePrices> liquidation_price(const Evaluator& venue, const Account& account, const MarketState& market, const PricePath& path) {
  const Checked<Listing> listing = listing_of(account, market.has_rows());
  if (!listing) return listing.faults();
  const AccountRows rows = listing->admit(std::span{&account, 1});
  if (!rows.faults().empty()) return rows.faults();
  const Checked<Tick<Evaluator>> tick = venue.price(*listing, market);
  if (!tick) return tick.faults();
  Checked<SafePrices> safe = liquidation_price(*tick, rows.at(0), market, path);
  if (!safe && !tick->faults().empty()) return tick->faults();
  return safe;
}

}  // namespace bulwark::BULWARK_TARGET

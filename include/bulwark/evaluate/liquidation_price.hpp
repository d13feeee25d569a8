#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "bulwark/evaluate/certified_interval.hpp"
#include "bulwark/evaluate/safe_prices.hpp"
#include "bulwark/evaluate/walked_account.hpp"
#include "bulwark/math/root.hpp"

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

/// An account at one price of a path.
struct Probe {
  double price;    ///< quote per coin
  double surplus;  ///< of maintenance, quote
  bool is_safe;    ///< known and not liquidatable
};

/// A walked account that remembers its last reports: a search asks for the ends and the root that others have asked for before.
template <class Evaluator>
class RememberedAccount {
 public:
  RememberedAccount(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market, const PricePath& path)
      : walked_(tick, account, market, path) {}

  WalkedAccount<Evaluator>& account() noexcept { return walked_; }
  Index evaluations() const noexcept { return evaluations_; }

  RiskReport at(double price) {
    for (const Seen& seen : seen_)
      if (seen.price == price) return seen.report;
    Seen& next = seen_[static_cast<std::size_t>(evaluations_++ % kept)];
    next = {price, walked_.at(price)};
    return next.report;
  }

 private:
  static constexpr Index kept = 12;
  struct Seen {
    double price = -1.0;
    RiskReport report{};
  };

  WalkedAccount<Evaluator> walked_;
  std::array<Seen, kept> seen_{};
  Index evaluations_ = 0;
};

/// One account's verdicts along a path, counted.
template <class Evaluator>
class PathScan {
 public:
  PathScan(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market, const PricePath& path)
      : walked_(tick, account, market, path) {
    const double spot = market[path.asset].spot, low = log(path.lowest), width = log(path.highest) - low;
    const auto at = [&](Index i) { return product(spot, exp(fma(width, static_cast<double>(i) / static_cast<double>(path.steps), low))); };
    points_.push_back(spot);
    for (Index i = 0; i <= path.steps; ++i) points_.push_back(at(i));
    if (is_known())
      for (const double kink : walked_.account().kinks(width / static_cast<double>(path.steps)))
        if (kink > at(0) && kink < at(path.steps)) points_.push_back(kink);
    std::sort(points_.begin(), points_.end());
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
  }

  bool is_known() noexcept { return walked_.account().is_known(); }
  const std::vector<double>& points() const noexcept { return points_; }
  Index evaluations() const noexcept { return walked_.evaluations(); }

  Probe at(double price) {
    const RiskReport report = walked_.at(price);
    return {price, report.maintenance_surplus(), report.verdict.is_known() && !report.verdict.is_liquidatable()};
  }

  /// The neighbouring doubles between two probes of different verdicts at which it changes.
  AdjacentPair flip(const Probe& from, const Probe& to) {
    Index asked = 0;
    return verdict_flip(
        walked_, [&](double price) { return at(price).is_safe; }, from.price, to.price, from.is_safe, asked);
  }

  /// Where the surplus turns towards the other verdict at the middle one of three that agree: a probe of that other verdict, if following
  /// the turn finds one (golden sections, which a second turn in the same gap can lead astray).
  std::optional<Probe> beyond_turn(const Probe& before, const Probe& middle, const Probe& after) {
    const double sense = middle.is_safe ? 1.0 : -1.0;
    const auto height = [&](const Probe& p) { return product(sense, p.surplus); };
    const bool agree = before.is_safe == middle.is_safe && after.is_safe == middle.is_safe;
    if (!agree || !(height(middle) < height(before) && height(middle) < height(after))) return {};
    double low = before.price, high = after.price;
    Probe best = middle;
    for (int i = 0; i < most_sections && steps_between(low, high) > 4; ++i) {
      const bool is_above = high - best.price > best.price - low;
      const double next = is_above ? fma(golden, high - best.price, best.price) : fma(-golden, best.price - low, best.price);
      const Probe found = at(next);
      if (found.is_safe != middle.is_safe) return found;
      const double gained = height(best) - height(found);
      if (gained > 0.0) {
        (is_above ? low : high) = best.price;
        best = found;
        if (i > 6 && product(20.0, gained) < height(found)) return {};  // flat, and nowhere near the other verdict
      } else {
        (is_above ? high : low) = next;
      }
    }
    return {};
  }

 private:
  static constexpr int most_sections = 40;
  static constexpr double golden = 0x1.8722191a02d61p-2;  // 1 - 1 / 1.618...

  RememberedAccount<Evaluator> walked_;
  std::vector<double> points_;
};

/// Where along a path an account is safe: between two neighbouring scan points with different verdicts, down to adjacent doubles.
/// `market` is the one that `tick` was priced from. An account that is unknown today has no answer but a fault: no price found must never
/// read as no price to fear.
template <class Evaluator>
Checked<SafePrices> liquidation_price(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                      const PricePath& path) {
  if (Faults found = faults(path, market); !found.empty()) return found;
  Workspace workspace = tick.workspace();
  if (!tick.evaluate(account, workspace).verdict.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  PathScan<Evaluator> scan(tick, account, market, path);
  if (!scan.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  std::vector<Probe> seen;
  for (const double price : scan.points()) seen.push_back(scan.at(price));
  for (std::size_t i = 1; i + 1 < seen.size(); ++i)
    if (const std::optional<Probe> beyond = scan.beyond_turn(seen[i - 1], seen[i], seen[i + 1]))
      seen.insert(seen.begin() + static_cast<std::ptrdiff_t>(beyond->price < seen[i].price ? i : i + 1), *beyond), ++i;

  SafePrices safe{.spot = market[path.asset].spot};
  if (seen.front().is_safe) safe.intervals.push_back({.low = seen.front().price, .high = seen.front().price, .is_open_below = true});
  for (std::size_t i = 1; i < seen.size(); ++i) {
    if (seen[i].is_safe == seen[i - 1].is_safe) continue;
    const AdjacentPair edge = scan.flip(seen[i - 1], seen[i]);
    if (seen[i].is_safe)
      safe.intervals.push_back({.low = edge.after, .high = edge.after});
    else
      safe.intervals.back().high = edge.before;
  }
  if (seen.back().is_safe) {
    safe.intervals.back().high = seen.back().price;
    safe.intervals.back().is_open_above = true;
  }
  safe.evaluations = scan.evaluations();
  return safe;
}

/// The same for the interval around today's price alone, which is all that decides when the account dies next: from the price outwards to
/// the first scan point with another verdict. A fraction of the work. No interval where the account is liquidatable now.
/// Where only scenarios decide (`certified_interval`) it is no scan: nothing in between is missed, for a fraction of that work.
template <class Evaluator>
Checked<SafePrices> nearest_liquidation(const Tick<Evaluator>& tick, const AccountRow& account, const MarketState& market,
                                        const PricePath& path) {
  if (Faults found = faults(path, market); !found.empty()) return found;
  Workspace workspace = tick.workspace();
  const Verdict today = tick.evaluate(account, workspace).verdict;
  if (!today.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  if (!today.is_liquidatable())
    if (std::optional<SafePrices> certified = certified_interval(tick, account, market, path)) return *std::move(certified);
  PathScan<Evaluator> scan(tick, account, market, path);
  if (!scan.is_known()) return Faults{{FaultCode::missing, "account.verdict"}};
  SafePrices safe{.spot = market[path.asset].spot};
  const std::vector<double>& points = scan.points();
  const auto start = std::lower_bound(points.begin(), points.end(), safe.spot) - points.begin();
  const Probe now = scan.at(safe.spot);
  if (now.is_safe) {
    SafeInterval around{.low = points.front(), .high = points.back(), .is_open_below = true, .is_open_above = true};
    const auto probe_at = [&](std::ptrdiff_t i) {
      return i >= 0 && i < std::ssize(points) ? scan.at(points[static_cast<std::size_t>(i)]) : now;
    };
    const Probe left = probe_at(start - 1), right = probe_at(start + 1);  // the first turn may be at today's price itself
    const auto walk = [&](std::ptrdiff_t step) -> std::optional<double> {
      Probe before = step > 0 ? left : right, last = now;
      for (std::ptrdiff_t i = start + step; i >= 0 && i < std::ssize(points); i += step) {
        const Probe next = last.price != now.price ? scan.at(points[static_cast<std::size_t>(i)]) : step > 0 ? right : left;
        if (!next.is_safe) return scan.flip(last, next).before;
        const std::optional<Probe> beyond = step > 0 ? scan.beyond_turn(before, last, next) : scan.beyond_turn(next, last, before);
        const bool is_nearer = beyond && (step > 0 ? beyond->price < last.price : beyond->price > last.price);
        const bool is_across = is_nearer && last.price == now.price;  // the other walk's
        if (beyond && !is_across) {
          return scan.flip(is_nearer ? before : last, *beyond).before;
        }
        before = last, last = next;
      }
      return {};
    };
    if (const std::optional<double> low = walk(-1)) around.low = *low, around.is_open_below = false;
    if (const std::optional<double> high = walk(+1)) around.high = *high, around.is_open_above = false;
    safe.intervals.push_back(around);
  }
  safe.evaluations = scan.evaluations();
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

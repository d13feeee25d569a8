#pragma once

#include <utility>

#include "bulwark/math/smallest_of_many.hpp"
#include "bulwark/var/linear_positions.hpp"
#include "bulwark/var/simulated_var.hpp"
#include "bulwark/var/sorted_tail.hpp"

namespace bulwark::inline v1 {

/// Value at risk and expected shortfall, and the standard errors of both from how many scenarios there are.
struct TailEstimate {
  VarReport report;
  double value_at_risk_error;  ///< NaN where the scenarios are too few for it
  double shortfall_error;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A book that can tell without its returns that a scenario is too good to matter.
template <class B>
concept HasProfitFloor = requires(const B book, const JumpSampler& sampler) {
  { book.floor(sampler) } -> std::same_as<ProfitFloor>;
};

/// The tail of a book under simulated moves, without a table of them: scenarios are drawn, revalued and forgotten some at a time, and only
/// the worst profits stay. The numbers are those of `SimulatedVar::measure` on the profits of all scenarios, to the bit, in whatever ranges
/// and parts, by whatever threads or machines, the scenarios are gone through.
template <RevaluesPaths Book>
class SimulatedTail {
 public:
  /// Of a rule without faults. Looks at some 8,000 scenarios, evenly spread, for a bound that the tail lies below. `is_bounded` false: it
  /// does not, and every part then finds its own.
  SimulatedTail(const SimulatedVar<MonteCarlo>& rule, Book book, bool is_bounded = true)
      : rule_(rule), book_(std::move(book)), sampler_(rule.moves.sampler()), floor_(floor_of(book_, sampler_)) {
    const Index looked = looked_at(size(), rule_.tail, rule_.convention);
    const Index more = tail_rank(size(), rule_.tail) + deviation();
    wanted_ = more < size() ? more > looked ? more : looked : size();
    if (is_bounded) below_ = bound();
  }

  /// Scenarios.
  Index size() const noexcept { return rule_.moves.count; }

  /// What has seen none of the scenarios yet: one for each thread or machine. `share` (in (0, 1]): of the scenarios, evenly spread, that it
  /// will see; it then has room for no more than that share of the tail, to be merged into a part of all.
  SmallestOfMany part(double share = 1.0) const { return SmallestOfMany(wanted_, below_, share); }

  /// Doubles that `add` works in.
  Index scratch_size() const noexcept { return sampler_.scratch_size() + JumpSampler::block; }

  /// Goes through scenarios `first` to `first` + `many` of [0, size()): every scenario in one part, and there once.
  void add(SmallestOfMany& part, Index first, Index many, std::span<double> scratch) const noexcept {
    const std::span<double> profits = scratch.subspan(static_cast<std::size_t>(sampler_.scratch_size()));
    const auto look = [&](const Paths& paths) {
      book_(paths, profits.data());
      part.add(profits.first(static_cast<std::size_t>(paths.count)));
    };
    if constexpr (HasProfitFloor<Book>) {
      const Index before = part.count();
      const auto is_of_interest = [&](const double* normals) { return floor_.may_be_below(part.threshold(), normals); };
      rule_.moves.walk_where(sampler_, first, many, scratch, is_of_interest, look);
      part.pass(before + many - part.count());
    } else {
      rule_.moves.walk(sampler_, first, many, scratch, look);
    }
  }

  /// Of the parts merged into one. NaN where a profit is, where it has not seen every scenario, or is not complete. The error of the value
  /// at risk is half the distance between the order statistics one binomial deviation before and after its rank (Glasserman, "Monte Carlo
  /// methods in financial engineering", 2003, 9.1.2), that of the shortfall is of `shortfall_error`. Pairs are not independent of each
  /// other: for them both are those of half as many scenarios, which is the most they can be.
  TailEstimate report(SmallestOfMany& all) const noexcept {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const VarReport none{.value_at_risk = unknown, .expected_shortfall = unknown, .scenarios = all.count()};
    if (all.count() != size() || all.has_nan() || !all.is_complete()) return {none, unknown, unknown};
    const std::span<const double> worst = all.sorted();
    const VarReport report = sorted_tail_report(worst, size(), rule_.tail, rule_.convention, rule_.shortfall);
    const Index rank = tail_rank(size(), rule_.tail), low = rank - 1 - deviation(), high = rank - 1 + deviation();
    const double pairs = rule_.moves.is_paired ? __builtin_sqrt(2.0) : 1.0;
    const double apart = low >= 0 && high < std::ssize(worst)
                             ? product(0.5, worst[static_cast<std::size_t>(high)] - worst[static_cast<std::size_t>(low)])
                             : unknown;
    double sum = 0.0, squares = 0.0;
    for (const double profit : worst) {
      const double beyond = greatest(0.0, -profit - report.value_at_risk) / rule_.tail;
      sum += beyond;
      squares = fma(beyond, beyond, squares);
    }
    const auto n = static_cast<double>(size());
    const double scatter = greatest(0.0, fma(-sum, sum / n, squares)) / product(n, n - 1.0);
    return {report, product(pairs, apart), product(pairs, __builtin_sqrt(scatter))};
  }

 private:
  struct NoFloor {};
  static auto floor_of(const Book& book, const JumpSampler& sampler) {
    if constexpr (HasProfitFloor<Book>)
      return book.floor(sampler);
    else
      return NoFloor{};
  }

  /// A number that the `wanted_` worst profits are below, by six deviations of how many of the scenarios looked at should be: too low once
  /// in 10^9. Just above one of them, for a book may make that in many. NaN where there are too few scenarios for it to help.
  double bound() const {
    constexpr Index runs = 512, each = 16, looked = runs * each;  // neighbours may be alike: many runs, rather than long ones
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const double share = static_cast<double>(wanted_) / static_cast<double>(size()), expected = product(share, double{looked});
    const auto rank = static_cast<Index>(fma(6.0, __builtin_sqrt(expected), expected) + 6.0);
    if (size() < 4 * looked || rank > looked / 2) return none;
    SmallestOfMany some(rank);
    std::vector<double> scratch(static_cast<std::size_t>(scratch_size()));
    for (Index r = 0; r < runs; ++r)
      rule_.moves.walk(sampler_, r * (size() / runs) / each * each, each, scratch, [&](const Paths& paths) {
        double* const profits = scratch.data() + sampler_.scratch_size();
        book_(paths, profits);
        some.add({profits, static_cast<std::size_t>(paths.count)});
      });
    if (some.has_nan()) return none;
    const double likely = some.sorted().back();
    return fma(magnitude(likely), 0x1p-52, likely) + 0x1p-1074;
  }

  /// Of the number of scenarios worse than the quantile, rounded up.
  Index deviation() const noexcept {
    const double variance = product(product(static_cast<double>(size()), rule_.tail), 1.0 - rule_.tail);
    return static_cast<Index>(__builtin_ceil(__builtin_sqrt(variance)));
  }

  SimulatedVar<MonteCarlo> rule_;
  Book book_;
  JumpSampler sampler_;
  decltype(floor_of(std::declval<const Book&>(), std::declval<const JumpSampler&>())) floor_;
  Index wanted_ = 0;
  double below_ = std::numeric_limits<double>::quiet_NaN();
};

/// All of it in one go.
template <RevaluesPaths Book>
TailEstimate simulated_tail(const SimulatedVar<MonteCarlo>& rule, const Book& book) {
  std::vector<double> scratch;
  const auto all_of = [&](const SimulatedTail<Book>& run) {
    SmallestOfMany all = run.part();
    scratch.resize(static_cast<std::size_t>(run.scratch_size()));
    run.add(all, 0, run.size(), scratch);
    return all;
  };
  const SimulatedTail<Book> run(rule, book);
  SmallestOfMany all = all_of(run);
  if (!all.is_complete()) all = all_of(SimulatedTail<Book>(rule, book, false));
  return run.report(all);
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <limits>
#include <span>

#include "bulwark/backstop/fund_loss.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// A fund over a horizon: income by time, losses by event. A path is a function of (seed, path), so that a range of paths is a unit of
/// work: any number of threads fills the caller's array in any pieces, and the bits are the same. No allocation.
template <FundArrivals Arrivals, FundLoss Loss>
struct FundSimulation {
  Arrivals arrivals;
  Loss loss;
  double income_per_year;  ///< fees, penalties, yield; quote, >= 0
  double years;            ///< horizon, > 0
  std::uint64_t seed = 1;

  /// The capital that a path needs so that the fund is never below 0: the most that losses were ahead of income at any event; >= 0.
  /// NaN where a loss is. One simulation sizes the fund for every probability, since a fund of this capital or more survives the path.
  double need(Index path) const noexcept {
    double most = 0.0;
    walk(path, [&](double, double behind) { return most = greatest(most, behind), most == most; });
    return most;
  }

  /// When a fund of `capital` (>= 0) is first below 0, in years; infinity where the path does not ruin it, NaN where a loss is.
  double ruin_years(Index path, double capital) const noexcept {
    double ruin = std::numeric_limits<double>::infinity();
    walk(path, [&](double time, double behind) {
      if (behind <= capital) return true;
      ruin = behind == behind ? time : behind;
      return false;
    });
    return ruin;
  }

  /// Needs of paths `first`, `first` + 1, ...
  void needs(Index first, std::span<double> out) const noexcept {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = need(first + static_cast<Index>(i));
  }

  /// Times of ruin of the same.
  void ruin_times(Index first, double capital, std::span<double> out) const noexcept {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = ruin_years(first + static_cast<Index>(i), capital);
  }

  Faults faults() const {
    Faults found = arrivals.faults();
    append(found, loss.faults());
    if (!(income_per_year >= 0.0 && is_finite(income_per_year)))
      report(found, FaultCode::out_of_range, "fund_simulation.income_per_year", {}, income_per_year);
    if (!(years > 0.0 && is_finite(years))) report(found, FaultCode::not_positive, "fund_simulation.years", {}, years);
    return found;
  }

 private:
  /// visit(time of an event, by how much losses are ahead of income) until it says false.
  template <class Visit>
  void walk(Index path, Visit visit) const noexcept {
    const Index pairs = 1 + loss.pairs();
    double time = 0.0, lost = 0.0;
    for (Index first = 0;; first += pairs) {
      const std::array<double, 2> numbers = random_pair(seed, path, first);
      time += arrivals.wait(numbers[0]);
      if (time > years) return;
      lost += loss.loss({seed, path, first, numbers[1]});
      if (!visit(time, fma(-income_per_year, time, lost)) || time != time) return;
    }
  }
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <optional>
#include <span>

#include "bulwark/core/durations.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/oracle/timed_price.hpp"

namespace bulwark::BULWARK_TARGET {

/// The average of a price over the last `window`, each print holding until the next. A print that holds for a share w of the window moves
/// the average by at most w times the range; one that is replaced in the same millisecond moves it not at all.
struct TimeWeightedPrice {
  std::chrono::milliseconds window;
  double coverage = 1.0;  ///< share of the window, in (0, 1], that prints have to cover; the average is over what they cover

  /// `prints`: in order of time, later ones at the same time replacing earlier ones, none after `now`. Older ones than the window are
  /// read for what held when it began. None where too little is covered, or where a price that held in the window is not finite.
  std::optional<double> price(std::span<const TimedPrice> prints, Timestamp now) const noexcept {
    const double start = -static_cast<double>(window.count());  // milliseconds before now: whole numbers, so that shares add up
    double sum = 0.0, covered = 0.0, low = 0.0, high = 0.0;
    for (std::size_t i = 0; i < prints.size(); ++i) {
      const bool is_last = i + 1 == prints.size();
      const Timestamp until = is_last ? now : prints[i + 1].at;
      if (until < prints[i].at) return std::nullopt;
      const double from = greatest(start, milliseconds_between(now, prints[i].at)), to = milliseconds_between(now, until);
      if (!(to > from)) continue;
      const double price = prints[i].price;
      if (!is_finite(price)) return std::nullopt;
      low = covered == 0.0 ? price : least(low, price), high = covered == 0.0 ? price : greatest(high, price);
      sum = fma(price, to - from, sum);
      covered += to - from;
    }
    if (!(covered > 0.0 && covered >= product(coverage, -start))) return std::nullopt;
    return least(greatest(sum / covered, low), high);
  }

  Faults faults() const {
    Faults found;
    if (window.count() <= 0) report(found, FaultCode::not_positive, "time_weighted_price.window", {}, seconds_of(window));
    if (!(coverage > 0.0 && coverage <= 1.0)) report(found, FaultCode::out_of_range, "time_weighted_price.coverage", {}, coverage);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

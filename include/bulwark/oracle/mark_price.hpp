#pragma once

#include <array>
#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// The best of a venue's own book. Quote per coin.
struct BookTop {
  double bid;
  double ask;
  double last;  ///< of the last trade
};

/// Whether a mark is to be acted on.
enum class MarkTrust {
  unknown,  ///< the index, or more than one of the three candidates, is no price
  clamped,  ///< the book is further from the index than the band: the mark is the band's end, and nobody should be liquidated at it
  thin,     ///< one candidate was no price; the mark is the lesser deviation of the other two from the index
  trusted,
};

/// A mark and how it came about.
struct Mark {
  double price;  ///< quote per coin; NaN where unknown
  MarkTrust trust;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The middle one of three; NaN when one is.
constexpr double middle_of(double a, double b, double c) noexcept {
  return greatest(least(a, b), least(greatest(a, b), c)) + 0.0 * (a + b + c);
}

/// The middle of best bid, best ask and last trade: a print outside the spread counts no further than the spread.
constexpr double book_price(const BookTop& top) noexcept { return middle_of(top.bid, top.ask, top.last); }

/// The index with the funding that is still to be paid: index x (1 + rate x left / period).
/// Source: Binance perpetuals, "Price 1" (FAQ 360033525071, 2024).
inline double index_with_funding(double index, double rate, std::chrono::milliseconds left, std::chrono::milliseconds period) noexcept {
  return product(index, fma(rate, seconds_of(left) / seconds_of(period), 1.0));
}

/// What a perpetual is marked at: the middle of three candidates, kept within a band around the index. One of the three that is pushed
/// moves the mark no further than the next. Which three is the venue's choice:
///   Binance ("Price 1", "Price 2", contract price; FAQ 360033525071, 2024): `index_with_funding`, index + mean of 30 five-second samples
///   of
///     (bid + ask) / 2 - index, last trade. Since 2025-09-18 the samples are those of 30 seconds.
///   Hyperliquid ("robust price indices", 2025): index + 150 s exponential average of mid - index, `book_price`, the median of other
///     exchanges' perpetual prices.
/// Both have two candidates that an attacker of the venue's own book moves (the average slowly): the band is what bounds them together.
struct MarkPrice {
  double band = 0.05;  ///< share of the index, either way, that the mark may be away from it, > 0

  constexpr Mark of(double index, double first, double second, double third) const noexcept {
    const Mark unknown{std::numeric_limits<double>::quiet_NaN(), MarkTrust::unknown};
    if (!(index > 0.0 && is_finite(index))) return unknown;
    std::array<double, 3> candidates{first, second, third};
    int good = 0;
    for (const double price : candidates)
      if (price > 0.0 && is_finite(price)) candidates[static_cast<std::size_t>(good++)] = price;
    if (good < 2) return unknown;
    const bool is_whole = good == 3;
    const double nearer = magnitude(candidates[0] - index) <= magnitude(candidates[1] - index) ? candidates[0] : candidates[1];
    const double middle = is_whole ? middle_of(candidates[0], candidates[1], candidates[2]) : nearer;
    const double low = product(index, 1.0 - band), high = product(index, 1.0 + band);
    if (middle < low) return {low, MarkTrust::clamped};
    if (middle > high) return {high, MarkTrust::clamped};
    return {middle, is_whole ? MarkTrust::trusted : MarkTrust::thin};
  }

  Faults faults() const {
    Faults found;
    if (!(band > 0.0 && band < 1.0)) report(found, FaultCode::out_of_range, "mark_price.band", {}, band);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <algorithm>
#include <cstdint>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/same_bits.hpp"

namespace bulwark::inline v1 {

/// The moves of a set where few prices meet few volatilities over and over, as on a shock grid: each move once, and which of them a
/// scenario takes. What only the price decides, or only the volatility, is then computed once for all scenarios that share it.
struct MoveGrid {
  static constexpr Index most_prices = 64, most_volatilities = 8;

  // In whole sixteens, filled up with the last.
  double price[most_prices];  ///< relative
  double volatility[16];      ///< relative, before the term scale
  double shift[16];           ///< of volatility, per sqrt(year), on top
  Index prices = 0, volatilities = 0;

  /// Reads the moves of `count` scenarios and writes, in whole sixteens, where each finds its own: how far after the first place of its
  /// eight its price is, its volatility, and by eights that first place. False where moves repeat too little to be worth it, or not among
  /// neighbours.
  bool find(const double* price_of, const double* volatility_of, const double* shift_of, Index count, std::uint64_t* price_at,
            std::uint64_t* volatility_at, std::uint64_t* first_at) noexcept {
    prices = volatilities = 0;
    const Index room = std::min(most_prices, count / 2), padded = in_sixteens(count);
    Index p = 0, v = -1;
    for (Index s = 0; s < count; ++s) {  // mostly the price is the last one again, and the volatility the one after the last
      const auto is_volatility = [&](Index i) { return same_bits(volatility[i], volatility_of[s]) && same_bits(shift[i], shift_of[s]); };
      if (p >= prices || !same_bits(price[p], price_of[s]))
        for (p = 0; p < prices && !same_bits(price[p], price_of[s]);) ++p;
      if (++v >= volatilities || !is_volatility(v))
        for (v = 0; v < volatilities && !is_volatility(v);) ++v;
      if ((p == prices && prices == room) || (v == volatilities && volatilities == most_volatilities)) return false;
      if (p == prices) price[prices++] = price_of[s];
      if (v == volatilities) volatility[volatilities] = volatility_of[s], shift[volatilities++] = shift_of[s];
      price_at[s] = static_cast<std::uint64_t>(p), volatility_at[s] = static_cast<std::uint64_t>(v);
    }
    fill_up(price_at, count), fill_up(volatility_at, count);
    for (Index s = 0; s < padded; s += 8) {
      const std::uint64_t first = *std::min_element(price_at + s, price_at + s + 8);
      for (Index i = s; i < s + 8; ++i)
        if ((price_at[i] -= first) >= 8) return false;
      first_at[s / 8] = first;
    }
    fill_up(price, prices), fill_up(volatility, volatilities), fill_up(shift, volatilities);
    return true;
  }

 private:
  static constexpr Index in_sixteens(Index count) noexcept { return (count + 15) / 16 * 16; }

  /// With the last, so that neighbours stay near.
  template <class T>
  static void fill_up(T* column, Index count) noexcept {
    if (count > 0) std::fill(column + count, column + in_sixteens(count), column[count - 1]);
  }
};

}  // namespace bulwark::inline v1

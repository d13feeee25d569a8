#pragma once

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/power.hpp"

namespace bulwark::BULWARK_TARGET {

/// Buyers at a Dutch auction whose costs differ: for each a coin of the lot is worth something between `low` and `high`, evenly and
/// independently, and he knows his own worth and how many others there are. He waits below it, the longer the fewer they are; one alone
/// waits for the lowest price there is, which is what congestion made of the auctions of 12 March 2020.
/// Source: Vickrey (1961), Riley and Samuelson (1981): a Dutch auction is a sealed one at first prices, with the same expected price as one
/// at second prices. Domain: risk-neutral buyers, a price that falls without steps.
struct DispersedBuyers {
  double low;   ///< quote per coin, >= 0
  double high;  ///< >= low
  Index count;  ///< >= 1

  /// The best worth among them that is exceeded with probability 1 - `quantile`, in (0, 1).
  double best_worth(double quantile) const noexcept { return fma(high - low, power(quantile, 1.0 / static_cast<double>(count)), low); }

  /// Where somebody to whom it is worth so much buys, when the auction falls no lower than `reserve`. Domain: worth in [low, high], at
  /// least the reserve. Limits: the reserve for one alone, the worth for very many.
  double bids(double worth, double reserve) const noexcept {
    if (count == 1) return reserve;
    const double u = part(worth), r = part(reserve);
    if (!(u > 0.0)) return worth;
    return worth - product(product(high - low, u) / static_cast<double>(count), 1.0 - to_the(r / u, count));
  }

  /// Probability that somebody buys before the reserve is passed.
  double chance(double reserve) const noexcept { return reserve > high ? 0.0 : 1.0 - to_the(part(reserve), count); }

  /// Expected price per coin, 0 counted where nobody buys.
  double proceeds(double reserve) const noexcept {
    if (count == 1) return product(reserve, chance(reserve));
    if (reserve > high) return 0.0;
    const double n = static_cast<double>(count), r = part(reserve), r_n = to_the(r, count);
    const double above = fma((n - 1.0) / (n + 1.0), 1.0 - product(r_n, r), product(r_n, 1.0 - r));
    return fma(low, 1.0 - r_n, product(high - low, above));
  }

  /// Expected price where somebody buys; NaN where nobody does.
  double price(double reserve) const noexcept { return proceeds(reserve) / chance(reserve); }

  /// The reserve that raises most when what nobody buys is worth `fallback` per coin to the seller (<= high): it does not depend on how
  /// many buyers there are. It matters most where there are few.
  double best_reserve(double fallback) const noexcept { return greatest(low, 0.5 * (high + fallback)); }

  Faults faults() const {
    Faults found;
    if (!(low >= 0.0 && is_finite(low))) report(found, FaultCode::negative, "dispersed_buyers.low", {}, low);
    if (!(high >= low && is_finite(high))) report(found, FaultCode::out_of_range, "dispersed_buyers.high", {}, high);
    if (count < 1) report(found, FaultCode::not_positive, "dispersed_buyers.count", {}, static_cast<double>(count));
    return found;
  }

 private:
  /// Where between low and high, in [0, 1].
  double part(double worth) const noexcept {
    if (high == low) return worth > high ? 1.0 : 0.0;
    return greatest(0.0, least(1.0, (worth - low) / (high - low)));
  }
  static double to_the(double x, Index n) noexcept { return x == 0.0 ? 0.0 : power(x, static_cast<double>(n)); }
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <array>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Profit of one contract, or of a book, under each of SPAN's 16 scenarios, quote; gains positive. Files of clearing houses store losses as
/// positive numbers, for one contract bought.
using RiskArray = std::array<double, 16>;

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// SPAN's scenarios: the price moves by nothing, a third, two thirds and the whole of its scan range, up and down, each with volatility up
/// and down; two extreme moves, volatility the same, of whose loss a part is covered. Source: CME SPAN methodology (2019).
struct SpanScenarios {
  double third = 1.0 / 3.0;       ///< of the range
  double two_thirds = 2.0 / 3.0;  ///< of the range; some books and files round both
  double extreme = 2.0;           ///< ranges; 3 in older rulebooks
  double cover = 0.35;            ///< share of an extreme loss that counts; 0.33 in older rulebooks

  static constexpr Index count = 16;

  struct Move {
    double price;   ///< scan ranges
    double vol;     ///< volatility scan ranges: 1, -1 or 0
    double weight;  ///< share of the profit that counts
  };

  /// The scenario that SPAN numbers `index` + 1.
  Move move(Index index) const noexcept {
    if (index >= 14) return {index == 14 ? extreme : -extreme, 0.0, cover};
    const double sizes[] = {0.0, third, two_thirds, 1.0};
    const double size = sizes[(index + 2) / 4], side = index % 4 == 2 || index % 4 == 3 ? 1.0 : -1.0;
    return {index < 2 ? 0.0 : product(side, size), index % 2 == 0 ? 1.0 : -1.0, 1.0};
  }

  /// What a contract gains that follows the price one for one; `range` in quote per contract.
  RiskArray future(double range) const noexcept {
    RiskArray profit{};
    for (Index i = 0; i < count; ++i) {
      const Move m = move(i);
      profit[static_cast<std::size_t>(i)] = product(product(m.price, range), m.weight);
    }
    return profit;
  }

  Faults faults() const {
    Faults found;
    if (!(third > 0.0 && third < two_thirds)) report(found, FaultCode::out_of_order, "span_scenarios.third", {}, third);
    if (!(two_thirds < 1.0)) report(found, FaultCode::out_of_order, "span_scenarios.two_thirds", {}, two_thirds);
    if (!(extreme > 1.0 && is_finite(extreme))) report(found, FaultCode::out_of_order, "span_scenarios.extreme", {}, extreme);
    if (!(cover >= 0.0 && cover <= 1.0)) report(found, FaultCode::out_of_range, "span_scenarios.cover", {}, cover);
    return found;
  }
};

/// A price scan range in points: what it is in quote per contract, over what a point is worth.
inline double range_in_points(double range, double point_value) noexcept { return range / point_value; }

/// The array of a file, for `contracts` (signed) of what it describes, added to a book's.
inline void add_contracts(RiskArray& book, double contracts, const RiskArray& losses_of_one) noexcept {
  for (std::size_t i = 0; i < book.size(); ++i) book[i] = fma(-contracts, losses_of_one[i], book[i]);
}

}  // namespace bulwark::BULWARK_TARGET

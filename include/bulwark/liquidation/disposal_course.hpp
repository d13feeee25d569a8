#pragma once

#include <optional>

#include "bulwark/liquidation/disposal.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::inline v1 {

/// How a venue got rid of a position.
struct DisposalCourse {
  Index orders = 0;
  double cash = 0.0;                  ///< quote received (a short position: paid, negative)
  std::chrono::milliseconds last{0};  ///< when the last order went out; the first goes at 0
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Disposes of `quantity` coins (negative: buys a short position back) step by step into a depth that is whole again at each step, with
/// `book` coins on offer within the venue's price range. Nothing where `most_orders` do not suffice, or the depth takes none of an order.
/// Who bears the slippage: the venue's fund.
template <DepthCurve Depth>
std::optional<DisposalCourse> disposed(const Disposal& disposal, double quantity, const Depth& depth, double book,
                                       Index most_orders) noexcept {
  DisposalCourse course;
  const double side = quantity < 0.0 ? -1.0 : 1.0;
  double left = magnitude(quantity);
  while (left > 0.0) {
    if (course.orders >= most_orders) return std::nullopt;
    const Fill fill = depth.sell(product(side, disposal.size(left, book)));
    const double filled = magnitude(fill.filled);
    if (!(filled > 0.0)) return std::nullopt;
    course.last = disposal.step * course.orders;
    ++course.orders;
    course.cash += fill.cash;
    left -= filled;
  }
  if (left != left) return std::nullopt;
  return course;
}

}  // namespace bulwark::BULWARK_TARGET

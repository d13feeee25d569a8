#pragma once

#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/liquidation/auction_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of falling prices that `curve` breaks, over two days.
template <AuctionCurve Curve>
BrokenLaws broken_by(const Curve& curve) {
  BrokenLaws broken;
  using std::chrono::seconds;
  for (const double top : {1.0, 112.9, 65'536.0}) {
    double before = curve.price(top, seconds{0});
    note(broken, before <= top, "nothing is asked above the top");
    for (int t = 0; t < 172'800; t += t < 600 ? 1 : 61) {
      const double price = curve.price(top, seconds{t});
      note(broken, price == curve.price(top, seconds{t}), "the same moment has the same price each time");
      note(broken, price >= 0.0, "no price is negative");
      note(broken, price <= before, "no price rises");
      note(broken, curve.price(top * 0x1p-10, seconds{t}) == price * 0x1p-10, "a price has its top's unit");
      before = price;
    }
  }
  for (const seconds t : {seconds{0}, seconds{600}, seconds{172'800}})
    note(broken, !is_finite(curve.price(std::numeric_limits<double>::quiet_NaN(), t)), "NaN in, NaN out");
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET

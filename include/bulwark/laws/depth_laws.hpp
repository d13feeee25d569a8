#pragma once

#include <cstdint>
#include <limits>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of depth that `depth` breaks, on 400 trades of up to `most` coins (> 0) either way. Money may be off by rounding, 2^-40 of it.
template <DepthCurve D>
BrokenLaws broken_by(const D& depth, double most) {
  constexpr double rounding = 0x1p-40;
  BrokenLaws broken;
  std::uint64_t state = 1;
  const auto share = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 33) * 0x1p-31;
  };
  const auto slack = [](const Fill& a) { return product(rounding, magnitude(a.cash)); };
  const double now = depth.price();
  note(broken, now >= 0.0 && is_finite(now), "a market has a price");
  note(broken, depth.sell(0.0).filled == 0.0 && depth.sell(0.0).cash == 0.0, "nothing asked is nothing filled");
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    const Fill fill = depth.sell(bad);
    note(broken, fill.filled != fill.filled && fill.cash != fill.cash, "what is not a quantity fills nothing that is known");
  }
  for (int round = 0; round < 400; ++round) {
    const double large = product(most, product(share(), share())), small = product(large, share());
    for (const double side : {1.0, -1.0}) {
      const Fill less = depth.sell(side * small), more = depth.sell(side * large);
      const double after_less = side * less.price_after, after_more = side * more.price_after;
      note(broken, less.cash == depth.sell(side * small).cash, "the same trade gets the same fill each time");
      note(broken, side * more.filled >= 0.0 && side * more.filled <= large, "no more is filled than is asked, and on its side");
      note(broken, side * more.cash >= 0.0, "a sale is paid, a purchase pays");
      note(broken, side * more.filled >= side * less.filled * (1.0 - rounding), "who asks more is not filled less");
      note(broken, side * more.cash >= side * less.cash - slack(less), "more sold is no less cash");
      note(broken, after_more <= after_less + product(rounding, magnitude(after_less)), "more sold is no higher price");
      note(broken, less.price_after >= 0.0 && more.price_after >= 0.0, "no price is negative");
      const double more_at_less = product(more.cash, less.filled), less_at_more = product(less.cash, more.filled);
      note(broken, side * more_at_less <= fma(rounding, less_at_more, side * less_at_more), "more sold is no better paid per coin");
      if constexpr (MovingDepth<D>) {
        const D then = depth.after(side * large);
        const Fill back = then.sell(-more.filled);
        const double scale = magnitude(more.cash) + magnitude(back.cash);
        note(broken, back.filled != -more.filled || more.cash + back.cash <= product(rounding, scale), "there and back is no gain");
        const double reached = then.price();
        note(broken, side * reached <= side * now + product(rounding, now), "a market that was sold to is not dearer");
        note(broken, side * more.price_after <= side * reached + product(rounding, reached), "a market stands between its two sides");
        const Fill next = then.sell(side * small);
        const double at_price = product(next.filled, more.price_after), dear = greatest(now, more.price_after);
        const double allowed = product(rounding, product(magnitude(next.filled), dear));
        note(broken, next.cash <= at_price + allowed, "the next coins trade at the price after or worse");
      }
    }
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET

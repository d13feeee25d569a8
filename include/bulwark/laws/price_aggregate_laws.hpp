#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "bulwark/laws/specimens.hpp"
#include "bulwark/oracle/price_aggregate.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of aggregation that `aggregate` breaks, on 400 sets of prices about 100 with weights from 1 to 4.
template <PriceAggregate A>
BrokenLaws broken_by(const A& aggregate) {
  BrokenLaws broken;
  using Prices = std::vector<Weighted>;
  const auto of = [&](Prices prices) { return aggregate.price(prices); };
  std::uint64_t state = 1;
  const auto below = [&](std::uint64_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % n;
  };
  for (int round = 0; round < 400; ++round) {
    Prices prices;
    const std::size_t size = static_cast<std::size_t>(aggregate.least_sources()) + below(9);
    for (std::size_t i = 0; i < size; ++i) {
      const double whole = 50.0 + static_cast<double>(below(1'600)) / 16.0;
      prices.push_back({whole, static_cast<double>(1 + below(4))});
    }
    double low = prices[0].value, high = low;
    for (const Weighted& p : prices) low = least(low, p.value), high = greatest(high, p.value);
    const double price = of(prices);
    note(broken, price >= low && price <= high, "a price is between its sources");
    note(broken, of(prices) == price, "the same sources are the same price each time");

    Prices changed = prices;
    std::reverse(changed.begin(), changed.end());
    std::rotate(changed.begin(), changed.begin() + 1, changed.end());
    note(broken, of(changed) == price, "the order of sources changes no bit");
    changed = prices;
    for (Weighted& p : changed) p.value *= 0x1p-20;
    note(broken, of(changed) == price * 0x1p-20, "a price has its sources' unit");
    changed = prices;
    changed[below(size)].value *= 1.25;
    note(broken, of(changed) >= price * (1.0 - 0x1p-50), "a source that rises never lowers the price");  // but for rounding
    changed = prices;
    for (Weighted& p : changed) p.value = low;
    note(broken, of(changed) == low, "sources that agree are right");
    changed = prices;
    changed[below(size)].value = std::numeric_limits<double>::quiet_NaN();
    note(broken, !is_finite(of(changed)), "NaN in, NaN out");
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET

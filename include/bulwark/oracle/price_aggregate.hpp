#pragma once

#include <concepts>
#include <span>

#include "bulwark/math/order_statistics.hpp"

namespace bulwark::BULWARK_TARGET {

/// How many sources' prices become one. Only called with at least `least_sources()` positive finite prices of weight > 0, which it may
/// reorder. Semantics: the answer lies between the smallest and the largest, does not depend on their order, does not fall when one of
/// them rises (but for rounding), and scales with all of them. `laws/price_aggregate_laws.hpp` checks it.
template <class A>
concept PriceAggregate = std::copyable<A> && requires(const A aggregate, std::span<Weighted> prices) {
  { aggregate.price(prices) }
  noexcept->std::same_as<double>;
  { aggregate.least_sources() }
  noexcept->std::same_as<Index>;
};

}  // namespace bulwark::BULWARK_TARGET

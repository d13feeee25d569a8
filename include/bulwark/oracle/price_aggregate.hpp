#pragma once

#include <concepts>
#include <span>

#include "bulwark/math/order_statistics.hpp"

namespace bulwark::BULWARK_TARGET {

/// How many sources' prices become one. Only called with at least `least_sources()` positive finite prices of weight > 0, which it may
/// reorder. Semantics: the answer lies between the smallest and the largest, does not depend on the order, rises with no price's fall,
/// and scales with all of them.
template <class A>
concept PriceAggregate = std::copyable<A> && requires(const A aggregate, std::span<Weighted> prices) {
  { aggregate.price(prices) }
  noexcept->std::same_as<double>;
  { aggregate.least_sources() }
  noexcept->std::same_as<Index>;
};

}  // namespace bulwark::BULWARK_TARGET

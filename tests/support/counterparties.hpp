#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "bulwark/system/deleveraging_order.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

namespace bulwark::test {

/// So many positions that may be closed against, some of equal score.
inline std::vector<Counterparty> parties(Random& random, Index count) {
  std::vector<Counterparty> all;
  for (Index i = 0; i < count; ++i)
    all.push_back({.account = i, .position = i, .size = random.between(0.1, 10.0), .score = static_cast<double>(random.below(5))});
  return all;
}

/// An order takes all that is asked and there, and from nobody more than it has.
template <class Order>
void takes_what_is_asked(const Order& order, std::uint64_t seed) {
  Random random{seed};
  for (int i = 0; i < 2'000; ++i) {
    std::vector<Counterparty> all = parties(random, 1 + random.below(12));
    double sum = 0.0, taken = 0.0;
    for (const Counterparty& p : all) sum += p.size;
    const double total = random.between(0.0, 1.5) * sum;
    order.take(total, all);
    for (const Counterparty& p : all) {
      CHECK((p.taken >= 0.0 && p.taken <= p.size));
      taken += p.taken;
    }
    CHECK_THAT(taken, Catch::Matchers::WithinRel(std::min(total, sum), 1e-12));
  }
}

}  // namespace bulwark::test

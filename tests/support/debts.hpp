#pragma once

#include <cmath>
#include <vector>

#include "bulwark/system/clearing_vector.hpp"
#include "support/random.hpp"

namespace bulwark::test {

/// A network that owns its numbers.
struct Debts {
  std::vector<double> outside, owed, owed_outside, held;
  double outside_recovered = 1.0, inside_recovered = 1.0;

  DebtNetwork network() const { return {outside, owed, owed_outside, held, outside_recovered, inside_recovered}; }
  Index size() const { return std::ssize(outside); }
};

/// Up to `most` venues, sparse debts, some of them short; with costs of failure and shares in each other where asked.
inline Debts random_debts(Random& random, Index most, bool has_costs, bool has_shares) {
  const Index n = 1 + random.below(most);
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  Debts debts{.outside = std::vector<double>(at(n)),
              .owed = std::vector<double>(at(n * n)),
              .owed_outside = std::vector<double>(at(n)),
              .held = has_shares ? std::vector<double>(at(n * n)) : std::vector<double>{}};
  for (Index i = 0; i < n; ++i) {
    debts.outside[at(i)] = random.between(0.0, 1.0) < 0.2 ? 0.0 : random.between(0.0, 120.0);
    debts.owed_outside[at(i)] = random.between(0.0, 1.0) < 0.3 ? 0.0 : random.between(0.0, 60.0);
    for (Index j = 0; j < n; ++j) {
      if (i == j) continue;
      if (random.between(0.0, 1.0) < 0.4) debts.owed[at(i * n + j)] = random.between(0.0, 100.0);
      if (has_shares && random.between(0.0, 1.0) < 0.4) debts.held[at(i * n + j)] = random.between(0.0, 0.9) / static_cast<double>(n);
    }
  }
  if (has_costs) debts.outside_recovered = random.between(0.3, 1.0), debts.inside_recovered = random.between(0.3, 1.0);
  return debts;
}

struct Cleared {
  std::vector<double> payment, equity;
};

/// By another method: from everybody paying in full (or nothing), what everybody could then pay, over and over. From above it tends to the
/// greatest consistent payments, from below to the least.
inline Cleared iterated(const Debts& debts, bool is_from_above, int steps = 3'000) {
  const Index n = debts.size();
  const DebtNetwork network = debts.network();
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  std::vector<double> all(at(n));
  for (Index i = 0; i < n; ++i) {
    all[at(i)] = debts.owed_outside[at(i)];
    for (Index j = 0; j < n; ++j) all[at(i)] += network.owes(i, j);
  }
  Cleared now{is_from_above ? all : std::vector<double>(at(n)), std::vector<double>(at(n))};
  if (is_from_above)  // more equity than anybody can have
    for (Index i = 0; i < n; ++i) now.equity[at(i)] = debts.held.empty() ? 0.0 : 1e4;
  for (int step = 0; step < steps; ++step) {
    Cleared next = now;
    for (Index i = 0; i < n; ++i) {
      double inside = 0.0;
      for (Index j = 0; j < n; ++j) {
        if (all[at(j)] > 0.0) inside += network.owes(j, i) * now.payment[at(j)] / all[at(j)];
        inside += network.owns(i, j) * now.equity[at(j)];
      }
      const double value = debts.outside[at(i)] + inside;
      const bool can = value >= all[at(i)] * (1.0 - 0x1p-40);
      next.payment[at(i)] = can ? all[at(i)] : debts.outside_recovered * debts.outside[at(i)] + debts.inside_recovered * inside;
      next.equity[at(i)] = can ? std::max(0.0, value - all[at(i)]) : 0.0;
    }
    now = next;
  }
  return now;
}

}  // namespace bulwark::test

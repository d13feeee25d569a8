#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"
#include "bulwark/system/solve_in_place.hpp"

namespace bulwark::inline v1 {

/// Venues that owe each other; the caller keeps the numbers. Quote.
struct DebtNetwork {
  std::span<const double> outside;         ///< venue: what each has outside the network, >= 0
  std::span<const double> owed;            ///< venue x venue: what the row owes the column, >= 0; nothing to itself
  std::span<const double> owed_outside{};  ///< venue: to everybody else, of equal rank; empty: nothing
  std::span<const double> held{};          ///< venue x venue: share of the column's equity that the row owns; columns sum to less than 1
  double outside_recovered = 1.0;          ///< share of what a failed venue has outside that its creditors get, in [0, 1]
  double inside_recovered = 1.0;           ///< the same of what others pay it and of its shares in them

  Index venues() const noexcept { return std::ssize(outside); }
  double owes(Index from, Index to) const noexcept { return owed[static_cast<std::size_t>(from * venues() + to)]; }
  double owns(Index owner, Index of) const noexcept { return held.empty() ? 0.0 : held[static_cast<std::size_t>(owner * venues() + of)]; }
};

/// Who pays what when everybody pays what he can.
struct ClearingVector {
  std::vector<double> obligation{};  ///< venue: all that it owes, quote
  std::vector<double> payment{};     ///< venue: of that, paid; the same share to every creditor
  std::vector<double> equity{};      ///< venue: what is left to its owners, >= 0
  std::vector<Index> failed_in{};    ///< venue: the round in which it is found to fail, from 1; 0: it does not
  Index rounds = 0;                  ///< in which somebody fails; at most the number of venues

  double shortfall() const noexcept {
    double sum = 0.0;
    for (std::size_t i = 0; i < payment.size(); ++i) sum += obligation[i] - payment[i];
    return sum;
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Everything that keeps a network from being cleared.
inline Faults faults(const DebtNetwork& network) {
  Faults found;
  const Index n = network.venues();
  const auto check = [&](std::span<const double> x, Index size, const char* field) {
    if (std::ssize(x) != size) return report(found, FaultCode::length_mismatch, field, {}, static_cast<double>(x.size()));
    for (Index i = 0; i < size; ++i)
      if (const double v = x[static_cast<std::size_t>(i)]; !(v >= 0.0 && is_finite(v)))
        report(found, FaultCode::negative, field, size == n ? Where{.outer = i} : Where{.outer = i / n, .inner = i % n}, v);
  };
  check(network.outside, n, "debt_network.outside"), check(network.owed, n * n, "debt_network.owed");
  if (!network.owed_outside.empty()) check(network.owed_outside, n, "debt_network.owed_outside");
  if (!network.held.empty()) check(network.held, n * n, "debt_network.held");
  for (const double share : {network.outside_recovered, network.inside_recovered})
    if (!(share >= 0.0 && share <= 1.0)) report(found, FaultCode::out_of_range, "debt_network.recovered", {}, share);
  if (!found.empty()) return found;
  for (Index j = 0; j < n; ++j) {
    double column = 0.0;
    for (Index i = 0; i < n; ++i) column += network.owns(i, j);
    if (!(column < 1.0)) report(found, FaultCode::out_of_range, "debt_network.held", {.outer = j}, column);
    if (network.owes(j, j) != 0.0) report(found, FaultCode::out_of_range, "debt_network.owed", {j, j}, network.owes(j, j));
    double owed = network.owed_outside.empty() ? 0.0 : network.owed_outside[static_cast<std::size_t>(j)];
    double due = network.outside[static_cast<std::size_t>(j)];
    for (Index i = 0; i < n; ++i) owed += network.owes(j, i), due += network.owes(i, j);
    for (const double sum : {owed, due})  // an endless debt less an endless claim says nothing of who fails
      if (!is_finite(sum)) report(found, FaultCode::overflow, "debt_network.owed", {.outer = j}, sum);
  }
  return found;
}

/// The greatest payments that are consistent: who can, pays in full; who cannot, pays what it has (less the costs of its failure), every
/// creditor the same share. Found by assuming that nobody fails, and then that those fail who cannot pay even so, until nobody is added.
/// A venue that lacks less than 2^-40 of its obligation pays it. Cost: of one elimination of venues x venues per round, more with shares.
/// Source: Eisenberg and Noe (2001), the fictitious default algorithm; Rogers and Veraart (2013) for costs of failure; Elsinger (2009) for
/// shares held in each other. Faults: as `faults(network)`.
inline Checked<ClearingVector> clearing_vector(const DebtNetwork& network) {
  if (Faults found = faults(network); !found.empty()) return found;
  const Index n = network.venues();
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  ClearingVector clear{.obligation = std::vector<double>(at(n)), .payment = {}, .equity = std::vector<double>(at(n)), .failed_in = {}};
  clear.failed_in.resize(at(n));
  for (Index i = 0; i < n; ++i) {
    double& all = clear.obligation[at(i)];
    all = network.owed_outside.empty() ? 0.0 : network.owed_outside[at(i)];
    for (Index j = 0; j < n; ++j) all += network.owes(i, j);
  }
  clear.payment = clear.obligation;
  const auto share = [&](Index from, Index to) {
    const double all = clear.obligation[at(from)];
    return all > 0.0 ? network.owes(from, to) / all : 0.0;
  };
  // What a venue has but for what the unknowns of the round bring: payments of the failed and equities of the rest.
  const auto failed = [&](Index i) { return clear.failed_in[at(i)] != 0; };
  std::vector<char> has_equity(at(n));
  std::vector<double> matrix, known, value(at(n));
  std::vector<Index> unknown;
  for (bool is_grown = true; is_grown;) {
    std::fill(has_equity.begin(), has_equity.end(), char{0});
    std::fill(clear.equity.begin(), clear.equity.end(), 0.0);
    // Equities are found from below: only those count that are positive by what is known to be.
    for (bool is_richer = true; is_richer;) {
      is_richer = false;
      unknown.clear();
      for (Index i = 0; i < n; ++i)
        if (failed(i) || has_equity[at(i)] != 0) unknown.push_back(i);
      const Index m = std::ssize(unknown);
      matrix.assign(at(m * m), 0.0), known.assign(at(m), 0.0);
      for (Index r = 0; r < m; ++r) {
        const Index i = unknown[at(r)];
        const double inside = failed(i) ? network.inside_recovered : 1.0, outside = failed(i) ? network.outside_recovered : 1.0;
        double sum = product(outside, network.outside[at(i)]) - (failed(i) ? 0.0 : clear.obligation[at(i)]);
        for (Index j = 0; j < n; ++j)
          if (!failed(j)) sum = fma(inside, network.owes(j, i), sum);
        known[at(r)] = sum;
        for (Index c = 0; c < m; ++c) {
          const Index j = unknown[at(c)];
          matrix[at(r * m + c)] = (r == c ? 1.0 : 0.0) - product(inside, failed(j) ? share(j, i) : network.owns(i, j));
        }
      }
      solve_in_place(matrix, known);
      for (Index r = 0; r < m; ++r) {
        const Index i = unknown[at(r)];
        if (failed(i))
          clear.payment[at(i)] = least(clear.obligation[at(i)], greatest(0.0, known[at(r)]));
        else
          clear.equity[at(i)] = greatest(0.0, known[at(r)]);
      }
      for (Index i = 0; i < n; ++i) {
        value[at(i)] = network.outside[at(i)] - clear.obligation[at(i)];
        for (Index j = 0; j < n; ++j) {
          const double paid = failed(j) ? product(share(j, i), clear.payment[at(j)]) : network.owes(j, i);
          value[at(i)] += paid + (failed(j) || has_equity[at(j)] == 0 ? 0.0 : product(network.owns(i, j), clear.equity[at(j)]));
        }
        if (!failed(i) && has_equity[at(i)] == 0 && value[at(i)] > 0.0) has_equity[at(i)] = 1, is_richer = true;
      }
    }
    is_grown = false;
    for (Index i = 0; i < n; ++i) {
      if (failed(i) || !(value[at(i)] < product(-0x1p-40, clear.obligation[at(i)]))) continue;
      clear.failed_in[at(i)] = clear.rounds + 1;
      clear.equity[at(i)] = 0.0;
      is_grown = true;
    }
    clear.rounds += is_grown;
  }
  return clear;
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <algorithm>
#include <concepts>
#include <vector>

#include "bulwark/system/clearing_vector.hpp"
#include "bulwark/system/debt_rank.hpp"

namespace bulwark::inline v1 {

/// What the failure of one venue, or the fall of one asset, brings to the others. Quote.
struct ContagionPath {
  Index source;
  double first_round;  ///< lost by those it touches itself
  double full_round;   ///< lost once everything has run its course
  Index unknown = 0;   ///< accounts of whose losses nothing is known: the sums are without them, and too low
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Early warning: sources of which most is unknown first, then by what they bring in the end, the worst first; between equals what they
/// bring at once decides, then the source's number. `loss(source)` says what a source brings.
template <std::invocable<Index> Loss>
std::vector<ContagionPath> ranked_paths(Index sources, Loss loss) {
  std::vector<ContagionPath> paths;
  for (Index s = 0; s < sources; ++s) paths.push_back(loss(s));
  std::stable_sort(paths.begin(), paths.end(), [](const ContagionPath& a, const ContagionPath& b) {
    if (a.unknown != b.unknown) return a.unknown > b.unknown;
    return a.full_round != b.full_round ? a.full_round > b.full_round : a.first_round > b.first_round;
  });
  return paths;
}

/// Venues by what their failure brings: all that a venue has outside the network is gone, and its creditors clear. Losses are what others
/// (those outside included) are paid less, and what owners of other venues have less, than without the failure. Where failures cost
/// something the first round may be more than the last: debtors of the source that fail bring its estate less for the costs to eat.
inline Checked<std::vector<ContagionPath>> ranked_failures(const DebtNetwork& network) {
  const Checked<ClearingVector> calm = clearing_vector(network);
  if (!calm) return calm.faults();
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  const Index n = network.venues();
  return ranked_paths(n, [&](Index source) {
    std::vector<double> outside(network.outside.begin(), network.outside.end());
    outside[at(source)] = 0.0;
    DebtNetwork without = network;
    without.outside = outside;
    const Checked<ClearingVector> struck = clearing_vector(without);
    // At once: what the source itself does not pay, were everybody else to pay as in the calm.
    double received = 0.0;
    for (Index j = 0; j < n; ++j)
      if (calm->obligation[at(j)] > 0.0) received += product(network.owes(j, source), calm->payment[at(j)] / calm->obligation[at(j)]);
    const double paid = calm->payment[at(source)];
    const bool is_failed = received < product(1.0 - 0x1p-40, calm->obligation[at(source)]);
    const double first = is_failed ? greatest(0.0, paid - product(network.inside_recovered, received)) : 0.0;
    double full = 0.0;
    for (Index i = 0; i < n; ++i) {
      full += calm->payment[at(i)] - struck->payment[at(i)];
      if (i == source) continue;
      // What a venue is paid less it either pays less or has less: the first is its creditors' loss, counted with them.
      full += calm->equity[at(i)] - struck->equity[at(i)];
    }
    for (Index i = 0; i < n; ++i)  // payments inside the network that fail to arrive are not lost twice
      for (Index j = 0; j < n; ++j)
        if (const double all = calm->obligation[at(i)]; all > 0.0)
          full -= product(network.owes(i, j) / all, calm->payment[at(i)] - struck->payment[at(i)]);
    return ContagionPath{source, first, full};
  });
}

/// Venues by DebtRank: what their whole capital's loss brings, in shares of all capital (or size).
inline Checked<std::vector<ContagionPath>> ranked_distress(const ExposureNetwork& network) {
  if (Faults found = faults(network); !found.empty()) return found;
  const auto at = [](Index i) { return static_cast<std::size_t>(i); };
  const Index n = network.venues();
  double all = 0.0;
  for (Index i = 0; i < n; ++i) all += network.size.empty() ? 1.0 : network.size[at(i)];
  return ranked_paths(n, [&](Index source) {
    std::vector<double> shock(at(n), 0.0);
    shock[at(source)] = 1.0;
    double first = 0.0;
    for (Index i = 0; i < n; ++i)
      if (i != source)
        first = fma(network.size.empty() ? 1.0 : network.size[at(i)],
                    least(1.0, network.exposure[at(i * n + source)] / network.capital[at(i)]), first);
    return ContagionPath{source, all > 0.0 ? first / all : 0.0, debt_rank(network, shock)->rank};
  });
}

}  // namespace bulwark::BULWARK_TARGET

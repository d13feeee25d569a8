// How fast are value at risk and expected shortfall of profits that are in memory? Beside a copy and std::nth_element, beside a copy and
// std::sort, and beside reading the profits once; the peers add the tail in the order in which it happens to lie. Each in turn, in one run.

#include <cmath>
#include <vector>

#include "bulwark/math/scenario_normals.hpp"
#include "bulwark/var/tail_report.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

std::vector<double> some_profits(Index count) {
  std::vector<double> profits(static_cast<std::size_t>(padded(count)));
  scenario_normals(1, 0, count, false, 0, 1, profits.data());
  profits.resize(static_cast<std::size_t>(count));
  return profits;
}

double first_ones(const std::vector<double>& profits, std::size_t count) {
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) sum += profits[i];
  return sum;
}

/// Ours leaves the profits where they are. Per profit.
template <class Peer>
void against(benchmark::State& state, const Peer& peer) {
  const std::vector<double> profits = some_profits(state.range(0));
  std::vector<double> ours(profits.size()), theirs(profits.size());
  paired(
      state, double(profits.size()), [&] { benchmark::DoNotOptimize(tail_report(profits, 0.01, {}, {}, ours)); },
      [&] { benchmark::DoNotOptimize(peer(profits, theirs)); });
}

void tail_against_nth_element(benchmark::State& state) {
  against(state, [](const std::vector<double>& profits, std::vector<double>& scratch) {
    scratch = profits;
    const std::size_t count = profits.size() / 100;
    std::nth_element(scratch.begin(), scratch.begin() + std::ptrdiff_t(count) - 1, scratch.end());
    return first_ones(scratch, count);
  });
}
BENCHMARK(tail_against_nth_element)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->UseManualTime()->Iterations(41);

void tail_against_sort(benchmark::State& state) {
  against(state, [](const std::vector<double>& profits, std::vector<double>& scratch) {
    scratch = profits;
    std::sort(scratch.begin(), scratch.end());
    return first_ones(scratch, profits.size() / 100);
  });
}
BENCHMARK(tail_against_sort)->Arg(1'000'000)->UseManualTime()->Iterations(11);

// ratio: the share of ours that reading every profit once would take.
void tail_against_reading_once(benchmark::State& state) {
  against(state, [](const std::vector<double>& profits, std::vector<double>&) {
    using Real = Lanes<4 * BULWARK_LANES>;
    Real least(0.0);
    for (std::size_t i = 0; i + Real::count <= profits.size(); i += Real::count) least = lower(load<Real>(profits.data() + i), least);
    return least.lane(0);
  });
}
BENCHMARK(tail_against_reading_once)->Arg(1'000'000)->UseManualTime()->Iterations(41);

}  // namespace
}  // namespace bulwark::bench

// How much faster are two threads? The same venue swept by one thread and by two, which share the table and merge their summaries: totals,
// the 64 riskiest, a histogram. 400,000 accounts of 20 positions in 2,000 instruments under 64 scenarios. Wall time; the program must have
// two processors to itself.

#include <thread>

#include "bulwark/evaluate/float_tick.hpp"
#include "bulwark/evaluate/sweep.hpp"
#include "support/one_coin.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 400'000;

const AccountRows& rows() { return accounts_of_one_coin<accounts>(); }

template <class Evaluator>
void swept(benchmark::State& state, const Evaluator& tick) {
  const std::vector<double> edges{0.0, 0.5, 1.0, 1.25, 2.0, 10.0};
  const auto empty = *VenueSummary<>::from({.riskiest = 64, .edges = edges});
  const AccountRange whole{.begin = 0, .end = accounts};
  VenueSummary<> one = empty, both = empty;
  Workspace workspace = tick.workspace(), other_workspace = tick.workspace();
  rows();
  const auto alone = [&] { one = empty, sweep(tick, rows(), whole, workspace, one); };
  const auto together = [&] {
    VenueSummary<> other = empty;
    both = empty;
    std::thread second([&] { sweep(tick, rows(), part_of(whole, 1, 2), other_workspace, other); });
    sweep(tick, rows(), part_of(whole, 0, 2), workspace, both);
    second.join();
    if (!both.merge(other)) state.SkipWithError("not merged");
  };
  two_against_one(state, double(accounts), together, alone);
  if (!(one == both)) state.SkipWithError("not the same bits");
}

void in_doubles(benchmark::State& state) { swept(state, *worst_of_64().price(listing(), made_up_market())); }
void over_floats(benchmark::State& state) {
  const auto tick = *worst_of_64().price(listing(), made_up_market());
  swept(state, *FloatTick<decltype(worst_of_64())>::from(tick, FloatSums::floats));
}
BENCHMARK(in_doubles)->UseManualTime()->Iterations(15);
BENCHMARK(over_floats)->UseManualTime()->Iterations(15);

}  // namespace
}  // namespace bulwark::bench

#pragma once

#include "bulwark/core/asset.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {

#if defined(__x86_64__)
/// Ticks of the processor's clock when all that stands before it is done.
inline double clock_ticks() {
  __builtin_ia32_lfence();
  const auto now = __builtin_ia32_rdtsc();
  __builtin_ia32_lfence();
  return static_cast<double>(now);
}

/// Times every call by itself: `calls` times `prepare(i)`, which is not timed, then `call(i)`. The least that the clock itself takes is
/// taken off. Counters: ns at the middle and at the slow end of all calls of all iterations.
template <class Prepare, class Call>
void each_call(benchmark::State& state, Index calls, Prepare&& prepare, Call&& call) {
  double own = 1e9, ticks = 0.0;
  const double wall = wall_seconds([&] {
    const double begin = clock_ticks();
    for (int i = 0; i < 100'000; ++i) {
      const double before = clock_ticks();
      own = std::min(own, clock_ticks() - before);
    }
    ticks = clock_ticks() - begin;
  });
  std::vector<double> took;
  for (auto _ : state) {
    double sum = 0.0;
    for (Index i = 0; i < calls; ++i) {
      prepare(i);
      const double before = clock_ticks();
      call(i);
      took.push_back((clock_ticks() - before - own) * wall / ticks);
      sum += took.back();
    }
    state.SetIterationTime(sum);
  }
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) { return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))] * 1e9; };
  state.counters["ours_ns"] = at(0.5);
  state.counters["ours_p50_ns"] = at(0.5);
  state.counters["ours_p99_ns"] = at(0.99);
  state.counters["ours_p99.9_ns"] = at(0.999);
}
#endif

}  // namespace bulwark::bench

#pragma once

#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace bulwark::bench {

/// Seconds that this thread has had a processor.
inline double processor_time() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Seconds of processor time that `work` takes: what other programs do is not counted, though their use of the caches is felt.
template <class Work>
double seconds(Work&& work) {
  const double begin = processor_time();
  work();
  benchmark::ClobberMemory();
  return processor_time() - begin;
}

/// Element of rank `share` x size.
inline double quantile(std::vector<double> x, double share) {
  if (x.empty()) return 0.0;
  std::sort(x.begin(), x.end());
  return x[static_cast<std::size_t>(share * static_cast<double>(x.size() - 1))];
}

/// Times ours and the peer in turn, iteration by iteration, so that whatever else the machine does meets both. Each does `items` items.
/// Counters: ns per item of each (median), the fastest of ours, and peer / ours with the spread of the pairs' ratios (10 % to 90 %).
template <class Ours, class Peer>
void paired(benchmark::State& state, double items, Ours&& ours, Peer&& peer) {
  std::vector<double> our_time, peer_time, ratio;
  ours(), peer();
  bool ours_first = false;
  for (auto _ : state) {
    ours_first = !ours_first;
    double peer_seconds = ours_first ? 0.0 : seconds(peer);
    const double our_seconds = seconds(ours);
    if (ours_first) peer_seconds = seconds(peer);
    state.SetIterationTime(our_seconds);
    our_time.push_back(our_seconds), peer_time.push_back(peer_seconds), ratio.push_back(peer_seconds / our_seconds);
  }
  state.counters["ours_ns"] = quantile(our_time, 0.5) / items * 1e9;
  state.counters["ours_least_ns"] = quantile(our_time, 0.0) / items * 1e9;
  state.counters["peer_ns"] = quantile(peer_time, 0.5) / items * 1e9;
  state.counters["ratio"] = quantile(ratio, 0.5);
  state.counters["ratio_low"] = quantile(ratio, 0.1);
  state.counters["ratio_high"] = quantile(ratio, 0.9);
}

/// Seconds on the wall: for work that is spread over threads.
template <class Work>
double wall_seconds(Work&& work) {
  const auto now = [] {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  benchmark::ClobberMemory();
  return now() - begin;
}

/// Times two threads and one at the same work by the clock on the wall, in turn. Counters: ns per item of each, and one's time over two's.
template <class Two, class One>
void two_against_one(benchmark::State& state, double items, Two&& two, One&& one) {
  std::vector<double> shared, single, ratio;
  one(), two();
  for (auto _ : state) {
    shared.push_back(wall_seconds(two)), single.push_back(wall_seconds(one));
    state.SetIterationTime(shared.back());
    ratio.push_back(single.back() / shared.back());
  }
  state.counters["ours_ns"] = quantile(shared, 0.5) / items * 1e9;
  state.counters["peer_ns"] = quantile(single, 0.5) / items * 1e9;
  state.counters["ratio"] = quantile(ratio, 0.5);
  state.counters["ratio_low"] = quantile(ratio, 0.1);
  state.counters["ratio_high"] = quantile(ratio, 0.9);
}

/// Times ours alone.
template <class Ours>
void alone(benchmark::State& state, double items, Ours&& ours) {
  std::vector<double> time;
  ours();
  for (auto _ : state) {
    time.push_back(seconds(ours));
    state.SetIterationTime(time.back());
  }
  state.counters["ours_ns"] = quantile(time, 0.5) / items * 1e9;
  state.counters["ours_least_ns"] = quantile(time, 0.0) / items * 1e9;
  state.counters["ours_p90_ns"] = quantile(time, 0.9) / items * 1e9;
}

/// The processor and the flags stand above every table.
inline const bool context_is_set = [] {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0) {
      benchmark::AddCustomContext("cpu", line.substr(line.find(':') + 2));
      break;
    }
#if defined(__clang__)
  benchmark::AddCustomContext("compiler", __VERSION__);
#else
  benchmark::AddCustomContext("compiler", "GCC " __VERSION__);
#endif
  benchmark::AddCustomContext("flags", BULWARK_BENCH_FLAGS);
  return true;
}();

}  // namespace bulwark::bench

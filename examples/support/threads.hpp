#pragma once

#include <time.h>

#include <thread>
#include <vector>

namespace examples {

/// Seconds that this thread has computed, whatever else the machine did meanwhile.
inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Runs `work(thread)` for every thread in [0, threads) at once. Returns the seconds that all of them computed.
template <class Work>
double in_threads(std::ptrdiff_t threads, Work work) {
  std::vector<double> seconds(static_cast<std::size_t>(threads));
  const auto timed = [&](std::ptrdiff_t t) {
    const double begun = thread_seconds();
    work(t);
    seconds[static_cast<std::size_t>(t)] = thread_seconds() - begun;
  };
  {
    std::vector<std::jthread> others;
    for (std::ptrdiff_t t = 1; t < threads; ++t) others.emplace_back(timed, t);
    timed(0);
  }
  double all = 0.0;
  for (const double s : seconds) all += s;
  return all;
}

}  // namespace examples

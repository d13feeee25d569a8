// How fast, and how near the truth, are our exp, log and normal functions next to the C library's? Columns of 2,040 numbers in the first
// cache; errors are the worst of these numbers in ulp, against 64-bit mantissas.

#include <cmath>
#include <numbers>
#include <vector>

#include "bulwark/math/normal.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

constexpr int lanes = 3 * BULWARK_LANES;
constexpr int size = 2040;
using Real = Lanes<lanes>;

double ulps(double ours, long double truth) {
  const double size_of_truth = std::fabs(static_cast<double>(truth));
  const double ulp = std::nextafter(size_of_truth, HUGE_VAL) - size_of_truth;
  return static_cast<double>(std::fabs(static_cast<long double>(ours) - truth) / static_cast<long double>(ulp));
}

template <class Ours, class Peer, class Truth>
void column(benchmark::State& state, double low, double high, const Ours& ours, const Peer& peer, const Truth& truth) {
  std::vector<double> x(size), mine(size), theirs(size);
  for (int i = 0; i < size; ++i) x[std::size_t(i)] = low + (high - low) * (i * 1237 % size) / size;
  paired(
      state, size,
      [&] {
        for (int i = 0; i < size; i += lanes) ours(&x[std::size_t(i)], &mine[std::size_t(i)]);
      },
      [&] {
        for (int i = 0; i < size; ++i) theirs[std::size_t(i)] = peer(x[std::size_t(i)]);
      });
  double our_worst = 0.0, peer_worst = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    our_worst = std::fmax(our_worst, ulps(mine[i], truth(static_cast<long double>(x[i]))));
    peer_worst = std::fmax(peer_worst, ulps(theirs[i], truth(static_cast<long double>(x[i]))));
  }
  state.counters["ours_ulp"] = our_worst;
  state.counters["peer_ulp"] = peer_worst;
}

void exp_column(benchmark::State& state) {
  column(
      state, -50.0, 50.0, [](const double* x, double* y) { store(y, exp(load<Real>(x))); }, [](double x) { return std::exp(x); },
      [](long double x) { return std::exp(x); });
}
void expm1_column(benchmark::State& state) {
  column(
      state, -1.0, 3.0, [](const double* x, double* y) { store(y, expm1(load<Real>(x))); }, [](double x) { return std::expm1(x); },
      [](long double x) { return std::expm1(x); });
}
void log_column(benchmark::State& state) {
  column(
      state, 1e-3, 50.0, [](const double* x, double* y) { store(y, log(load<Real>(x))); }, [](double x) { return std::log(x); },
      [](long double x) { return std::log(x); });
}
void log1p_column(benchmark::State& state) {
  column(
      state, -0.5, 2.0, [](const double* x, double* y) { store(y, log1p(load<Real>(x))); }, [](double x) { return std::log1p(x); },
      [](long double x) { return std::log1p(x); });
}
void normal_cdf_column(benchmark::State& state) {
  column(
      state, -8.0, 4.0, [](const double* x, double* y) { store(y, normal_cdf(load<Real>(x))); },
      [](double x) { return 0.5 * std::erfc(x * -std::numbers::sqrt2 / 2.0); },
      [](long double x) { return 0.5L * std::erfc(x * -std::numbers::sqrt2_v<long double> / 2.0L); });
}
void mills_ratio_column(benchmark::State& state) {
  constexpr double scale = 1.2533141373155001;  // sqrt(pi / 2)
  column(
      state, 0.0, 8.0, [](const double* x, double* y) { store(y, mills_tail(load<Real>(x))); },
      [](double x) { return scale * std::exp(0.5 * x * x) * std::erfc(x * std::numbers::sqrt2 / 2.0); },
      [](long double x) {
        return 1.25331413731550025120788264240552262L * std::exp(0.5L * x * x) * std::erfc(x * std::numbers::sqrt2_v<long double> / 2.0L);
      });
}

BENCHMARK(exp_column)->UseManualTime();
BENCHMARK(expm1_column)->UseManualTime();
BENCHMARK(log_column)->UseManualTime();
BENCHMARK(log1p_column)->UseManualTime();
BENCHMARK(normal_cdf_column)->UseManualTime();
BENCHMARK(mills_ratio_column)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench

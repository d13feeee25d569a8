// How long does an SVI slice take to fit? 64 smiles of 40 quotes, five thousandths of noise; against QuantLib's interpolation (Levenberg
// and Marquardt from a plain start, then up to 50 random ones until the error is below 0.2 points: its defaults), in turn. Errors are root
// mean squares in volatility points, worst and median of the smiles; a free fit has no butterflies.

#include <cmath>
#include <random>

#include "bulwark/calibration/svi_free_fit.hpp"
#include "support/paired.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/experimental/volatility/sviinterpolation.hpp>
#endif

namespace bulwark::bench {
namespace {

constexpr int smiles = 64, quotes = 40;

const std::vector<Smile>& quoted() {
  static const std::vector<Smile> made = [] {
    std::mt19937_64 random(1);
    const auto any = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
    std::vector<Smile> all;
    for (int i = 0; i < smiles; ++i) {
      const double years = std::exp(any(-4.0, 0.5)), volatility = any(0.2, 1.0), variance = volatility * volatility * years;
      const double deviation = std::sqrt(variance);
      SviSlice s{};
      s.rho = any(-0.8, 0.4), s.b = deviation * any(0.1, 0.7), s.sigma = deviation * any(0.4, 2.0), s.m = deviation * any(-0.6, 0.6);
      s.a = variance * any(0.2, 0.8);
      Smile smile{100.0, years, {}};
      for (int q = 0; q < quotes; ++q) {
        const double k = deviation * (-3.5 + 6.0 * q / (quotes - 1));
        smile.quotes.push_back({k, std::sqrt(svi_point(s, k).variance / years) * (1.0 + any(-0.005, 0.005)), 1.0});
      }
      all.push_back(smile);
    }
    return all;
  }();
  return made;
}

void report_errors(benchmark::State& state, const char* who, const std::vector<double>& errors) {
  state.counters[std::string(who) + "_points"] = 100.0 * quantile(errors, 0.5);
  state.counters[std::string(who) + "_worst_points"] = 100.0 * quantile(errors, 1.0);
}

void free_of_butterflies(benchmark::State& state) {
  std::vector<double> errors(smiles);
  alone(state, smiles, [&] {
    for (std::size_t i = 0; i < smiles; ++i) errors[i] = fit_butterfly_free_svi(quoted()[i])->error.plain;
  });
  report_errors(state, "ours", errors);
}
BENCHMARK(free_of_butterflies)->UseManualTime()->Iterations(11);

void slices_alone(benchmark::State& state) {
  std::vector<double> errors(smiles);
  alone(state, smiles, [&] {
    for (std::size_t i = 0; i < smiles; ++i) errors[i] = fit_svi(quoted()[i])->error.plain;
  });
  report_errors(state, "ours", errors);
}
BENCHMARK(slices_alone)->UseManualTime()->Iterations(21);

#ifdef BULWARK_HAS_QUANTLIB

void against_quantlib(benchmark::State& state) {
  std::vector<double> errors(smiles), theirs(smiles);
  paired(
      state, smiles,
      [&] {
        for (std::size_t i = 0; i < smiles; ++i) errors[i] = fit_svi(quoted()[i])->error.plain;
      },
      [&] {
        for (std::size_t i = 0; i < smiles; ++i) {
          const Smile& smile = quoted()[i];
          std::vector<double> strike, volatility;
          for (const SmileQuote& q : smile.quotes)
            strike.push_back(smile.forward * std::exp(q.log_moneyness)), volatility.push_back(q.volatility);
          // Its own default start has no number for a: ours is a plain smile at the money's deviation.
          const double volatility_there = smile.quotes[23].volatility, variance = volatility_there * volatility_there * smile.years;
          const double deviation = std::sqrt(variance);
          QuantLib::SviInterpolation fit(strike.begin(), strike.end(), volatility.begin(), smile.years, smile.forward, 0.5 * variance,
                                         0.3 * deviation, deviation, -0.3, 0.0, false, false, false, false, false, false);
          fit.update();
          theirs[i] = fit.rmsError();
        }
      });
  report_errors(state, "ours", errors), report_errors(state, "peer", theirs);
}
BENCHMARK(against_quantlib)->UseManualTime()->Iterations(7);

#endif

}  // namespace
}  // namespace bulwark::bench

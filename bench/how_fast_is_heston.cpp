// How fast is a chain of 50 strikes under stochastic variance, value and four Greeks each? As QuantLib's default engines are asked for
// their values alone (AnalyticHestonEngine with 144 Laguerre nodes, BatesEngine), in turn. Theirs is wrong by up to 1e-4 of the spot.

#include <cmath>

#include "support/paired.hpp"

#include "bulwark/pricing/heston_chain.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/models/equity/batesmodel.hpp>
#include <ql/models/equity/hestonmodel.hpp>
#include <ql/pricingengines/vanilla/analytichestonengine.hpp>
#include <ql/pricingengines/vanilla/batesengine.hpp>
#include <ql/processes/batesprocess.hpp>
#include <ql/processes/hestonprocess.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#endif

namespace bulwark::bench {
namespace {

constexpr std::size_t strikes = 50;
constexpr VarianceModel<double> without_jumps{1.5, 0.06, 0.5, -0.6, {0.0, 0.0, 0.0}};
constexpr VarianceModel<double> with_jumps{1.5, 0.06, 0.5, -0.6, {0.8, -0.08, 0.12}};

/// Strikes within 2.5 deviations of the forward, puts and calls in turn.
struct Chain {
  std::vector<double> strike, side, value, delta, gamma, by_variance, theta;
  Claim<double> of;

  explicit Chain(double years) : of{100.0, 100.0, 0.25, years, 1.0} {
    for (std::size_t i = 0; i < strikes; ++i) {
      strike.push_back(100.0 * std::exp(2.5 * 0.25 * std::sqrt(years) * (2.0 * double(i) / double(strikes - 1) - 1.0)));
      side.push_back(i % 2 == 0 ? 1.0 : -1.0);
    }
    for (std::vector<double>* column : {&value, &delta, &gamma, &by_variance, &theta}) column->resize(strikes);
  }
  void price(const VarianceModel<double>& model) {
    heston_chain(of, strike, side, model, VarianceGreeks<ResultColumn>{value, delta, gamma, by_variance, theta, {}, {}, {}});
  }
};

double years_of(const benchmark::State& state) { return double(state.range(0)) / 365.0; }

void one_by_one(benchmark::State& state) {
  Chain chain(years_of(state));
  const VarianceModel<double>& model = state.range(1) == 0 ? without_jumps : with_jumps;
  alone(state, double(strikes), [&] {
    for (std::size_t i = 0; i < strikes; ++i) {
      Claim<double> claim = chain.of;
      claim.strike = chain.strike[i];
      claim.side = chain.side[i];
      benchmark::DoNotOptimize(heston_greeks(claim, model));
    }
  });
}
BENCHMARK(one_by_one)->ArgNames({"days", "jumps"})->ArgsProduct({{183}, {0, 1}})->UseManualTime()->Iterations(41);

#ifdef BULWARK_HAS_QUANTLIB

void chain_against_quantlib(benchmark::State& state) {
  namespace ql = QuantLib;
  Chain chain(years_of(state));
  const bool jumps = state.range(1) != 0;
  const VarianceModel<double>& m = jumps ? with_jumps : without_jumps;
  const ql::Date today(15, ql::January, 2024);
  ql::Settings::instance().evaluationDate() = today;
  const auto spot = ql::ext::make_shared<ql::SimpleQuote>(100.0);
  const ql::Handle<ql::YieldTermStructure> flat(ql::ext::make_shared<ql::FlatForward>(today, 0.0, ql::Actual365Fixed()));
  const ql::Handle<ql::Quote> quote(spot);
  const double variance = 0.25 * 0.25;
  ql::ext::shared_ptr<ql::PricingEngine> engine;
  if (jumps) {
    const auto process = ql::ext::make_shared<ql::BatesProcess>(flat, flat, quote, variance, m.reversion, m.long_variance, m.wobble,
                                                                m.correlation, m.jumps.per_year, m.jumps.mean, m.jumps.deviation);
    engine = ql::ext::make_shared<ql::BatesEngine>(ql::ext::make_shared<ql::BatesModel>(process));
  } else {
    const auto process =
        ql::ext::make_shared<ql::HestonProcess>(flat, flat, quote, variance, m.reversion, m.long_variance, m.wobble, m.correlation);
    engine = ql::ext::make_shared<ql::AnalyticHestonEngine>(ql::ext::make_shared<ql::HestonModel>(process));
  }
  std::vector<ql::ext::shared_ptr<ql::VanillaOption>> theirs;
  for (std::size_t i = 0; i < strikes; ++i) {
    const auto type = chain.side[i] > 0.0 ? ql::Option::Call : ql::Option::Put;
    theirs.push_back(
        ql::ext::make_shared<ql::VanillaOption>(ql::ext::make_shared<ql::PlainVanillaPayoff>(type, chain.strike[i]),
                                                ql::ext::make_shared<ql::EuropeanExercise>(today + static_cast<int>(state.range(0)))));
    theirs.back()->setPricingEngine(engine);
  }
  chain.price(m);
  double apart = 0.0;
  for (std::size_t i = 0; i < strikes; ++i) apart = std::fmax(apart, std::fabs(theirs[i]->NPV() - chain.value[i]) / 100.0);
  int moves = 0;
  double sink = 0.0;
  paired(
      state, double(strikes), [&] { chain.price(m); },
      [&] {
        spot->setValue(100.0 + 0.01 * (++moves % 100));  // or it would answer from its cache
        for (const auto& option : theirs) sink += option->NPV();
      });
  benchmark::DoNotOptimize(sink);
  state.counters["apart_of_spot"] = apart;
}
BENCHMARK(chain_against_quantlib)->ArgNames({"days", "jumps"})->ArgsProduct({{18, 183, 365, 730}, {0, 1}})->UseManualTime()->Iterations(41);

#else

void chain_alone(benchmark::State& state) {
  Chain chain(years_of(state));
  alone(state, double(strikes), [&] { chain.price(state.range(1) == 0 ? without_jumps : with_jumps); });
}
BENCHMARK(chain_alone)->ArgNames({"days", "jumps"})->ArgsProduct({{18, 183, 365, 730}, {0, 1}})->UseManualTime();

#endif

}  // namespace
}  // namespace bulwark::bench

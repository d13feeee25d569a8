// How long does a calibration take? Merton's and Kou's models on 60 quotes of one expiry with half a volatility point of noise, all starts
// and the errors of the parameters included. The peer is the same search with slopes by differences, as one writes it around a pricer:
// ours, or QuantLib's JumpDiffusionEngine where that is installed.

#include <array>
#include <cmath>

#include "bulwark/calibration/calibrate.hpp"
#include "bulwark/calibration/fitted_volatility.hpp"
#include "bulwark/calibration/kou_smile.hpp"
#include "bulwark/calibration/merton_smile.hpp"
#include "support/paired.hpp"
#include "support/words.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/exercise.hpp>
#include <ql/instruments/vanillaoption.hpp>
#include <ql/pricingengines/vanilla/jumpdiffusionengine.hpp>
#include <ql/processes/merton76process.hpp>
#include <ql/quotes/simplequote.hpp>
#include <ql/termstructures/volatility/equityfx/blackconstantvol.hpp>
#include <ql/termstructures/yield/flatforward.hpp>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/daycounters/actual365fixed.hpp>
#endif

namespace bulwark::bench {
namespace {

/// Quotes within three deviations of a made market: forty volatility points, two jumps a year.
Smile made_smile(double days) {
  Smile smile{.forward = 100.0, .years = days / 365.0, .quotes = {}};
  Words words(7);
  for (int i = 0; i < 60; ++i) {
    const double k = 0.47 * std::sqrt(smile.years) * 3.0 * (2.0 * i / 59.0 - 1.0);
    const double volatility = *fitted_volatility<MertonSmile>({0.4, {2.0, -0.1, 0.15}}, k, smile.years).volatility;
    smile.quotes.push_back({k, volatility + words.between(-0.005, 0.005), 1.0 + 3.0 * words.between(0.0, 1.0)});
  }
  return smile;
}

/// Merton's smiles with somebody's values, and slopes by differences of them.
template <class Value>
struct ByDifferences {
  using Parameters = MertonParameters;
  using Scratch = MertonSmile::Scratch;
  static constexpr std::size_t size = MertonSmile::size, families = MertonSmile::families;
  static constexpr auto names = MertonSmile::names;
  static std::array<double, size> values_of(const Parameters& p) { return MertonSmile::values_of(p); }
  static Parameters from_values(const std::array<double, size>& v) { return MertonSmile::from_values(v); }

  template <class Real>
  static ValueAndSlopes<Real, size> price(const Claim<Real>& claim, const Parameters& p, Scratch&) {
    ValueAndSlopes<Real, size> result{Value::of(claim, p), {}};
    const auto values = values_of(p);
    for (std::size_t k = 0; k < size; ++k) {
      auto moved = values;
      const double step = 1e-6 * std::max(0.01, std::abs(values[k]));
      moved[k] += step;
      result.slopes[k] = (Value::of(claim, from_values(moved)) - result.value) / step;
    }
    return result;
  }

  MertonSmile own{};
  static ByDifferences within(const JumpBounds& bounds, double deviation) { return {MertonSmile::within(bounds, deviation)}; }
  Mapped<size> at(const std::array<double, size>& x) const { return own.at(x); }
  std::array<double, size> coordinates(const Parameters& p) const { return own.coordinates(p); }
  void add_starts(const SmileShape& shape, std::array<std::vector<Parameters>, families>& starts) const { own.add_starts(shape, starts); }
};

struct OurValue {
  template <class Real>
  static Real of(Claim<Real> claim, const MertonParameters& p) {
    claim.volatility = Real(p.volatility);
    return merton_value(claim, Jumps<Real>{Real(p.jumps.per_year), Real(p.jumps.mean_log_jump), Real(p.jumps.log_jump_deviation)});
  }
};

template <class Model>
void fits_alone(benchmark::State& state) {
  const Smile smile = made_smile(double(state.range(0)));
  int evaluations = 0;
  alone(state, 1.0, [&] { evaluations = calibrate<Model>(smile)->evaluations; });
  state.counters["evaluations"] = evaluations;
}
BENCHMARK_TEMPLATE(fits_alone, MertonSmile)->ArgName("days")->Arg(3)->Arg(30)->Arg(365)->UseManualTime()->Iterations(101);
BENCHMARK_TEMPLATE(fits_alone, KouSmile)->ArgName("days")->Arg(3)->Arg(30)->Arg(365)->UseManualTime()->Iterations(21);

void fits_by_price_over_vega(benchmark::State& state) {
  const Smile smile = made_smile(double(state.range(0)));
  alone(state, 1.0, [&] { benchmark::DoNotOptimize(calibrate<MertonSmile>(smile, {.residual = Residual::price_over_vega})); });
}
BENCHMARK(fits_by_price_over_vega)->ArgName("days")->Arg(30)->UseManualTime()->Iterations(101);

void fits_against_differences(benchmark::State& state) {
  const Smile smile = made_smile(double(state.range(0)));
  paired(
      state, 1.0, [&] { benchmark::DoNotOptimize(calibrate<MertonSmile>(smile)); },
      [&] { benchmark::DoNotOptimize(calibrate<ByDifferences<OurValue>>(smile)); });
}
BENCHMARK(fits_against_differences)->ArgName("days")->Arg(30)->UseManualTime()->Iterations(51);

#ifdef BULWARK_HAS_QUANTLIB

/// QuantLib's engine at its default accuracy, as a user sets it up once and then moves its quotes.
class TheirEngine {
 public:
  TheirEngine() {
    namespace ql = QuantLib;
    const ql::Date today(15, ql::January, 2024);
    ql::Settings::instance().evaluationDate() = today;
    const ql::DayCounter days = ql::Actual365Fixed();
    const ql::Handle<ql::YieldTermStructure> flat(ql::ext::make_shared<ql::FlatForward>(today, 0.0, days));
    const ql::Handle<ql::BlackVolTermStructure> surface(
        ql::ext::make_shared<ql::BlackConstantVol>(today, ql::NullCalendar(), ql::Handle<ql::Quote>(volatility_), days));
    engine_ = ql::ext::make_shared<ql::JumpDiffusionEngine>(ql::ext::make_shared<ql::Merton76Process>(
        ql::Handle<ql::Quote>(ql::ext::make_shared<ql::SimpleQuote>(1.0)), flat, flat, surface, ql::Handle<ql::Quote>(per_year_),
        ql::Handle<ql::Quote>(mean_), ql::Handle<ql::Quote>(deviation_)));
    exercise_ = ql::ext::make_shared<ql::EuropeanExercise>(today + 30);
  }

  double value(double strike, double side, const MertonParameters& p) {
    namespace ql = QuantLib;
    volatility_->setValue(p.volatility), per_year_->setValue(p.jumps.per_year);
    mean_->setValue(p.jumps.mean_log_jump), deviation_->setValue(p.jumps.log_jump_deviation);
    ql::VanillaOption option(ql::ext::make_shared<ql::PlainVanillaPayoff>(side > 0.0 ? ql::Option::Call : ql::Option::Put, strike),
                             exercise_);
    option.setPricingEngine(engine_);
    return option.NPV();
  }

 private:
  using Quote = QuantLib::ext::shared_ptr<QuantLib::SimpleQuote>;
  Quote volatility_ = QuantLib::ext::make_shared<QuantLib::SimpleQuote>(0.4),
        per_year_ = QuantLib::ext::make_shared<QuantLib::SimpleQuote>(1.0), mean_ = QuantLib::ext::make_shared<QuantLib::SimpleQuote>(0.0),
        deviation_ = QuantLib::ext::make_shared<QuantLib::SimpleQuote>(0.1);
  QuantLib::ext::shared_ptr<QuantLib::PricingEngine> engine_;
  QuantLib::ext::shared_ptr<QuantLib::Exercise> exercise_;
};

struct TheirValue {
  template <class Real>
  static Real of(const Claim<Real>& claim, const MertonParameters& p) {
    static TheirEngine engine;
    double values[Real::count];
    for (int i = 0; i < Real::count; ++i) try {
        values[i] = engine.value(claim.strike.lane(i), claim.side.lane(i), p);
      } catch (const QuantLib::Error&) {  // its sum of jumps gives up
        values[i] = __builtin_nan("");
      }
    return load<Real>(values);
  }
};

void fits_against_quantlib(benchmark::State& state) {
  const Smile smile = made_smile(30.0);
  paired(
      state, 1.0, [&] { benchmark::DoNotOptimize(calibrate<MertonSmile>(smile)); },
      [&] { benchmark::DoNotOptimize(calibrate<ByDifferences<TheirValue>>(smile, {.residual = Residual::price_over_vega})); });
}
BENCHMARK(fits_against_quantlib)->UseManualTime()->Iterations(5);

#endif

}  // namespace
}  // namespace bulwark::bench

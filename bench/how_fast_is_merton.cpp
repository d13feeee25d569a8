// How fast are values and Greeks under jumps? Half to five jumps expected, as QuantLib's JumpDiffusionEngine is asked for them
// (at its default accuracy of 1e-4, which ours betters by ten digits), in turn.

#include "support/bare_kernels.hpp"
#include "support/option_book.hpp"
#include "support/paired.hpp"

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

constexpr std::size_t options = 192;

// One year to go, so that the argument is lambda T; the volatility is the engine's, one for all.
OptionBook one_year_book() {
  OptionBook book(options);
  for (std::size_t i = 0; i < options; ++i) {
    book.years[i] = 1.0;
    book.volatility[i] = book.deviation[i] = 0.4;
    book.strike[i] = 100.0 * std::exp(2.5 * 0.4 * (2.0 * double(i) / double(options) - 1.0));
  }
  return book;
}

JumpParameters jumps_of(const benchmark::State& state) {
  return {.per_year = 0.1 * double(state.range(0)), .mean_log_jump = -0.08, .log_jump_deviation = 0.15};
}

// The six and d/d lambda, d/d mean jump, d/d jump deviation: 1 / ratio is what the three more cost.
void nine_against_six(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { greeks(JumpDiffusion{}, book.discounted(), jumps_of(state), ours.nine()); },
      [&] { greeks(JumpDiffusion{}, book.discounted(), jumps_of(state), theirs.six()); });
}
BENCHMARK(nine_against_six)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(201);

// What the accuracy costs: 17 terms, the remainder of which is 1e-14 of the notional at one jump, against a bound on the remainder.
void six_against_bare_lanes(benchmark::State& state) {
  const OptionBook book = one_year_book();
  const JumpParameters jumps = jumps_of(state);
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { greeks(JumpDiffusion{}, book.discounted(), jumps, ours.six()); },
      [&] {
        in_columns(book.discounted(), theirs.six(), [&]<class Real>(const DiscountedClaim<Real>& claim) {
          return bare_merton(claim, Jumps<Real>{jumps.per_year, jumps.mean_log_jump, jumps.log_jump_deviation}, 17);
        });
      });
}
BENCHMARK(six_against_bare_lanes)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(201);

void values_alone(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results ours(options);
  alone(state, double(options), [&] { values(JumpDiffusion{}, book.claims(), jumps_of(state), ours.value); });
}
BENCHMARK(values_alone)->ArgName("tenths_of_a_jump")->Arg(0)->Arg(5)->Arg(10)->Arg(50)->UseManualTime();

void one_implied_volatility(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results marks(options);
  values(JumpDiffusion{}, book.claims(), jumps_of(state), marks.value);
  alone(state, double(options), [&] {
    for (std::size_t i = 0; i < options; ++i)
      benchmark::DoNotOptimize(implied_volatility(JumpDiffusion{}, book.claim(i), marks.value[i], jumps_of(state)));
  });
}
BENCHMARK(one_implied_volatility)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(21);

void implied_volatilities_in_columns(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results marks(options), ours(options);
  std::vector<ImpliedStatus> status(options);
  values(JumpDiffusion{}, book.claims(), jumps_of(state), marks.value);
  alone(state, double(options),
        [&] { implied_volatilities(JumpDiffusion{}, book.claims(), jumps_of(state), marks.value, ours.value, status); });
}
BENCHMARK(implied_volatilities_in_columns)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(21);

#ifdef BULWARK_HAS_QUANTLIB

void six_against_quantlib(benchmark::State& state) {
  namespace ql = QuantLib;
  const OptionBook book = one_year_book();
  const JumpParameters jumps = jumps_of(state);
  const ql::Date today(15, ql::January, 2024);
  ql::Settings::instance().evaluationDate() = today;
  const ql::DayCounter days = ql::Actual365Fixed();
  const auto quote = [](double x) { return ql::Handle<ql::Quote>(ql::ext::make_shared<ql::SimpleQuote>(x)); };
  const auto spot = ql::ext::make_shared<ql::SimpleQuote>(100.0);
  const ql::Handle<ql::YieldTermStructure> flat(ql::ext::make_shared<ql::FlatForward>(today, 0.0, days));
  const ql::Handle<ql::BlackVolTermStructure> volatility(ql::ext::make_shared<ql::BlackConstantVol>(today, ql::NullCalendar(), 0.4, days));
  const auto process = ql::ext::make_shared<ql::Merton76Process>(ql::Handle<ql::Quote>(spot), flat, flat, volatility, quote(jumps.per_year),
                                                                 quote(jumps.mean_log_jump), quote(jumps.log_jump_deviation));
  const auto engine = ql::ext::make_shared<ql::JumpDiffusionEngine>(process);
  std::vector<ql::ext::shared_ptr<ql::VanillaOption>> theirs;
  for (std::size_t i = 0; i < options; ++i) {
    const auto type = book.side[i] > 0.0 ? ql::Option::Call : ql::Option::Put;
    theirs.push_back(ql::ext::make_shared<ql::VanillaOption>(ql::ext::make_shared<ql::PlainVanillaPayoff>(type, book.strike[i]),
                                                             ql::ext::make_shared<ql::EuropeanExercise>(today + 365)));
    theirs.back()->setPricingEngine(engine);
  }
  Results ours(options);
  int moves = 0;
  double sink = 0.0;
  paired(
      state, double(options), [&] { greeks(JumpDiffusion{}, book.discounted(), jumps, ours.six()); },
      [&] {
        spot->setValue(100.0 + 0.01 * (++moves % 100));  // or it would answer from its cache
        for (const auto& option : theirs) sink += option->NPV();
      });
  benchmark::DoNotOptimize(sink);
}
BENCHMARK(six_against_quantlib)->ArgName("tenths_of_a_jump")->Arg(5)->Arg(10)->Arg(50)->UseManualTime()->Iterations(41);

#endif

}  // namespace
}  // namespace bulwark::bench

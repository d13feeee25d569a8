// How fast are values and Greeks under double-exponential jumps? Half to five jumps expected, as the lognormal ones of Merton are asked
// for the same claims, in turn: the ratio is Merton's time over Kou's.

#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"
#include "support/option_book.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

constexpr std::size_t options = 192;

// One year to go, so that the argument is lambda T.
OptionBook one_year_book() {
  OptionBook book(options);
  for (std::size_t i = 0; i < options; ++i) {
    book.years[i] = 1.0;
    book.volatility[i] = book.deviation[i] = 0.4;
    book.strike[i] = 100.0 * std::exp(2.5 * 0.4 * (2.0 * double(i) / double(options) - 1.0));
  }
  return book;
}

double count_of(const benchmark::State& state) { return 0.1 * double(state.range(0)); }
JumpParameters lognormal(double count) { return {.per_year = count, .mean_log_jump = -0.08, .log_jump_deviation = 0.15}; }
DoubleExponentialJumps exponential(double count) { return {.per_year = count, .up_share = 0.3, .up_rate = 11.0, .down_rate = 7.0}; }

/// Value, delta, gamma, vega and theta of either.
void greeks_against_merton(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { greeks(DoubleExponential{}, book.claims(), exponential(count_of(state)), ours.columns()); },
      [&] { greeks(JumpDiffusion{}, book.claims(), lognormal(count_of(state)), theirs.columns()); });
}
BENCHMARK(greeks_against_merton)->ArgName("tenths_of_a_jump")->Arg(5)->Arg(10)->Arg(50)->UseManualTime()->Iterations(201);

/// The same with the expiry's weights kept from one block of rows to the next.
void chain_against_merton(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results ours(options), theirs(options);
  ErlangLaw<2> law;
  const Greeks<ResultColumn> columns{ours.value, ours.delta, ours.gamma, ours.vega, ours.theta};
  const DoubleExponentialJumps jumps = exponential(count_of(state));
  paired(
      state, double(options), [&] { in_columns(book.claims(), columns, [&](const auto& claim) { return kou_greeks(claim, jumps, law); }); },
      [&] { greeks(JumpDiffusion{}, book.claims(), lognormal(count_of(state)), theirs.columns()); });
}
BENCHMARK(chain_against_merton)->ArgName("tenths_of_a_jump")->Arg(5)->Arg(10)->Arg(50)->UseManualTime()->Iterations(201);

void values_against_merton(benchmark::State& state) {
  const OptionBook book = one_year_book();
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { values(DoubleExponential{}, book.claims(), exponential(count_of(state)), ours.value); },
      [&] { values(JumpDiffusion{}, book.claims(), lognormal(count_of(state)), theirs.value); });
}
BENCHMARK(values_against_merton)->ArgName("tenths_of_a_jump")->Arg(5)->Arg(10)->Arg(50)->UseManualTime()->Iterations(201);

/// Every Greek there is.
void all_sensitivities(benchmark::State& state) {
  const OptionBook book = one_year_book();
  std::vector<double> value(options);
  ErlangLaw<17> law;
  const DoubleExponentialJumps jumps = exponential(count_of(state));
  alone(state, double(options), [&] {
    KouSensitivities<ResultColumn> columns{};
    columns.value = value;
    in_columns(book.claims(), columns, [&](const auto& claim) { return kou_sensitivities(claim, jumps, law); });
  });
}
BENCHMARK(all_sensitivities)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(51);

void one_greek_set(benchmark::State& state) {
  const OptionBook book = one_year_book();
  alone(state, double(options), [&] {
    for (std::size_t i = 0; i < options; ++i)
      benchmark::DoNotOptimize(greeks(DoubleExponential{}, book.claim(i), exponential(count_of(state))));
  });
}
BENCHMARK(one_greek_set)->ArgName("tenths_of_a_jump")->Arg(10)->UseManualTime()->Iterations(51);

}  // namespace
}  // namespace bulwark::bench

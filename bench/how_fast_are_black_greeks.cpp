// How fast are Black values and Greeks in columns? 3,072 options, discounted value, delta, gamma, vega, theta, rho; against QuantLib's
// BlackCalculator, the textbook loop, and the same lanes without care for tails, limits or bad input, in turn.

#include "support/bare_kernels.hpp"
#include "support/option_book.hpp"
#include "support/paired.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#endif

namespace bulwark::bench {
namespace {

constexpr std::size_t options = 3072;

const OptionBook& book() {
  static const OptionBook made(options);
  return made;
}

void greeks_against_textbook(benchmark::State& state) {
  Results ours(options), theirs(options);
  paired(
      state, double(options),
      [&] {
        greeks(Black{}, book().claims(), {}, {ours.value, ours.delta, ours.gamma, ours.vega, ours.theta});
      },
      [&] { textbook(book(), theirs); });
}
BENCHMARK(greeks_against_textbook)->UseManualTime()->Iterations(501);

// What the accuracy costs: the ratio is below 1 by it.
void six_against_bare_lanes(benchmark::State& state) {
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { greeks(Black{}, book().discounted(), {}, ours.six()); },
      [&] { in_columns(book().discounted(), theirs.six(), [](const auto& claim) { return bare_black(claim); }); });
}
BENCHMARK(six_against_bare_lanes)->UseManualTime()->Iterations(501);

void one_by_one_against_textbook(benchmark::State& state) {
  Results ours(options), theirs(options);
  paired(
      state, double(options),
      [&] {
        for (std::size_t i = 0; i < options; ++i) {
          const Greeks<double> g = black_greeks(book().claim(i));
          ours.value[i] = g.value, ours.delta[i] = g.delta, ours.gamma[i] = g.gamma, ours.vega[i] = g.vega, ours.theta[i] = g.theta;
        }
      },
      [&] { textbook(book(), theirs); });
}
BENCHMARK(one_by_one_against_textbook)->UseManualTime()->Iterations(501);

#ifdef BULWARK_HAS_QUANTLIB

QuantLib::Option::Type type_of(double side) { return side > 0.0 ? QuantLib::Option::Call : QuantLib::Option::Put; }

void six_against_quantlib(benchmark::State& state) {
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { greeks(Black{}, book().discounted(), {}, ours.six()); },
      [&] {
        for (std::size_t i = 0; i < options; ++i) {
          const double f = book().forward[i], years = book().years[i];
          const QuantLib::BlackCalculator c(type_of(book().side[i]), book().strike[i], f, book().deviation[i], book().discount[i]);
          theirs.value[i] = c.value();
          theirs.delta[i] = c.delta(f);
          theirs.gamma[i] = c.gamma(f);
          theirs.vega[i] = c.vega(years);
          theirs.theta[i] = c.theta(f, years);
          theirs.rho[i] = c.rho(years);
        }
      });
}
BENCHMARK(six_against_quantlib)->UseManualTime()->Iterations(501);

void values_against_quantlib(benchmark::State& state) {
  Results ours(options), theirs(options);
  paired(
      state, double(options), [&] { values(Black{}, book().claims(), {}, ours.value); },
      [&] {
        for (std::size_t i = 0; i < options; ++i)
          theirs.value[i] = QuantLib::blackFormula(type_of(book().side[i]), book().strike[i], book().forward[i], book().deviation[i]);
      });
}
BENCHMARK(values_against_quantlib)->UseManualTime()->Iterations(501);

#endif

}  // namespace
}  // namespace bulwark::bench

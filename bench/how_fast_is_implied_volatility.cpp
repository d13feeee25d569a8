// How fast is Black's implied volatility? 3,072 out-of-the-money options within 2.5 deviations, to the last digits that the value holds;
// against QuantLib's solver at 1e-12, in turn.

#include "support/option_book.hpp"
#include "support/paired.hpp"

#ifdef BULWARK_HAS_QUANTLIB
#include <ql/pricingengines/blackformula.hpp>
#endif

namespace bulwark::bench {
namespace {

constexpr std::size_t options = 3072;

struct Quoted {
  OptionBook book{options};
  std::vector<double> value = std::vector<double>(options);

  Quoted() {
    for (std::size_t i = 0; i < options; ++i) book.side[i] = book.strike[i] > book.forward[i] ? 1.0 : -1.0;
    values(Black{}, book.claims(), {}, value);
  }
};

const Quoted& quoted() {
  static const Quoted made;
  return made;
}

void columns_alone(benchmark::State& state) {
  std::vector<double> volatility(options);
  std::vector<ImpliedStatus> status(options);
  alone(state, double(options), [&] { implied_volatilities(Black{}, quoted().book.claims(), {}, quoted().value, volatility, status); });
}
BENCHMARK(columns_alone)->UseManualTime()->Iterations(201);

// Each waits for the answer before it.
void one_after_another(benchmark::State& state) {
  alone(state, double(options), [&] {
    double before = 0.0;
    for (std::size_t i = 0; i < options; ++i) {
      Claim<double> claim = quoted().book.claim(i);
      claim.forward += before;
      before = 0.0 * black_implied_volatility(claim, quoted().value[i]).volatility.value_or(0.0);
    }
    benchmark::DoNotOptimize(before);
  });
}
BENCHMARK(one_after_another)->UseManualTime()->Iterations(201);

void one_by_one(benchmark::State& state) {
  alone(state, double(options), [&] {
    for (std::size_t i = 0; i < options; ++i) benchmark::DoNotOptimize(black_implied_volatility(quoted().book.claim(i), quoted().value[i]));
  });
}
BENCHMARK(one_by_one)->UseManualTime()->Iterations(201);

#ifdef BULWARK_HAS_QUANTLIB

void columns_against_quantlib(benchmark::State& state) {
  std::vector<double> volatility(options);
  std::vector<ImpliedStatus> status(options);
  double sink = 0.0;
  paired(
      state, double(options), [&] { implied_volatilities(Black{}, quoted().book.claims(), {}, quoted().value, volatility, status); },
      [&] {
        const OptionBook& book = quoted().book;
        for (std::size_t i = 0; i < options; ++i)
          sink += QuantLib::blackFormulaImpliedStdDevLiRS(book.side[i] > 0.0 ? QuantLib::Option::Call : QuantLib::Option::Put,
                                                          book.strike[i], book.forward[i], quoted().value[i], 1.0, 0.0,
                                                          QuantLib::Null<QuantLib::Real>(), 1.0, 1e-12, 200);
      });
  benchmark::DoNotOptimize(sink);
}
BENCHMARK(columns_against_quantlib)->UseManualTime()->Iterations(201);

#endif

}  // namespace
}  // namespace bulwark::bench

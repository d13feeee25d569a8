#include "bulwark/pricing/pricer_in_columns.hpp"

#include <array>

#include "bulwark/core/same_bits.hpp"
#include "bulwark/pricing/columns.hpp"
#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/stochastic_volatility.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr DoubleExponentialJumps jumps{.per_year = 2.0, .up_share = 0.4, .up_rate = 12.0, .down_rate = 7.0};
constexpr StochasticVariance variance{
    .reversion = 2.0, .long_variance = 0.3, .volatility_of_variance = 0.8, .correlation = -0.5, .jumps = {}};

/// Whatever claims over three expiries, one of which has come.
struct Columns {
  std::array<std::array<double, 32>, 5> inputs;

  explicit Columns(unsigned seed) {
    Random random{seed};
    for (std::size_t i = 0; i < 32; ++i) {
      inputs[0][i] = random.between(90.0, 110.0), inputs[1][i] = random.between(50.0, 200.0);
      inputs[2][i] = random.between(0.1, 1.0), inputs[3][i] = i == 5 ? 0.0 : i < 9 ? 0.25 : 0.5;
      inputs[4][i] = i % 3 == 0 ? 1.0 : -1.0;
    }
  }
  Claim<double> at(std::size_t i) const { return {inputs[0][i], inputs[1][i], inputs[2][i], inputs[3][i], inputs[4][i]}; }
};

template <ClaimFormula formula, class P>
std::array<std::array<double, 32>, 5> priced(const P& pricer, const ParametersOf<P>& parameters, typename KeptByPricer<P>::Type& kept,
                                             const Columns& columns) {
  const double* inputs[5];
  double* results[5];
  std::array<std::array<double, 32>, 5> found{};
  for (std::size_t i = 0; i < 5; ++i) inputs[i] = columns.inputs[i].data(), results[i] = found[i].data();
  pricer.template price_columns<formula>({.inputs = inputs, .results = results, .rows = 32}, parameters, kept);
  return found;
}

template <class P>
void check(const P& pricer, const ParametersOf<P>& parameters) {
  typename KeptByPricer<P>::Type kept;
  for (const unsigned seed : {1u, 2u}) {  // the second finds what the first has left
    const Columns columns(seed);
    const auto values = priced<ClaimFormula::value>(pricer, parameters, kept, columns);
    const auto all = priced<ClaimFormula::greeks>(pricer, parameters, kept, columns);
    for (std::size_t i = 0; i < 32; ++i) {
      const Claim<double> claim = columns.at(i);
      CHECK(same_bits(values[0][i], value(pricer, claim, parameters)));
      CHECK(same_bits(Greeks<double>{all[0][i], all[1][i], all[2][i], all[3][i], all[4][i]}, greeks(pricer, claim, parameters)));
    }
    if constexpr (PricerWithTimeValue<P>) {
      const auto times = priced<ClaimFormula::time_value>(pricer, parameters, kept, columns);
      for (std::size_t i = 0; i < 32; ++i) {
        using One = Lanes<1>;
        const Claim<double> c = columns.at(i);
        CHECK(same_bits(value_with(One(times[0][i]), One(c.forward), One(c.strike), One(c.side)).lane(0), values[0][i]));
      }
    }
  }
}

struct Number {
  double x = 3.0;
};

/// A user's own pricer.
struct Own {
  using Parameters = std::monostate;
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
};
static_assert(Pricer<Own> && !PricerInColumns<Own> && !PricerInColumns<Black>);

}  // namespace

TEST_CASE("a column has the bits of one claim after the other, whatever instructions price it", "[pricing][pricer_in_columns]") {
  check(DoubleExponential{}, jumps);
  check(StochasticVolatility{}, variance);
}

TEST_CASE("the caller's columns do not come in groups, and may leave some out", "[pricing][pricer_in_columns]") {
  const Columns columns(3);
  for (const std::size_t rows : {1u, 16u, 31u}) {
    const auto input = [&](std::size_t i) { return InputColumn(columns.inputs[i].data(), rows); };
    const ClaimColumns claims{input(0), input(1), input(2), input(3), input(4)};
    std::array<double, 32> worth{}, delta{}, theta{};
    REQUIRE(values(DoubleExponential{}, claims, jumps, std::span(worth).first(rows)).empty());
    REQUIRE(greeks(DoubleExponential{}, claims, jumps,
                   {.value = std::span(worth).first(0), .delta = std::span(delta).first(rows), .theta = std::span(theta).first(rows)})
                .empty());
    for (std::size_t i = 0; i < 32; ++i) {
      const Greeks<double> own = i < rows ? greeks(DoubleExponential{}, columns.at(i), jumps) : Greeks<double>{};
      CHECK(same_bits(worth[i], i < rows ? value(DoubleExponential{}, columns.at(i), jumps) : 0.0));
      CHECK((same_bits(delta[i], own.delta) && same_bits(theta[i], own.theta)));
    }
  }
}

TEST_CASE("room keeps what is made in it", "[pricing][pricer_in_columns]") {
  KeptRoom<sizeof(Number)> room;
  CHECK(room.as<Number>().x == 3.0);
  room.as<Number>().x = 4.0;
  CHECK(room.as<Number>().x == 4.0);
}

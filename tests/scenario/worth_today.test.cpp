#include "bulwark/scenario/worth_today.hpp"

#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/pricing/stochastic_volatility.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Black's values and nothing else.
struct OnlyValues {
  using Parameters = std::monostate;
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
};

/// `count` of whatever claims.
WaitingOptions some(int count) {
  Random random{static_cast<unsigned>(count)};
  WaitingOptions waiting;
  for (int i = 0; i < count; ++i) {
    ContractTerms terms{};
    terms.strike = random.between(50.0, 200.0), terms.volatility = random.between(0.1, 1.0),
    terms.years = i == 3 ? 0.0 : random.between(0.01, 2.0);
    terms.side = i % 2 == 0 ? OptionSide::call : OptionSide::put;
    waiting.add(i, terms, {random.between(90.0, 110.0), 1.0, 0.0, 0.0}, nullptr, true);
  }
  return waiting;
}

template <Pricer P>
void check(const P& pricer, const ParametersOf<P>& parameters, int step = 1) {
  typename KeptByPricer<P>::Type kept;
  for (int count = 1; count <= 16; count += step) {
    WaitingOptions waiting = some(count);
    waiting.fill_group();
    REQUIRE(waiting.count == count);
    WorthToday worth;
    price_today(pricer, parameters, kept, waiting, worth);
    for (int i = 0; i < count; ++i) {
      const WaitingOptions::Claims& c = waiting.own;
      const Claim<double> claim{c.forward[i], c.strike[i], c.volatility[i], c.years[i], c.side[i]};
      Greeks<double> own{};
      if constexpr (PricerWithGreeks<P>)
        own = greeks(pricer, claim, parameters);
      else
        own = greeks_of(pricer, claim, parameters);
      own.value = value(pricer, claim, parameters);
      CHECK(same_bits(worth.at(i), own));
    }
  }
}

}  // namespace

TEST_CASE("options that wait are worth what each is worth by itself, bit for bit", "[scenario][worth_today]") {
  check(Black{}, {});
  check(OnlyValues{}, {}, 5);
  check(JumpDiffusion{}, {.per_year = 2.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2}, 3);
  check(DoubleExponential{}, {.per_year = 1.0, .up_share = 0.3, .up_rate = 10.0, .down_rate = 6.0}, 5);
  check(StochasticVolatility{}, {.reversion = 2.0, .long_variance = 0.3, .volatility_of_variance = 0.8, .correlation = -0.5}, 15);
}

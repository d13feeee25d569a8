#include "bulwark/var/lognormal_tail.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("the expected shortfall is beyond the value at risk, and both grow as the tail shrinks", "[var][lognormal_tail]") {
  for (const double side : {1.0, -1.0})
    for (const double deviation : {0.01, 0.3, 2.0}) {
      VarReport before{-1e300, -1e300, 0};
      for (const double tail : {0.5, 0.1, 0.01, 1e-4, 1e-8}) {
        const VarReport now = lognormal_tail({0.1, deviation}, side, tail);
        CHECK(now.expected_shortfall > now.value_at_risk);
        CHECK(now.value_at_risk > before.value_at_risk);
        CHECK(now.expected_shortfall > before.expected_shortfall);
        before = now;
      }
    }
}

TEST_CASE("the mean of both tails is the mean", "[var][lognormal_tail]") {
  for (const double tail : {0.01, 0.2, 0.5}) {
    const Lognormal price{0.2, 0.7};
    const double low = -lognormal_tail(price, 1.0, tail).expected_shortfall;
    const double high = lognormal_tail(price, -1.0, 1.0 - tail).expected_shortfall;
    CHECK_THAT(tail * low + (1.0 - tail) * high, WithinRel(std::exp(0.2 + 0.5 * 0.7 * 0.7), 1e-14));
  }
  const VarReport certain = lognormal_tail({0.0, 0.0}, 1.0, 0.01);
  CHECK((certain.value_at_risk == -1.0 && certain.expected_shortfall == Catch::Approx(-1.0).epsilon(1e-15)));
}

TEST_CASE("the figures of Vega's own library come out, and 16 digits of them", "[var][lognormal_tail]") {
  // `riskmeasures_test.go` (quant at afa0c5d2) to its 11 digits; here in 50-digit arithmetic.
  struct Row {
    double mean, deviation, side, tail, value_at_risk, shortfall;
  };
  for (const Row& r : {Row{0.0, 0.1, 1.0, 0.01, -0.7924429308225136, -0.7664046082595397},
                       Row{0.0, 0.1, 1.0, 0.05, -0.8483301741208366, -0.814164172943224},
                       Row{0.0, 1.0, 1.0, 0.01, -0.09765173307033596, -0.0725371707808198},
                       Row{1.0, 2.0, 1.0, 0.01, -0.025921157597921223, -0.015225031292585338},
                       Row{0.0, 0.1, -1.0, 0.01, 1.2619205258882846, 1.3060584483012447},
                       Row{0.0, 0.1, -1.0, 0.05, 1.1787863151706772, 1.2299511311253577},
                       Row{0.0, 1.0, -1.0, 0.01, 10.240473656312135, 15.227960300878113},
                       Row{1.0, 2.0, -1.0, 0.01, 285.05887790764496, 747.3438337165904}}) {
    const VarReport found = lognormal_tail({r.mean, r.deviation}, r.side, r.tail);
    CHECK_THAT(found.value_at_risk, WithinRel(r.value_at_risk, 4e-15));
    CHECK_THAT(found.expected_shortfall, WithinRel(r.shortfall, 4e-15));
  }
}

TEST_CASE("a lognormal tail outside (0, 1) or of no number is no number", "[var][lognormal_tail]") {
  for (const VarReport& r : {lognormal_tail({0.0, 1.0}, 1.0, -0.1), lognormal_tail({0.0, 1.0}, 1.0, 1.1),
                             lognormal_tail({NAN, 1.0}, 1.0, 0.1), lognormal_tail({0.0, NAN}, -1.0, 0.1)}) {
    CHECK_FALSE(r.value_at_risk == r.value_at_risk);
    CHECK_FALSE(r.expected_shortfall == r.expected_shortfall);
  }
}

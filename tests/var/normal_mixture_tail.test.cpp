#include "bulwark/var/normal_mixture_tail.hpp"

#include <cmath>
#include <vector>

#include "bulwark/var/lognormal_tail.hpp"
#include "bulwark/var/normal_tail.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a mixture of one law, or of equal ones, is that law", "[var][normal_mixture_tail]") {
  for (const std::vector<NormalPart>& parts :
       {std::vector<NormalPart>{{1.0, 3.0, 20.0}}, {{0.25, 3.0, 20.0}, {0.75, 3.0, 20.0}}, {{1.0, 3.0, 20.0}, {0.0, -90.0, 5.0}}})
    for (const double tail : {1e-9, 0.01, 0.5, 0.99}) {
      const VarReport ours = normal_mixture_tail(parts, tail), normal = normal_tail(3.0, 20.0, tail);
      CHECK(ours.value_at_risk == Catch::Approx(normal.value_at_risk).epsilon(1e-13));
      CHECK(ours.expected_shortfall == Catch::Approx(normal.expected_shortfall).epsilon(1e-12));
    }
}

TEST_CASE("the quantile has its probability on either side, and the shortfall is the mean beyond", "[var][normal_mixture_tail]") {
  const std::vector<NormalPart> parts{{0.9, 1.0, 1.0}, {0.08, -6.0, 3.0}, {0.02, 5.0, 0.1}};
  for (const double tail : {1e-12, 0.001, 0.01, 0.3, 0.95}) {
    const double q = mixture_quantile(parts, tail);
    CHECK(mixture_probability(parts, q, 1.0) == Catch::Approx(tail).epsilon(1e-12));
    CHECK(mixture_probability(parts, q, -1.0) == Catch::Approx(1.0 - tail).epsilon(1e-12));
    double beyond = 0.0;  // the mean of the parts' own tails
    for (const NormalPart& p : parts) {
      const double z = (q - p.mean) / p.deviation;
      beyond += p.weight * (p.mean * normal_cdf(z) - p.deviation * normal_density(z));
    }
    CHECK(normal_mixture_tail(parts, tail).expected_shortfall == Catch::Approx(-beyond / tail).epsilon(1e-9));
  }
}

TEST_CASE("a certain loss with a chance is the value at risk of a tail that it fills", "[var][normal_mixture_tail]") {
  const std::vector<NormalPart> parts{{0.95, 1.0, 0.0}, {0.05, -10.0, 0.0}};
  const VarReport within = normal_mixture_tail(parts, 0.01), beyond = normal_mixture_tail(parts, 0.1);
  CHECK(within.value_at_risk == Catch::Approx(10.0));
  CHECK(within.expected_shortfall == Catch::Approx(10.0));
  CHECK(beyond.value_at_risk == Catch::Approx(-1.0));
  CHECK(beyond.expected_shortfall == Catch::Approx((0.05 * 10.0 - 0.05 * 1.0) / 0.1));
}

TEST_CASE("the mixture of a logarithm is the lognormal law where it is one", "[var][normal_mixture_tail]") {
  const std::vector<NormalPart> parts{{0.5, 0.1, 0.3}, {0.5, 0.1, 0.3}};
  for (const double side : {1.0, -1.0})
    for (const double tail : {1e-6, 0.01, 0.3}) {
      const VarReport ours = lognormal_mixture_tail(parts, side, tail), law = lognormal_tail({0.1, 0.3}, side, tail);
      CHECK(ours.value_at_risk == Catch::Approx(law.value_at_risk).epsilon(1e-9));  // 1 - tail is rounded
      CHECK(ours.expected_shortfall == Catch::Approx(law.expected_shortfall).epsilon(1e-9));
    }
}

TEST_CASE("no parts, and parts that are none, have no tail", "[var][normal_mixture_tail][faults]") {
  const std::vector<NormalPart> negative{{1.0, 0.0, -1.0}}, unknown{{0.5, std::nan(""), 1.0}, {0.5, 0.0, 1.0}};
  CHECK(std::isnan(normal_mixture_tail({}, 0.01).value_at_risk));
  CHECK(std::isnan(normal_mixture_tail(negative, 0.01).value_at_risk));
  CHECK(std::isnan(normal_mixture_tail(unknown, 0.01).expected_shortfall));
  const std::vector<NormalPart> good{{1.0, 0.0, 1.0}};
  CHECK(std::isnan(normal_mixture_tail(good, 1.5).value_at_risk));
}

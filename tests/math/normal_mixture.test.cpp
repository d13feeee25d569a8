#include "bulwark/math/normal_mixture.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
const std::vector<NormalPart> fat{{0.9, 0.01, 0.02}, {0.09, -0.05, 0.06}, {0.01, -0.2, 0.1}};
}

TEST_CASE("a mixture of one law is that law", "[math][normal_mixture]") {
  const std::vector<NormalPart> one{{1.0, 2.0, 3.0}};
  for (const double tail : {1e-9, 0.01, 0.3, 0.5})
    for (const double side : {1.0, -1.0})
      CHECK(mixture_tail_quantile(one, tail, side) == Catch::Approx(2.0 + side * 3.0 * normal_quantile(tail)).epsilon(1e-14));
}

TEST_CASE("the quantile on either side has its probability, far out too", "[math][normal_mixture]") {
  for (const double tail : {1e-12, 1e-6, 0.001, 0.01, 0.2, 0.49})
    for (const double side : {1.0, -1.0}) {
      const double x = mixture_tail_quantile(fat, tail, side);
      CHECK(mixture_probability(fat, x, side) == Catch::Approx(tail).epsilon(1e-11));
      CHECK(mixture_probability(fat, x, -side) == Catch::Approx(1.0 - tail).epsilon(1e-14));
      CHECK(mixture_quantile(fat, side > 0.0 ? tail : 1.0 - tail) == Catch::Approx(x).epsilon(tail < 1e-9 ? 1e-5 : 1e-9));
    }
}

TEST_CASE("parts that are no law have no quantile", "[math][normal_mixture][faults]") {
  CHECK(std::isnan(mixture_quantile({}, 0.1)));
  CHECK(std::isnan(mixture_quantile(std::vector<NormalPart>{{1.0, 0.0, -1.0}}, 0.1)));
  CHECK(std::isnan(mixture_quantile(std::vector<NormalPart>{{1.0, std::numeric_limits<double>::quiet_NaN(), 1.0}}, 0.1)));
}

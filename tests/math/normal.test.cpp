#include "bulwark/math/normal.hpp"

#include <cmath>
#include <limits>

#include "math/reference.hpp"
#include "support/catch.hpp"

using namespace bulwark::test;
using bulwark::Lanes;
using bulwark::log_normal_cdf;
using bulwark::mills_ratio;
using bulwark::normal_cdf;
using bulwark::normal_density;
using bulwark::normal_quantile;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double a_nan = std::numeric_limits<double>::quiet_NaN();
constexpr int samples = 2000;

const Wide pi = acos(Wide(-1));

Wide wide_density(const Wide& x) { return exp(-x * x / 2) / sqrt(2 * pi); }
Wide wide_cdf(const Wide& x) {
  const Wide tail = wide_density(x) * wide_mills(abs(x));
  return x <= 0 ? tail : Wide(1 - tail);
}

template <class Function, class Reference>
void check_within(double bound, double low, double high, const Function& function, const Reference& reference) {
  Inputs inputs{21};
  const Worst worst = worst_of(
      samples, [&] { return low + (high - low) * inputs.unit(); }, [&](double x) { return ulps(function(x), reference(Wide(x))); });
  INFO("worst at " << worst.at);
  CHECK(worst.ulps <= bound);
}

}  // namespace

TEST_CASE("both sides of the normal law add up to one", "[math][normal]") {
  Inputs inputs{22};
  for (int i = 0; i < samples; ++i) {
    const double x = inputs.with_sign(inputs.of_sizes(-30, 5));
    REQUIRE(std::fabs(normal_cdf(x) + normal_cdf(-x) - 1.0) <= 0x1p-53);
    REQUIRE(normal_density(x) == normal_density(-x));
  }
  CHECK(normal_cdf(0.0) == 0.5);
}

TEST_CASE("the Mills ratio is within 3.1 ulp on the right and where it is finite on the left", "[math][normal]") {
  const auto ours = [](double z) { return mills_ratio(z); };
  const auto wide = [](const Wide& z) { return z < 0 ? Wide(sqrt(2 * pi) * exp(z * z / 2) - wide_mills(-z)) : wide_mills(z); };
  check_within(3.1, 0.0, 1.0, ours, wide);
  check_within(3.1, 0.0, 50.0, ours, wide);
  check_within(3.1, 50.0, 1e6, ours, wide);
  check_within(3.2, -37.6, 0.0, ours, wide);
  CHECK(mills_ratio(0x1p300) == 0x1p-300);
  CHECK(mills_ratio(1e200) == 1e-200);
}

TEST_CASE("the density, the cdf and its logarithm keep their digits into the tails", "[math][normal]") {
  check_within(
      2.2, -38.5, 38.5, [](double x) { return normal_density(x); }, [](const Wide& x) { return wide_density(x); });
  check_within(
      4.5, -38.4, 0.0, [](double x) { return normal_cdf(x); }, [](const Wide& x) { return wide_cdf(x); });
  check_within(
      2.7, 0.0, 9.0, [](double x) { return normal_cdf(x); }, [](const Wide& x) { return wide_cdf(x); });
  check_within(
      2.0, -1e4, 0.0, [](double x) { return log_normal_cdf(x); },
      [](const Wide& x) { return Wide(-x * x / 2 + log(wide_mills(-x) / sqrt(2 * pi))); });
  check_within(
      5.8, 0.0, 38.0, [](double x) { return log_normal_cdf(x); },
      [](const Wide& x) {
        const Wide tail = wide_density(x) * wide_mills(x);
        return tail < 1e-9 ? Wide(-tail - tail * tail / 2 - tail * tail * tail / 3) : Wide(log(1 - tail));
      });
}

TEST_CASE("erfcx is within 3.4 ulp on the right and follows exp(x^2) on the left", "[math][normal]") {
  const auto ours = [](double x) { return bulwark::erfcx(x); };
  const auto wide = [](const Wide& x) {
    const Wide right = sqrt(2 / pi) * wide_mills(abs(x) * sqrt(Wide(2)));
    return x < 0 ? Wide(2 * exp(x * x) - right) : right;
  };
  check_within(3.4, 0.0, 60.0, ours, wide);
  check_within(3.4, -26.6, 0.0, ours, wide);
}

TEST_CASE("the quantile undoes the cdf, in the tails to their own scale", "[math][normal]") {
  Inputs inputs{23};
  for (int i = 0; i < samples; ++i) {
    const double p = i % 2 == 0 ? inputs.of_sizes(-1021, -2) : 0.5 * inputs.unit() + 0x1p-54;
    const double x = normal_quantile(p);
    // one Newton step in wide arithmetic from our x tells how far the root is
    const Wide step = (wide_cdf(Wide(x)) - Wide(p)) / wide_density(Wide(x));
    REQUIRE(static_cast<double>(abs(step)) <= 4.0 * 0x1p-52 * std::fmax(std::fabs(x), 1.0));
  }
}

TEST_CASE("the quantile rises over the seams of its pieces", "[math][normal]") {
  for (const double seam : {0.075, 0.5, 0.925, 1e-20}) {
    double p = bulwark::at_ordinal(bulwark::ordinal(seam) - 200);
    for (int i = 0; i < 400; ++i) {
      const double next = bulwark::at_ordinal(bulwark::ordinal(p) + 1);
      REQUIRE(normal_quantile(next) >= normal_quantile(p) - 4.0 * ulp_at(normal_quantile(p)));
      p = next;
    }
  }
}

TEST_CASE("the normal functions have the limits of mathematics", "[math][normal]") {
  CHECK(normal_cdf(-inf) == 0.0);
  CHECK(normal_cdf(inf) == 1.0);
  CHECK(normal_density(inf) == 0.0);
  CHECK(normal_density(1e300) == 0.0);
  CHECK(mills_ratio(inf) == 0.0);
  CHECK(mills_ratio(-inf) == inf);
  CHECK(mills_ratio(-38.0) == inf);
  CHECK(log_normal_cdf(-inf) == -inf);
  CHECK(log_normal_cdf(inf) == 0.0);
  CHECK(log_normal_cdf(-1e200) == -inf);
  CHECK(bulwark::erfcx(-inf) == inf);
  CHECK(bulwark::erfcx(inf) == 0.0);
  CHECK(normal_quantile(0.0) == -inf);
  CHECK(normal_quantile(1.0) == inf);
  CHECK(normal_quantile(0.5) == 0.0);
  for (const double outside : {-0.1, 1.1, -inf, inf}) CHECK(std::isnan(normal_quantile(outside)));
  CHECK(std::isnan(normal_cdf(a_nan)));
  CHECK(std::isnan(normal_density(a_nan)));
  CHECK(std::isnan(mills_ratio(a_nan)));
  CHECK(std::isnan(log_normal_cdf(a_nan)));
  CHECK(std::isnan(bulwark::erfcx(a_nan)));
  CHECK(std::isnan(normal_quantile(a_nan)));
}

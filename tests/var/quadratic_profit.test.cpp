#include "bulwark/var/quadratic_profit.hpp"

#include <cmath>

#include "golden/golden.hpp"
#include "support/catch.hpp"
#include "support/delta_gamma.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

using Matrix = std::vector<double>;

Matrix times(const Matrix& a, const Matrix& b, std::size_t n) {
  Matrix c(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t j = 0; j < n; ++j) c[i * n + j] += a[i * n + k] * b[k * n + j];
  return c;
}
double trace(const Matrix& a, std::size_t n) {
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i * n + i];
  return sum;
}
double form(const Matrix& x, const Matrix& a) {
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < x.size(); ++j) sum += x[i] * a[i * x.size() + j] * x[j];
  return sum;
}

}  // namespace

TEST_CASE("moments are those that the matrices themselves have", "[var][quadratic_profit]") {
  for (const std::size_t n : {1u, 2u, 6u}) {
    Inputs inputs{110 + n};
    const auto draw = [&] { return 2.0 * inputs.unit() - 1.0; };
    Matrix delta(n), gamma(n * n), root(n * n), covariance(n * n, 0.0);
    for (double& x : delta) x = draw();
    for (double& x : root) x = draw();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) gamma[i * n + j] = gamma[j * n + i] = draw();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        for (std::size_t k = 0; k < n; ++k) covariance[i * n + j] += root[i * n + k] * root[j * n + k];
    const Matrix gc = times(gamma, covariance, n), gc2 = times(gc, gc, n), cgc = times(covariance, gc, n), cgcgc = times(cgc, gc, n);
    const Moments m = moments(DeltaGamma(delta, gamma, covariance));
    const double variance = form(delta, covariance) + 0.5 * trace(gc2, n);
    CHECK(m.mean == Catch::Approx(0.5 * trace(gc, n)).epsilon(1e-12));
    CHECK(m.deviation == Catch::Approx(std::sqrt(variance)).epsilon(1e-12));
    CHECK(m.skewness == Catch::Approx((trace(times(gc2, gc, n), n) + 3.0 * form(delta, cgc)) / std::pow(variance, 1.5)).epsilon(1e-10));
    CHECK(m.excess_kurtosis ==
          Catch::Approx((3.0 * trace(times(gc2, gc2, n), n) + 12.0 * form(delta, cgcgc)) / (variance * variance)).epsilon(1e-10));
  }
}

TEST_CASE("factors that move together are one factor", "[var][quadratic_profit]") {
  const Moments two = moments(DeltaGamma({1.0, 2.0}, {0.5, 0.25, 0.25, 1.0}, {4.0, 4.0, 4.0, 4.0}));
  const Moments one = moments(DeltaGamma({3.0}, {2.0}, {4.0}));
  CHECK(two.mean == Catch::Approx(one.mean));
  CHECK(two.deviation == Catch::Approx(one.deviation));
  CHECK(two.skewness == Catch::Approx(one.skewness));
}

TEST_CASE("a quadratic profit of a covariance that is none is not known", "[var][quadratic_profit][faults]") {
  CHECK(std::isnan(moments(DeltaGamma({1.0, 2.0}, {0.0, 0.0, 0.0, 0.0}, {1.0, 2.0, 2.0, 1.0})).deviation));
  CHECK(std::isnan(moments(DeltaGamma({1.0}, {std::nan("")}, {1.0})).deviation));
  CHECK(std::isnan(moments(DeltaGamma({std::nan("")}, {1.0}, {1.0})).deviation));
}

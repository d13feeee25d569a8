#include "bulwark/math/laplace_inversion.hpp"

#include <array>
#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

using Number = Complex<Lanes<EulerInversion::lanes>>;
const Number one{Lanes<EulerInversion::lanes>(1.0), Lanes<EulerInversion::lanes>(0.0)};

}  // namespace

TEST_CASE("transforms that are known come back as their functions, to ten digits", "[math][laplace_inversion]") {
  for (const double time : {1e-6, 0.01, 1.0, 37.5}) {
    const auto got = EulerInversion::at<4>(time, [&](const Number& s) {
      const Number scaled = Lanes<EulerInversion::lanes>(time) * s;  // so that each is a function of t / time
      return std::array<Number, 4>{one / s, one / (s * scaled), one / (s + Number{Lanes<8>(1.0 / time), Lanes<8>(0.0)}),
                                   exp(-sqrt(scaled)) / s};
    });
    CHECK(got[0] == Catch::Approx(1.0).epsilon(1e-9));
    CHECK(got[1] == Catch::Approx(1.0).epsilon(1e-9));
    CHECK(got[2] == Catch::Approx(std::exp(-1.0)).epsilon(1e-9));
    CHECK(got[3] == Catch::Approx(std::erfc(0.5)).epsilon(1e-9));
  }
}

TEST_CASE("a small function keeps its digits: the error is relative to it", "[math][laplace_inversion]") {
  for (const double k : {5.0, 8.0}) {  // erfc(k / (2 sqrt(t))) at 1
    const auto got = EulerInversion::at<1>(1.0, [&](const Number& s) { return std::array<Number, 1>{exp(Lanes<8>(-k) * sqrt(s)) / s}; });
    CHECK(got[0] == Catch::Approx(std::erfc(0.5 * k)).epsilon(1e-7));
  }
}

#include "bulwark/math/complex_number.hpp"

#include <cmath>
#include <complex>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
std::complex<double> standard(ComplexNumber z) { return {z.real, z.imaginary}; }
double apart(ComplexNumber ours, std::complex<double> theirs) { return std::abs(standard(ours) - theirs) / std::abs(theirs); }
}  // namespace

TEST_CASE("complex arithmetic is that of the standard library to a few eps", "[math][complex_number]") {
  Inputs inputs{82};
  for (int i = 0; i < 10'000; ++i) {
    const auto part = [&] { return inputs.with_sign(inputs.of_sizes(-20, 20)); };
    const ComplexNumber a{part(), part()}, b{part(), part()};
    CHECK(apart(a * b, standard(a) * standard(b)) < 1e-15);
    CHECK(apart(a / b, standard(a) / standard(b)) < 2e-15);
    CHECK(apart(a + b, standard(a) + standard(b)) < 1e-15);
    CHECK(apart(2.0 * a, 2.0 * standard(a)) == 0.0);
    CHECK(apart(square_root(a), std::sqrt(standard(a))) < 1e-15);
    CHECK(square_modulus(a) == Catch::Approx(std::norm(standard(a))).epsilon(1e-15));
  }
}

TEST_CASE("a square root lies to the right and keeps the side of the cut", "[math][complex_number]") {
  CHECK((square_root({-4.0, 0.0}).real == 0.0 && square_root({-4.0, 0.0}).imaginary == 2.0));
  CHECK(square_root({-4.0, -0.0}).imaginary == -2.0);
  CHECK((square_root({0.0, 0.0}).real == 0.0 && square_root({9.0, 0.0}).real == 3.0));
}

TEST_CASE("no number has no root", "[math][complex_number][faults]") {
  CHECK(std::isnan(square_root({std::nan(""), 1.0}).real));
  CHECK(std::isnan(square_root({1.0, std::nan("")}).imaginary));
}

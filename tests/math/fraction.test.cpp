#include "bulwark/math/fraction.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Ratio = Fraction<long long>;

TEST_CASE("fractions compare as the numbers they are", "[math][fraction]") {
  CHECK(Ratio{1, 2} == Ratio{3, 6});
  CHECK(Ratio{-1, 2} < Ratio{-1, 3});
  CHECK(Ratio{2, 3} > Ratio{5, 8});
  CHECK(Ratio{0, 7} == Ratio{0, 1});
  for (long long a = -6; a <= 6; ++a)
    for (long long b = 1; b <= 6; ++b)
      for (long long c = -6; c <= 6; ++c)
        for (long long d = 1; d <= 6; ++d) {
          const double x = static_cast<double>(a * d), y = static_cast<double>(c * b);
          CHECK(((Ratio{a, b} < Ratio{c, d}) == (x < y) && (Ratio{a, b} == Ratio{c, d}) == (x == y)));
        }
}

TEST_CASE("a fraction rounds where it is told", "[math][fraction]") {
  CHECK(Ratio{7, 2}.rounded(Rounding::floor) == 3);
  CHECK(Ratio{-7, 2}.rounded(Rounding::ceil) == -3);
  CHECK(Ratio{6, 3}.rounded(Rounding::ceil) == 2);
}

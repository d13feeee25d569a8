#include "bulwark/math/power.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Exact = boost::multiprecision::cpp_bin_float_50;

namespace {

/// Distance in units of the last place of the exact value.
double ulps(double ours, const Exact& exact) {
  const auto near = static_cast<double>(exact);
  const double step = std::bit_cast<double>(std::bit_cast<std::uint64_t>(near) + 1) - near;
  return static_cast<double>(abs(Exact(ours) - exact) / Exact(step));
}

}  // namespace

TEST_CASE("powers of one, first powers and powers of zero exponent are exact", "[math][power]") {
  for (const double x : {0x1p-1022, 1e-9, 0.5, 1.0, 3.0, 104'000.0, 1e300}) {
    CHECK(power(1.0, x) == 1.0);
    CHECK(power(x, 0.0) == 1.0);
    CHECK(power(x, 1.0) == x);
  }
  CHECK(power(2.0, 10.0) == 1024.0);
  CHECK(power(2.0, -1022.0) == 0x1p-1022);
}

TEST_CASE("a power is off by little more than an ulp, and by a hundredth more for each e-fold", "[math][power]") {
  test::Random random{2};
  double worst = 0.0;
  for (int i = 0; i < 20'000; ++i) {
    const double base = 1e-3 + static_cast<double>(random.below(1'000'000'000)) * (i % 2 == 0 ? 1e-9 : 10.0);
    const double exponent = static_cast<double>(random.below(16'000)) / 1'000.0 - (i % 3 == 0 ? 8.0 : 0.0);
    const Exact exact = pow(Exact(base), Exact(exponent));
    worst = std::max(worst, ulps(power(base, exponent), exact) / (1.3 + std::abs(exponent * std::log(base)) / 100.0));
  }
  CHECK(worst < 1.0);
}

TEST_CASE("a power rises with its exponent where the base is above one", "[math][power]") {
  for (double exponent = -20.0; exponent < 20.0; exponent += 0.125) CHECK(power(1.5, exponent + 0.125) > power(1.5, exponent));
}

TEST_CASE("powers past the range are 0 and infinite, and no power is taken of what is not positive", "[math][power]") {
  constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(power(10.0, 400.0) == inf);
  CHECK(power(10.0, -400.0) == 0.0);
  CHECK(power(1e300, inf) == inf);
  for (const double base : {0.0, -1.0, inf, nan, 0x1p-1074}) CHECK(std::isnan(power(base, 2.0)));
  CHECK(std::isnan(power(2.0, nan)));
}

#include "bulwark/math/pair.hpp"

#include <random>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::cpp_bin_float_50;

namespace {
Wide exact(Pair<double> x) { return Wide(x.high) + Wide(x.low); }
}  // namespace

TEST_CASE("sums and products of two numbers lose nothing", "[math][pair]") {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> mantissa(-2.0, 2.0);
  std::uniform_int_distribution<int> power(-200, 200);
  for (int i = 0; i < 10000; ++i) {
    const double a = std::ldexp(mantissa(random), power(random)), b = std::ldexp(mantissa(random), power(random));
    const Pair<double> p = exact_product(a, b);
    CHECK(exact(p) == Wide(a) * Wide(b));
    const double near = a * mantissa(random);
    CHECK(exact(exact_sum(a, near)) == Wide(a) + Wide(near));
  }
}

TEST_CASE("products, quotients and exponentials of pairs hold to thirty digits", "[math][pair]") {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> any(-30.0, 30.0);
  for (int i = 0; i < 2000; ++i) {
    const Pair<double> a = exact_sum(any(random), 1e-17 * any(random)), b = exact_sum(any(random), 1e-17 * any(random));
    CHECK(abs(exact(pair_product(a, b)) / (exact(a) * exact(b)) - 1) < Wide(1e-30));
    CHECK(abs(exact(pair_over(a, b)) / (exact(a) / exact(b)) - 1) < Wide(1e-30));
    CHECK(abs(exact(exp_pair(a)) / exp(exact(a)) - 1) < Wide(1e-28));
  }
  CHECK(exp_pair({0.0, 0.0}).high == 1.0);
}

#include "bulwark/math/amount.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::int512_t;

namespace {

/// Half of a tenth more: one text, two arithmetics.
template <Amount A>
A half_and_a_tenth(const A& x) {
  return product_over(x, parts_of(11, 10, one_in_wads<A>()), A(one_in_wads<A>() + one_in_wads<A>()), Rounding::floor);
}

}  // namespace

TEST_CASE("one text of a rule computes in integers and in doubles", "[math][amount]") {
  CHECK(half_and_a_tenth(Wide(1'001)) == 550);
  CHECK(half_and_a_tenth(1'001.0) == 1'001.0 * 1.1 / 2.0);
}

TEST_CASE("the units of a chain are powers of ten, and 1 in doubles", "[math][amount]") {
  CHECK(one_in_basis_points<Wide>() == 10'000);
  CHECK(one_in_wads<Wide>() == Wide("1000000000000000000"));
  CHECK(one_in_rays<Wide>() == Wide("1000000000000000000000000000"));
  CHECK(one_in_rads<Wide>() == one_in_wads<Wide>() * one_in_rays<Wide>());
  CHECK(one_in_wads<long long>() == 1'000'000'000'000'000'000LL);
  for (const double one : {one_in_basis_points<double>(), one_in_wads<double>(), one_in_rays<double>(), one_in_rads<double>()})
    CHECK(one == 1.0);
}

TEST_CASE("a share is the fraction that people write", "[math][amount]") {
  CHECK(parts_of(105, 100, one_in_wads<Wide>()) == Wide("1050000000000000000"));
  CHECK(parts_of(1, 3, one_in_wads<Wide>()) == Wide("333333333333333333"));
  CHECK(parts_of(99, 100, one_in_rays<double>()) == 0.99);
}

TEST_CASE("whatever is not a number stays so in doubles, and integers always are", "[math][amount]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_number(nan));
  CHECK(is_number(0.0));
  CHECK(is_number(Wide(0)));
  for (const double x : {smaller(nan, 1.0), smaller(1.0, nan), larger(nan, 1.0), larger(1.0, nan), times(nan, 0.0),
                         quotient(nan, 2.0, Rounding::floor), product_over(1.0, nan, 2.0, Rounding::ceil)})
    CHECK_FALSE(is_number(x));
}

static_assert(Amount<double> && Amount<long long> && Amount<Wide>);
static_assert(!Amount<float> && !Amount<unsigned>);

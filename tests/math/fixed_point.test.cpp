#include "bulwark/math/fixed_point.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include "support/catch.hpp"

using namespace bulwark;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("a quotient goes where its rounding says, on either side of zero", "[math][fixed_point]") {
  struct Row {
    int a, b, toward_zero, floor, ceil, half_up;
  };
  for (const Row& r :
       {Row{7, 2, 3, 3, 4, 4}, Row{-7, 2, -3, -4, -3, -4}, Row{7, -2, -3, -4, -3, -4}, Row{-7, -2, 3, 3, 4, 4}, Row{10, 3, 3, 3, 4, 3},
        Row{11, 3, 3, 3, 4, 4}, Row{-10, 3, -3, -4, -3, -3}, Row{6, 3, 2, 2, 2, 2}, Row{0, 5, 0, 0, 0, 0}}) {
    CHECK(quotient(r.a, r.b, Rounding::toward_zero) == r.toward_zero);
    CHECK(quotient(r.a, r.b, Rounding::floor) == r.floor);
    CHECK(quotient(r.a, r.b, Rounding::ceil) == r.ceil);
    CHECK(quotient(r.a, r.b, Rounding::half_up) == r.half_up);
    CHECK(quotient(Wide(r.a), Wide(r.b), Rounding::half_up) == r.half_up);
  }
}

TEST_CASE("a square root is the largest whose square does not exceed", "[math][fixed_point]") {
  for (long long x = 0; x < 5000; ++x) {
    const long long r = square_root(x);
    CHECK((r * r <= x && (r + 1) * (r + 1) > x));
  }
  const Wide big = (Wide(1) << 250) - 1;
  const Wide r = square_root(big);
  CHECK((r * r <= big && (r + 1) * (r + 1) > big));
  CHECK(square_root(Wide(Wide(1) << 250)) == Wide(1) << 125);
}

TEST_CASE("powers round half up at every multiplication", "[math][fixed_point]") {
  const Wide ray("1000000000000000000000000000");
  CHECK(power(Wide("990000000000000000000000000"), 0, ray) == ray);
  CHECK(power(Wide("990000000000000000000000000"), 1, ray) == Wide("990000000000000000000000000"));
  // 5 x 0.99^60 in rays, as Maker's stair-step price prints it (abaci.t.sol, dss at fa4f663).
  CHECK(product_over(Wide(ray * 5), power(Wide("990000000000000000000000000"), 60, ray), ray, Rounding::floor) ==
        Wide("2735783211953807380973706855"));
}

static_assert(ExactInteger<long long>);
static_assert(ExactInteger<Wide>);
static_assert(!ExactInteger<double>);
static_assert(!ExactInteger<unsigned>);

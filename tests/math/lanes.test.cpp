#include "bulwark/math/lanes.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using bulwark::test::Inputs;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double a_nan = std::numeric_limits<double>::quiet_NaN();

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b); }

template <int N>
void check_each_lane() {
  Inputs inputs{7};
  std::array<double, N> a, b, c;
  for (int round = 0; round < 200; ++round) {
    for (int i = 0; i < N; ++i) {
      const auto at = static_cast<std::size_t>(i);
      a[at] = inputs.with_sign(inputs.of_sizes(-4, 4));
      b[at] = round % 5 == 0 ? a[at] : inputs.any();
      c[at] = inputs.with_sign(inputs.of_sizes(-8, 8));
    }
    const auto x = load<Lanes<N>>(a.data());
    const auto y = load<Lanes<N>>(b.data());
    const auto z = load<Lanes<N>>(c.data());
    for (int i = 0; i < N; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const double p = a[at], q = b[at], r = c[at];
      REQUIRE(same((x + y).lane(i), p + q));
      REQUIRE(same((x - y).lane(i), p - q));
      REQUIRE(same((x * y).lane(i), p * q));
      REQUIRE(same((x / y).lane(i), p / q));
      REQUIRE(same((-y).lane(i), -q));
      REQUIRE(same(fma(x, z, y).lane(i), std::fma(p, r, q)));
      REQUIRE(same(sqrt(y).lane(i), std::sqrt(q)));
      REQUIRE(same(abs(y).lane(i), std::fabs(q)));
      REQUIRE(same(copysign(x, y).lane(i), std::copysign(p, q)));
      REQUIRE((x < y).lane(i) == (p < q));
      REQUIRE((x <= y).lane(i) == (p <= q));
      REQUIRE((x > y).lane(i) == (p > q));
      REQUIRE((x >= y).lane(i) == (p >= q));
      REQUIRE((x == y).lane(i) == (p == q));
      REQUIRE(((x < z) & (y < z)).lane(i) == (p < r && q < r));
      REQUIRE(((x < z) | (y < z)).lane(i) == (p < r || q < r));
      REQUIRE((!(x < z)).lane(i) == !(p < r));
      REQUIRE(is_nan(y).lane(i) == std::isnan(q));
      REQUIRE(is_finite(y).lane(i) == std::isfinite(q));
      REQUIRE(same(select(x < z, x, y).lane(i), p < r ? p : q));
      REQUIRE(same(min(x, y).lane(i), std::isnan(q) ? a_nan : std::fmin(p, q)));
      REQUIRE(same(max(y, x).lane(i), std::isnan(q) ? a_nan : std::fmax(p, q)));
      REQUIRE(same(capped(y, 1.0).lane(i), q > 1.0 ? 1.0 : q));
      REQUIRE(same(floored(y, 1.0).lane(i), q < 1.0 ? 1.0 : q));
      REQUIRE(same(from_bits(to_bits(y)).lane(i), q));
    }
  }
}

}  // namespace

TEST_CASE("every operation in every lane is that of one double", "[math][lanes]") {
  check_each_lane<1>();
  check_each_lane<2>();
  check_each_lane<4>();
  check_each_lane<8>();
  check_each_lane<16>();
  check_each_lane<24>();
}

TEST_CASE("a product is rounded before it meets a sum, whatever the compiler's flags", "[math][lanes]") {
  // volatile: the compiler may not compute these before the program runs
  volatile double up = 1.0 + 0x1p-30, down = 1.0 - 0x1p-30, one = 1.0;
  const double a = up, b = down, c = one;
  CHECK((Lanes<1>(a) * b - c).lane(0) == 0.0);
  CHECK((Lanes<4>(a) * b - c).lane(3) == 0.0);
  CHECK((Lanes<8>(a) * b - c).lane(7) == 0.0);
  CHECK((Lanes<24>(-c) + Lanes<24>(a) * b).lane(23) == 0.0);
  CHECK(product(a, b) - c == 0.0);
  CHECK(fma(Lanes<8>(a), b, -c).lane(5) == -0x1p-60);
}

TEST_CASE("the smaller and the larger of a number and NaN are NaN on either side", "[math][lanes]") {
  const Lanes<4> one = 1.0, bad = a_nan;
  CHECK(all(is_nan(min(one, bad)) & is_nan(min(bad, one)) & is_nan(max(one, bad)) & is_nan(max(bad, one))));
  CHECK(all(is_nan(capped(bad, 2.0)) & is_nan(floored(bad, 2.0))));
}

TEST_CASE("masks combine lane by lane", "[math][lanes]") {
  const auto check = []<int N>(Lanes<N>) {
    for (int a = 0; a < 2; ++a) {
      for (int b = 0; b < 2; ++b) {
        const Mask<N> first = Lanes<N>(a) > 0.5, second = Lanes<N>(b) > 0.5;
        CHECK(all(first & second) == (a && b));
        CHECK(any(first | second) == (a || b));
        CHECK(all(first ^ second) == (a != b));
        CHECK(any(first ^ second) == (a != b));
        CHECK(any(!first) == !a);
      }
    }
  };
  check(Lanes<1>(0.0)), check(Lanes<2>(0.0)), check(Lanes<4>(0.0)), check(Lanes<8>(0.0)), check(Lanes<24>(0.0));
}

TEST_CASE("any and all count this value's lanes only", "[math][lanes]") {
  CHECK(all(Lanes<2>(1.0) < 2.0));
  CHECK(all(Lanes<4>(1.0) < 2.0));
  CHECK(all(Lanes<24>(1.0) < 2.0));
  CHECK_FALSE(any(Lanes<2>(1.0) > 2.0));
  CHECK_FALSE(any(Lanes<8>(a_nan) == a_nan));
  const double mixed[8] = {0, 0, 0, 0, 0, 0, 0, 1};
  CHECK(any(load<Lanes<8>>(mixed) > 0.5));
  CHECK_FALSE(all(load<Lanes<8>>(mixed) < 0.5));
}

TEST_CASE("the end of a column is read and written without touching what follows", "[math][lanes]") {
  const double in[3] = {1.0, 2.0, 3.0};
  const auto x = load_first<Lanes<8>>(in, 3, -7.0);
  CHECK(x.lane(2) == 3.0);
  CHECK(x.lane(3) == -7.0);
  CHECK(x.lane(7) == -7.0);
  double out[4] = {0.0, 0.0, 0.0, inf};
  store_first(out, 3, x * 2.0);
  CHECK(out[2] == 6.0);
  CHECK(out[3] == inf);
}

TEST_CASE("a mask has its lanes as bits, and lanes come apart in halves", "[math][lanes]") {
  const double in[8] = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0};
  const auto x = load<Lanes<8>>(in);
  CHECK(bits(x > 6.5) == 0b1100'0000u);
  CHECK(bits(x == 1.0) == 1u);
  CHECK(bits(first_half(x) < 2.5) == 0b0011u);
  for (int i = 0; i < 4; ++i) {
    CHECK(first_half(x).lane(i) == in[i]);
    CHECK(last_half(x).lane(i) == in[4 + i]);
  }
  CHECK(last_half(first_half(x)).lane(1) == 4.0);
  CHECK(last_half(first_half(last_half(x))).lane(0) == 6.0);
}

TEST_CASE("lower and higher give the second where either is not a number", "[math][lanes]") {
  CHECK(lower(Lanes<2>(1.0), Lanes<2>(2.0)).lane(1) == 1.0);
  CHECK(higher(Lanes<2>(1.0), Lanes<2>(2.0)).lane(1) == 2.0);
  CHECK(lower(Lanes<8>(a_nan), Lanes<8>(2.0)).lane(5) == 2.0);
  CHECK(std::isnan(higher(Lanes<8>(1.0), Lanes<8>(a_nan)).lane(5)));
}

TEST_CASE("lanes look up their own number, each eight from its own first", "[math][lanes]") {
  std::array<double, 24> table;
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = double(i);
  const std::array<std::uint64_t, 16> at{0, 7, 3, 3, 5, 1, 6, 2, 7, 0, 4, 4, 2, 6, 1, 5};
  const std::array<std::uint64_t, 2> first{2, 13};
  const auto check = [&]<class Real>(Real) {
    const Real found = Real::looked_up(table.data(), at.data(), first.data());
    for (int i = 0; i < Real::count; ++i) {
      const auto lane = static_cast<std::size_t>(i);
      CHECK(found.lane(i) == double(first[lane / 8] + at[lane]));
    }
  };
  check(Lanes<1>{}), check(Lanes<2>{}), check(Lanes<4>{}), check(Lanes<8>{}), check(Lanes<16>{});
}

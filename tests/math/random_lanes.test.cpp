#include "bulwark/math/random_lanes.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

template <int N>
void check_width() {
  std::uint64_t scenario[N];
  for (const std::uint64_t first :
       {std::uint64_t{0}, std::uint64_t{12'345}, std::uint64_t{0xffff'fffau}, std::uint64_t{0x7fff'ffff'ffff'ff00u}})
    for (const std::uint64_t pair : {std::uint64_t{0}, std::uint64_t{77}, std::uint64_t{0x0300'0001'0000'0009u}}) {
      for (int i = 0; i < N; ++i) scenario[i] = first + static_cast<std::uint64_t>(i);
      const LanePair<N> lanes = random_pairs(RandomKeys(0x0123'4567'89ab'cdefu), Bits<N>::from(scenario), pair);
      const LanePair<N> normal = normals_of(lanes);
      for (int i = 0; i < N; ++i) {
        const auto one = random_pair(0x0123'4567'89ab'cdefu, static_cast<Index>(scenario[i]), static_cast<Index>(pair));
        CHECK(lanes.first.lane(i) == one[0]);
        CHECK(lanes.second.lane(i) == one[1]);
        const auto alone = normal_pair(0x0123'4567'89ab'cdefu, static_cast<Index>(scenario[i]), pair);
        CHECK(normal.first.lane(i) == alone[0]);
        CHECK(normal.second.lane(i) == alone[1]);
      }
    }
}

}  // namespace

TEST_CASE("numbers in lanes are those of one scenario at a time, to the bit and at every width", "[math][random_lanes]") {
  check_width<1>();
  check_width<2>();
  check_width<4>();
  check_width<8>();
  check_width<16>();
}

TEST_CASE("normal numbers are Box and Muller's of the pair's two uniforms", "[math][random_lanes]") {
  long double worst = 0.0L;
  for (Index s = 0; s < 20'000; ++s) {
    const auto u = random_pair(9, s, 4);
    const auto z = normal_pair(9, s, 4);
    const long double radius = std::sqrt(-2.0L * std::log(static_cast<long double>(u[0])));
    const long double way = 2.0L * 3.14159265358979323846264338327950288L * u[1];
    worst = std::max(worst, std::fabs(radius * std::cos(way) - z[0]) / radius);
    worst = std::max(worst, std::fabs(radius * std::sin(way) - z[1]) / radius);
  }
  CHECK(worst < 8.9e-16L);  // 4 eps of the radius
}

TEST_CASE("the logarithm of a unit number and the sine of a turn hold at the ends", "[math][random_lanes]") {
  for (const double u : {0x1p-53, 0x1.8p-30, 0.25, 0.5, 0.7071067811865476, 1.0 - 0x1p-53}) {
    const double exact = std::log(u);
    CHECK(log_of_unit(Lanes<1>(u)).lane(0) == Catch::Approx(exact).epsilon(5e-16));
  }
  for (const double u : {0x1p-53, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 1.0 - 0x1p-53}) {
    const auto both = sine_cosine_of_turns(Lanes<1>(u));
    const long double way = 2.0L * 3.14159265358979323846264338327950288L * u;
    CHECK(std::fabs(both.sine.lane(0) - std::sin(way)) < 3e-16L);
    CHECK(std::fabs(both.cosine.lane(0) - std::cos(way)) < 3e-16L);
  }
}

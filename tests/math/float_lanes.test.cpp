#include "bulwark/math/float_lanes.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

std::uint32_t bits(float x) { return x == x ? std::bit_cast<std::uint32_t>(x) : 0x7fc0'0000u; }

float any_float(Random& random) { return std::bit_cast<float>(static_cast<std::uint32_t>(random.next())); }

}  // namespace

TEST_CASE("sixteen fused multiply-adds are sixteen times the library's", "[math][float_lanes][bits]") {
  Random random{1};
  for (int trial = 0; trial < 20'000; ++trial) {
    float a[16], b[16], c[16], result[16];
    for (int i = 0; i < 16; ++i) {
      a[i] = any_float(random), b[i] = any_float(random);
      // Often near enough to the product to be rounded with it.
      c[i] = trial % 2 == 0 ? any_float(random) : -a[i] * b[i] * (1.0f + std::ldexp(1.0f, -static_cast<int>(random.below(30))));
    }
    fma(FloatLanes::from(a), FloatLanes::from(b), FloatLanes::from(c)).to(result);
    int wrong = 0;
    for (int i = 0; i < 16; ++i) wrong += bits(result[i]) != bits(std::fmaf(a[i], b[i], c[i]));
    CHECK(wrong == 0);
  }
}

TEST_CASE("a float in every lane, and four and eight of them as doubles", "[math][float_lanes]") {
  float sixteen[16];
  FloatLanes(0.1f).to(sixteen);
  for (const float x : sixteen) CHECK(x == 0.1f);
  Random random{2};
  for (int trial = 0; trial < 1'000; ++trial) {
    for (float& x : sixteen) x = any_float(random);
    double wide[8];
    const int from = trial % 9;
    store(wide, trial % 2 == 0 ? widened<8>(sixteen + from) : joined(widened<4>(sixteen + from), widened<4>(sixteen + from + 4)));
    for (int i = 0; i < 8; ++i) {
      const auto x = static_cast<double>(sixteen[from + i]);
      CHECK((wide[i] == x || (std::isnan(wide[i]) && std::isnan(x))));
    }
    double all[16];
    store(all, FloatLanes::from(sixteen).half<0>()), store(all + 8, FloatLanes::from(sixteen).half<1>());
    for (int i = 0; i < 16; ++i) CHECK((all[i] == static_cast<double>(sixteen[i]) || (std::isnan(all[i]) && std::isnan(sixteen[i]))));
  }
}

#include "bulwark/math/widest.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include "golden/golden.hpp"
#include "support/catch.hpp"

#include "math/widest_texts.inl"
#define BULWARK_TEXTS "math/widest_texts.inl"
#include "bulwark/math/copies.inl"

using namespace bulwark;

TEST_CASE("the copy that runs has the widest registers of this machine, or those that the build was asked for", "[math][widest]") {
  const int lanes = widest(register_lanes, copy_avx2::register_lanes, copy_avx512::register_lanes)();
#if BULWARK_COPIES
  const bool has_fma = __builtin_cpu_supports("fma");
  const bool has_avx512 = has_fma && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
  const bool has_avx2 = has_fma && __builtin_cpu_supports("avx2");
  CHECK(lanes == (has_avx512 ? 8 : has_avx2 ? 4 : BULWARK_LANES));
#else
  CHECK(lanes == BULWARK_LANES);
#endif
}

TEST_CASE("whichever copy runs, the bits are this build's own", "[math][widest]") {
  test::Inputs inputs{83};
  std::array<double, 64> x, own, best;
  for (int round = 0; round < 50; ++round) {
    for (double& one : x) one = round % 10 == 0 ? inputs.any() : inputs.of_sizes(-9, 6);
    exp_each(x.data(), 64, own.data());
    widest(exp_each, copy_avx2::exp_each, copy_avx512::exp_each)(x.data(), 64, best.data());
    for (std::size_t i = 0; i < 64; ++i)
      CHECK((std::bit_cast<std::uint64_t>(own[i]) == std::bit_cast<std::uint64_t>(best[i]) || (own[i] != own[i] && best[i] != best[i])));
  }
}

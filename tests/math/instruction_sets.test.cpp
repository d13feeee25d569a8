// One build, every instruction set: the texts of math/ are included again for AVX2 and for AVX-512, whatever this file is compiled for.

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "bulwark/math/complex_lanes.hpp"
#include "bulwark/math/normal.hpp"
#include "golden/golden.hpp"
#include "support/catch.hpp"

#if defined(__x86_64__)

// clang-format off
#undef BULWARK_TARGET
#undef BULWARK_LANES
#undef BULWARK_FMA

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define BULWARK_TARGET test_avx2
#define BULWARK_LANES 4
#define BULWARK_FMA 1
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
#include "bulwark/math/normal.inl"
#include "bulwark/math/trigonometric.inl"
#include "bulwark/math/complex_lanes.inl"
#include "math/sweep.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,fma"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,fma")
#endif
#define BULWARK_TARGET test_avx512
#define BULWARK_LANES 8
#include "bulwark/math/register.inl"
#include "bulwark/math/lanes.inl"
#include "bulwark/math/elementary.inl"
#include "bulwark/math/normal.inl"
#include "bulwark/math/trigonometric.inl"
#include "bulwark/math/complex_lanes.inl"
#include "math/sweep.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#define BULWARK_TARGET test_base
#include "math/sweep.inl"
// clang-format on

namespace {

using namespace bulwark;

std::vector<double> sweep_of(void (*sweep)(const double*, double*)) {
  test::Inputs inputs{61};
  std::vector<double> all;
  std::array<double, 24> in;
  std::array<double, 24 * 10 * 3> out;
  for (int round = 0; round < 100; ++round) {
    for (double& x : in) x = round % 10 == 0 ? inputs.any() : inputs.with_sign(inputs.of_sizes(-12, 6));
    sweep(in.data(), out.data());
    all.insert(all.end(), out.begin(), out.end());
  }
  return all;
}

int count_different(const std::vector<double>& a, const std::vector<double>& b) {
  int count = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    count += std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i]) && (a[i] == a[i] || b[i] == b[i]);
  return count;
}

}  // namespace

TEST_CASE("copies for wider instruction sets inside one build give this build's bits", "[math][instruction_sets]") {
  const auto base = sweep_of(test_base::sweep);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) CHECK(count_different(base, sweep_of(test_avx2::sweep)) == 0);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
    CHECK(count_different(base, sweep_of(test_avx512::sweep)) == 0);
}

#endif

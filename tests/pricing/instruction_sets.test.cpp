// One build, every instruction set: the texts of pricing/ are included again for AVX2 and for AVX-512, whatever this file is compiled for.

#include <bit>
#include <cstdint>
#include <vector>

#include "bulwark/pricing/bachelier.hpp"
#include "bulwark/pricing/coin_settled.hpp"
#include "bulwark/pricing/heston.hpp"
#include "bulwark/pricing/implied_volatility.hpp"
#include "bulwark/pricing/kou_sensitivities.hpp"
#include "bulwark/pricing/merton_greeks.hpp"
#include "bulwark/pricing/merton_sensitivities.hpp"
#include "bulwark/pricing/quanto.hpp"
#include "bulwark/pricing/quote_as.hpp"
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
#define BULWARK_TARGET pricing_avx2
#define BULWARK_LANES 4
#define BULWARK_FMA 1
#include "pricing/texts.inl"
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
#define BULWARK_TARGET pricing_avx512
#define BULWARK_LANES 8
#include "pricing/texts.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#define BULWARK_TARGET pricing_base
#include "pricing/sweep.inl"
// clang-format on

namespace {

using namespace bulwark;

std::vector<double> sweep_of(void (*sweep)(const double*, double*)) {
  test::Inputs inputs{67};
  std::vector<double> all, in(64), out(8 * 320);
  for (int round = 0; round < 40; ++round) {
    for (std::size_t i = 0; i < 8; ++i) {
      in[i] = round % 10 == 0 ? inputs.any() : 100.0;
      in[8 + i] = 100.0 * inputs.of_sizes(-2, 1);
      in[16 + i] = 0.1 * inputs.unit();
      in[24 + i] = inputs.of_sizes(-6, 1);
      in[32 + i] = inputs.of_sizes(-12, 1);
      in[40 + i] = inputs.with_sign(1.0);
      in[48 + i] = inputs.of_sizes(-4, 5);
      in[56 + i] = inputs.with_sign(0.2 * inputs.unit());
    }
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

TEST_CASE("the pricing texts included for another instruction set give the same bits", "[pricing][instruction_sets]") {
  const std::vector<double> base = sweep_of(pricing_base::pricing_sweep);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    CHECK(count_different(base, sweep_of(pricing_avx2::pricing_sweep)) == 0);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
    CHECK(count_different(base, sweep_of(pricing_avx512::pricing_sweep)) == 0);
}

#endif

#pragma once

#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::bench {

/// What one writes by hand for 64 scenarios and nothing else: sums in registers, one pass over the positions, the lowest sum of each coin
/// by itself; no equity, no verdict, no unknowns, no report. Built on the compiler's vectors, none of the library's.
inline double worst_by_hand(const PricedMarket& table, const AccountRow& account) noexcept {
#if defined(__AVX512F__)
  constexpr int lanes = 8, passes = 1;
#else
  constexpr int lanes = 4, passes = 2;
#endif
  constexpr int sums = 64 / lanes / passes;
  typedef double Vector __attribute__((vector_size(lanes * sizeof(double))));
  double loss = 0.0;
  for (const Segment& segment : account.segments) {
    Vector lowest = Vector{} + __builtin_inf();
#pragma GCC unroll 1
    for (int pass = 0; pass < passes; ++pass) {
      Vector sum[sums] = {};
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const double* row = table.row(static_cast<Index>(account.row[k])) + column_count + pass * sums * lanes;
        const double quantity = account.quantity[k];
#pragma GCC unroll 16
        for (int s = 0; s < sums; ++s) {
          Vector profit;
          __builtin_memcpy(&profit, row + s * lanes, sizeof profit);
          sum[s] += quantity * profit;
        }
      }
#pragma GCC unroll 16
      for (int s = 0; s < sums; ++s) lowest = lowest < sum[s] ? lowest : sum[s];
    }
    double least = 0.0;
#pragma GCC unroll 16
    for (int lane = 0; lane < lanes; ++lane) least = lowest[lane] < least ? lowest[lane] : least;
    loss -= least;
  }
  return loss;
}

/// What most code has: the scenarios outermost, one sum at a time, all coins netted; of the policy's first set, `count` scenarios.
inline double worst_by_habit(const PricedMarket& table, const AccountRow& account, Index count) noexcept {
  if (account.segments.empty()) return 0.0;
  const double* profits = table.row(0) + table.blocks().front().first;
  const Index width = table.stride() * PricedMarket::lanes;
  const std::uint32_t* row = account.row;
  const double* quantity = account.quantity;
  const std::uint32_t begin = account.segments.front().begin, end = account.segments.back().end;
  double worst = 0.0;
  for (Index s = 0; s < count; ++s) {
    double profit = 0.0;
    for (std::uint32_t k = begin; k < end; ++k) profit += quantity[k] * profits[static_cast<Index>(row[k]) * width + s];
    worst = profit < worst ? profit : worst;
  }
  return -worst;
}

}  // namespace bulwark::bench

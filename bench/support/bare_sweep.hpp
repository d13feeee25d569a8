#pragma once

#include "bulwark/scenario/account_rows.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::bench {

/// The least that a venue's scenarios can cost: the account's rows summed under the largest set that the table holds (32 columns where it
/// holds none), each coin by itself, and the lowest sum. By hand on the compiler's vectors, as many registers as the set needs; no equity,
/// no verdict, no unknowns, no charges, no report.
class BareSweep {
 public:
  explicit BareSweep(const PricedMarket& table) : table_(table) {
    for (const ScenarioBlock& block : table.blocks())
      if (block.count > count_) first_ = block.first, count_ = block.count;
    if (count_ == 0) first_ = 0;
  }

  Index scenarios() const noexcept { return count_ == 0 ? 0 : count_; }

  double worst(const AccountRow& account) const noexcept {
    switch (groups()) {
      case 1: return worst_of<1>(account);
      case 2: return worst_of<2>(account);
      case 3: return worst_of<3>(account);
      case 4: return worst_of<4>(account);
      case 5: return worst_of<5>(account);
      case 6: return worst_of<6>(account);
      case 7: return worst_of<7>(account);
      default: return worst_of<8>(account);
    }
  }

 private:
  Index groups() const noexcept { return count_ == 0 ? 1 : (count_ + 7) / 8; }

  template <int Groups>
  double worst_of(const AccountRow& account) const noexcept {
#if defined(__AVX512F__)
    constexpr int lanes = 8, sums = Groups;
#else
    constexpr int lanes = 4, sums = Groups * 2;
#endif
    typedef double Vector __attribute__((vector_size(lanes * sizeof(double))));
    const double* table = table_.row(0) + first_;
    const Index width = table_.stride() * PricedMarket::lanes;
    double loss = 0.0;
    for (const Segment& segment : account.segments) {
      Vector sum[sums] = {};
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        const double* row = table + static_cast<Index>(account.row[k]) * width;
        const double quantity = account.quantity[k];
#pragma GCC unroll 16
        for (int s = 0; s < sums; ++s) {
          Vector profit;
          __builtin_memcpy(&profit, row + s * lanes, sizeof profit);
          sum[s] += quantity * profit;
        }
      }
      Vector lowest = sum[0];
#pragma GCC unroll 16
      for (int s = 1; s < sums; ++s) lowest = lowest < sum[s] ? lowest : sum[s];
      double least = 0.0;
#pragma GCC unroll 16
      for (int lane = 0; lane < lanes; ++lane) least = lowest[lane] < least ? lowest[lane] : least;
      loss -= least;
    }
    return loss;
  }

  const PricedMarket& table_;
  Index first_ = 0, count_ = 0;
};

}  // namespace bulwark::bench

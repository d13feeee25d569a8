#pragma once

#include <span>

#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// What one contract of a listed instrument gains in each scenario of a block when it is bought today, quote. A future is bought at today's
/// price, so its entry leg comes with it.
class BoughtRow {
 public:
  BoughtRow(const PricedMarket& market, Index row, Index block) noexcept
      : own_(market.profits(row, block)),
        leg_row_(market.leg_row(static_cast<Index>(market.terms(row).unit)) + market.blocks()[static_cast<std::size_t>(block)].first),
        leg_(-market.at(row, Column::future_value)) {}

  double operator()(Index scenario) const noexcept { return fma(leg_, leg_row_[scenario], own_[static_cast<std::size_t>(scenario)]); }

  Index size() const noexcept { return std::ssize(own_); }

 private:
  std::span<const double> own_;
  const double* leg_row_;
  double leg_;
};

/// Whether a risk unit of an account is the one that an instrument would join, to a block.
inline bool would_join(const PricedMarket& market, Index row, const ScenarioBlock& block, const HeldUnit& unit) noexcept {
  const ContractTerms& terms = market.terms(row);
  const bool is_same = unit.asset == terms.asset && unit.settlement == terms.settlement;
  return is_same || Profits::nets(block, unit, HeldUnit{.asset = terms.asset, .settlement = terms.settlement});
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Linear futures whose price ends between zero and a highest price are charged all that they can still lose: what is held its value, what
/// is sold what the price may still rise. Whoever covers that when opening always does. Equal to size x entry price, or size x (highest -
/// entry price), against money that is not marked. A future of an asset without a highest price is not known.
/// Source: Vega, specification 0019-MCAL, "fully-collateralised" (2024).
struct FullMargin {
  std::vector<double> highest;  ///< row AssetId, quote per coin

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    for (const ValuedPosition& p : account.positions()) {
      if (!is_future(p.terms)) continue;
      sum = fma(magnitude(p.delta), loss_per_coin(p.terms, p.quantity < 0.0), sum);
    }
    return {.initial = sum, .maintenance = sum};
  }

  Slope slope(const ValuedAccount& account, const Profits&, Index row, Index) const noexcept {
    const ContractTerms& terms = account.market().terms(row);
    if (!is_future(terms)) return {};
    bool is_sold = false;
    for (const ValuedPosition& p : account.positions())
      if (p.row == row) is_sold = p.quantity < 0.0;
    const double coins = account.market().at(row, Column::delta);
    const double charge = product(is_sold ? -coins : coins, loss_per_coin(terms, is_sold));
    return {charge, charge};
  }

  Faults faults() const {
    Faults found;
    for (Index a = 0; a < std::ssize(highest); ++a) {
      const double price = highest[static_cast<std::size_t>(a)];
      if (!(price > 0.0 && is_finite(price))) report(found, FaultCode::not_positive, "full_margin.highest", {.outer = a}, price);
    }
    return found;
  }

 private:
  double loss_per_coin(const ContractTerms& terms, bool is_sold) const noexcept {
    const auto a = static_cast<std::size_t>(terms.asset);
    if (a >= highest.size() || terms.kind != InstrumentKind::linear_future) return std::numeric_limits<double>::quiet_NaN();
    return is_sold ? greatest(0.0, highest[a] - terms.underlying) : terms.underlying;
  }
};
static_assert(HasSlope<FullMargin>);

}  // namespace bulwark::BULWARK_TARGET

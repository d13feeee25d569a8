#pragma once

#include "bulwark/core/fault.hpp"
#include "bulwark/margin/policy.hpp"

namespace bulwark::BULWARK_TARGET {

/// Price moves shift every expiry alike; this charges the options of each expiry for a move of its own forward, up or down, whichever
/// loses more: loss x (add + per_year x years), expiry by expiry. An expiry that gains either way is no gain to another.
/// Source: Derive v2, "basis contingency" of the portfolio margin managers (v2-core at 7736900, 2026).
struct BasisCharge {
  double up;        ///< multiple of the forward, >= 1
  double down;      ///< the same, in (0, 1]
  double add;       ///< share of the loss that is charged at expiry
  double per_year;  ///< added to the share per year to expiry

  /// Two scenarios that no account is summed over: the rule reads its options' columns.
  ScenarioSet scenarios(const MarketState& market) const {
    const std::size_t assets = market.assets.size();
    ScenarioSet set{.scenarios = 2, .assets = static_cast<Index>(assets), .vol_move = std::vector<double>(2 * assets, 0.0)};
    set.price_move.assign(assets, up - 1.0);
    set.price_move.insert(set.price_move.end(), assets, down - 1.0);
    set.weight.assign(2 * assets, 1.0);
    set.is_folded = false;
    set.only_options = true;
    return set;
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    const Index first = profits.block().first;
    const PricedMarket& market = account.market();
    double sum = 0.0;
    Lanes<2> gains(0.0);  // of the expiry so far: its forward up, down
    account.each_row([&](Index row, double quantity, Index next) {
      gains = fma(Lanes<2>(quantity), load<Lanes<2>>(market.row(row) + first), gains);
      const RowTag& tag = market.tag(row);
      static constexpr double counts[] = {0.0, 1.0};  // a product, not a branch: where an expiry ends is anywhere in the book
      const double keep = counts[(next >= 0) & (market.tag(next >= 0 ? next : row).run == tag.run)];
      const double first_gain = gains.lane(0), second_gain = gains.lane(1);
      const double lower = first_gain < second_gain ? first_gain : second_gain;
      const double loss = positive_part(-lower) + product(0.0, first_gain + second_gain);  // NaN where either is
      sum = fma(product(1.0 - keep, loss), fma(per_year, market.expiry_years(tag.expiry), add), sum);
      gains = select(Lanes<2>(keep) > 0.0, gains, Lanes<2>(0.0));
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found;
    if (!(up >= 1.0 && is_finite(up))) report(found, FaultCode::out_of_range, "basis_charge.up", {}, up);
    if (!(down > 0.0 && down <= 1.0)) report(found, FaultCode::out_of_range, "basis_charge.down", {}, down);
    if (!(add >= 0.0 && is_finite(add))) report(found, FaultCode::out_of_range, "basis_charge.add", {}, add);
    if (!(per_year >= 0.0 && is_finite(per_year))) report(found, FaultCode::out_of_range, "basis_charge.per_year", {}, per_year);
    return found;
  }
};
static_assert(MarginPolicy<BasisCharge> && AsksForScenarios<BasisCharge>);

}  // namespace bulwark::BULWARK_TARGET

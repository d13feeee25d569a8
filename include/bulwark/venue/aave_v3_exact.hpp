#pragma once

#include <span>

#include "bulwark/collateral/health_factor.hpp"
#include "bulwark/liquidation/close_factor.hpp"
#include "bulwark/liquidation/left_over.hpp"
#include "bulwark/liquidation/seizure.hpp"
#include "bulwark/math/power_of_ten.hpp"
#include "bulwark/venue/aave_v3.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// What an account has and owes in one reserve. Prices are those of a token, in the base currency's 8 decimals.
template <ExactInteger Int>
struct AaveHolding {
  AssetId asset;
  Int price;
  Int deposited{0};  ///< units, used as collateral
  Int owed{0};       ///< units

  Int unit(const AaveV3& pool) const { return power_of_ten<Int>(pool.of_asset[static_cast<std::size_t>(row(asset))].decimals); }
};

/// An account in the chain's integers. Values in the base currency's 8 decimals. Source: Aave v3 `GenericLogic` (v3-origin at 6512922,
/// 2025): deposits round down, debts up. 256 bits suffice wherever they suffice the chain.
template <ExactInteger Int>
struct AaveAccount {
  Int deposits{0};
  Int counted{0};   ///< sum of value x threshold in basis points
  Int lendable{0};  ///< sum of value x loan-to-value in basis points
  Int debt{0};

  /// In wads; none without debt.
  std::optional<Int> health() const { return health_factor(counted, debt); }
  bool is_liquidatable() const {
    const std::optional<Int> now = health();
    return now && *now < one_in_wads<Int>();
  }

  /// Mean loan-to-value in basis points, truncated.
  Int loan_to_value() const { return deposits == Int(0) ? Int(0) : Int(lendable / deposits); }
  Int can_borrow() const { return borrowable(deposits, loan_to_value(), debt); }
  bool permits(const Int& more_debt) const {
    const std::optional<Int> now = health();
    const bool is_well = !now || one_in_wads<Int>() < *now;
    return is_well && Int(0) < loan_to_value() && !(deposits < deposits_needed(Int(debt + more_debt), loan_to_value()));
  }
};

/// Every reserve of `held` is listed in the pool; for an account in an efficiency mode, in `pool.in(category)`.
template <ExactInteger Int>
AaveAccount<Int> aave_account(const AaveV3& pool, std::span<const AaveHolding<Int>> held) {
  AaveAccount<Int> sum;
  for (const AaveHolding<Int>& h : held) {
    const AaveV3::Terms& terms = pool.of_asset[static_cast<std::size_t>(row(h.asset))].terms;
    const Int unit = h.unit(pool);
    sum.debt = sum.debt + product_over(h.owed, h.price, unit, Rounding::ceil);
    if (terms.threshold == 0) continue;
    const Int value = product_over(h.deposited, h.price, unit, Rounding::floor);
    sum.deposits = sum.deposits + value;
    sum.counted = sum.counted + value * Int(terms.threshold);
    sum.lendable = sum.lendable + value * Int(terms.loan_to_value);
  }
  return sum;
}

enum class AaveRefusal { none, healthy, not_collateral, nothing_owed, leaves_dust };

/// What a liquidation call does.
template <ExactInteger Int>
struct AaveLiquidation {
  AaveRefusal refused = AaveRefusal::none;
  Seizure<Int> taken{Int(0), Int(0), Int(0)};
  bool is_empty_handed = false;  ///< no collateral is left in any reserve: what is owed in every other reserve becomes deficit too
  Int deficit{0};                ///< units of this debt that nobody repays
};

/// One liquidation call: whichever of `held` is the deposit pays for whichever is the debt. Source: Aave v3 `LiquidationLogic`
/// (v3-origin at e4cc47e, 2025). Not in it: pauses, grace periods and the price sentinel, which the caller keeps.
template <ExactInteger Int>
AaveLiquidation<Int> aave_liquidation(const AaveV3& pool, std::span<const AaveHolding<Int>> held, std::size_t deposit, std::size_t debt,
                                      const Int& debt_to_cover) {
  const AaveHolding<Int>&from = held[deposit], &to = held[debt];
  const AaveV3::Reserve& reserve = pool.of_asset[static_cast<std::size_t>(row(from.asset))];
  const AaveAccount<Int> account = aave_account(pool, held);
  if (!account.is_liquidatable()) return {.refused = AaveRefusal::healthy};
  if (reserve.terms.threshold == 0 || from.deposited == Int(0)) return {.refused = AaveRefusal::not_collateral};
  if (to.owed == Int(0)) return {.refused = AaveRefusal::nothing_owed};

  const Int from_unit = from.unit(pool), to_unit = to.unit(pool), dollar(100'000'000);
  const auto value_of_debt = [&](const Int& units) { return product_over(units, to.price, to_unit, Rounding::ceil); };
  const auto value_of_deposit = [&](const Int& units) { return product_over(units, from.price, from_unit, Rounding::floor); };
  const Int owed = value_of_debt(to.owed);
  const CloseFactor<Int> factor{.share = Int(pool.close_factor),
                                .whole_up_to = parts_of(pool.full_close_up_to, 10'000, one_in_wads<Int>()),
                                .small = Int(pool.small) * dollar};
  const Int most = factor.most(*account.health(), owed, value_of_deposit(from.deposited), account.debt);
  const Int most_units = most < owed ? product_over(most, to_unit, to.price, Rounding::floor) : to.owed;
  const SeizureTerms<Int> terms{.debt_price = to.price,
                                .debt_unit = to_unit,
                                .deposit_price = from.price,
                                .deposit_unit = from_unit,
                                .bonus = Int(reserve.terms.liquidation_bonus),
                                .fee_share = Int(reserve.protocol_fee)};
  AaveLiquidation<Int> call{.taken = terms.seize(smaller(debt_to_cover, most_units), from.deposited)};
  const Int owed_after = to.owed - call.taken.repaid, held_after = from.deposited - call.taken.seized();
  if (leaves_dust<Int>({owed_after, value_of_debt(owed_after)}, {held_after, value_of_deposit(held_after)},
                       Int(Int(pool.least_left) * dollar)))
    return {.refused = AaveRefusal::leaves_dust};
  call.is_empty_handed = account.deposits == value_of_deposit(call.taken.seized());
  if (call.is_empty_handed) call.deficit = owed_after;
  return call;
}

}  // namespace bulwark::BULWARK_TARGET::venue

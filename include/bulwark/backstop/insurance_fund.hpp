#pragma once

#include "bulwark/backstop/draw_limit.hpp"
#include "bulwark/backstop/loss_level.hpp"

namespace bulwark::inline v1 {

/// An insurance fund as one market sees it: the balance and the limit per period are all markets' own, the market's limit is its own, so
/// that one market cannot spend what the others rest on. Smallest units. Nothing is rounded. A caller who keeps many markets stores each
/// market's limit with the market and puts it here.
template <ExactInteger Int>
struct InsuranceFund {
  Int balance;
  DrawLimit<Int> market;  ///< what this market may draw
  DrawLimit<Int> period;  ///< what all markets together may draw
  Int kept{0};            ///< of the balance, that no loss draws; >= 0

  /// The most that a loss can draw now.
  constexpr Int available() const { return larger<Int>(Int(0), smaller<Int>(balance - kept, smaller<Int>(market.left(), period.left()))); }

  constexpr LevelPayment<InsuranceFund, Int> pay(const Int& loss) const {
    const Int paid = payable<Int>(loss, available());
    return {paid, {balance - paid, market.after(paid), period.after(paid), kept}};
  }

  /// After penalties, fees or an overshoot were paid in; >= 0. Limits do not renew by it.
  constexpr InsuranceFund after_income(const Int& income) const { return {balance + income, market, period, kept}; }

  constexpr InsuranceFund at(Timestamp now) const { return {balance, market.at(now), period.at(now), kept}; }

  /// The share of the fund that a draw took, of what was there before; 0 of an empty fund.
  constexpr double share_used(const Int& drawn) const {
    return drawn == Int(0) ? 0.0 : static_cast<double>(drawn) / static_cast<double>(balance + drawn);
  }

  Faults faults() const {
    Faults found;
    if (balance < Int(0)) report(found, FaultCode::negative, "insurance_fund.balance", {}, static_cast<double>(balance));
    if (kept < Int(0)) report(found, FaultCode::negative, "insurance_fund.kept", {}, static_cast<double>(kept));
    append(found, market.faults("insurance_fund.market.most", "insurance_fund.market.drawn", "insurance_fund.market.period"));
    append(found, period.faults("insurance_fund.period.most", "insurance_fund.period.drawn", "insurance_fund.period.period"));
    return found;
  }
};
static_assert(LossLevel<InsuranceFund<long long>, long long>);

}  // namespace bulwark::inline v1

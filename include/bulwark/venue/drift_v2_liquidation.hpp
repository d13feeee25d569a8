#pragma once

#include "bulwark/liquidation/insurance_fee.hpp"
#include "bulwark/venue/drift_v2_account.hpp"

namespace bulwark::BULWARK_TARGET::venue {

/// One step of a perpetual's liquidation: how much of it the liquidator takes over at the oracle's price, and who is paid.
template <ExactInteger Int>
struct DriftClose {
  Int base{0};            ///< 1e-9, unsigned; 0: nothing now
  Int liquidator_fee{0};  ///< 1e-6 quote, paid by the account
  Int insurance_fee{0};   ///< 1e-6 quote, paid by the account

  /// The position that is left.
  constexpr DriftPosition<Int> after(DriftPosition<Int> position) const {
    const Int value = product_over<Int>(base, position.price, Int(fixed::base), Rounding::toward_zero);
    const bool is_short = position.base < Int(0);
    position.base = is_short ? position.base + base : position.base - base;
    position.quote = position.quote + (is_short ? -value : value) - liquidator_fee - insurance_fee;
    return position;
  }
};

/// What has gone before in this liquidation.
template <ExactInteger Int>
struct DriftProgress {
  Int elapsed{0};  ///< slots since the account was last active
  Int freed{0};    ///< 1e-6 of the shortage, made good already; isolated positions do not count it
};

/// The step that may be taken now, after the account's orders have been cancelled. `state` is the margin of the account (or of the isolated
/// position) at `MarginKind::maintenance` with the venue's buffer. What the step costs becomes a loss, and the buffer on that loss is all
/// that is missing after a step that was allowed in full. A position worth no more than `pace.small` may be taken whole. Source: Drift v2,
/// `controller/liquidation.rs`, `liquidate_perp` at 0ae3e3b1 (2026). *Assumed*: the liquidator takes all it may.
template <ExactInteger Int>
DriftClose<Int> drift_close(const DriftV2<Int>& p, const BufferedMargin<Int>& state, const DriftPosition<Int>& position,
                            const StrictPrice<Int>& quote_price, const DriftQuestion<Int>& asked, const DriftProgress<Int>& progress) {
  const DriftPerpMarket<Int>& market = p.perps[static_cast<std::size_t>(position.market)];
  const Int zero(0), held = magnitude_of<Int>(position.base), shortage = state.shortage();
  if (state.is_met_with_buffer() || held == zero) return {};
  const Int ratio = market.ratio.ratio(MarginKind::maintenance, held, asked.is_high_leverage) + asked.buffer;
  const Int base_fee = market.fee(asked.is_high_leverage), most = p.ramp.most(market.liquidator_fee, market.ratio.maintenance);
  PerpClose<Int> close{ratio, p.ramp.fee(base_fee, most, progress.elapsed), market.insurance_fee, position.price, quote_price.current};
  const Int own = state.shortage_of(drift_perp<Int>(p, position, quote_price, asked).requirement);
  close.insurance_fee = perp_insurance_fee<Int>(own, held, close);

  const auto in_steps = [&](const Int& size) { return quotient<Int>(size, market.step, Rounding::ceil) * market.step; };
  const Int one(fixed::weight), share = position.is_isolated ? one : p.pace.share(shortage, progress.elapsed, progress.freed);
  const std::optional<Int> cover = base_to_cover<Int>(shortage, close);
  const Int allowed = cover ? product_over<Int>(in_steps(*cover), share, one, Rounding::toward_zero) : held;
  if (allowed == zero) return {};
  const Int worth = liability_value<Int>(held, position.price);
  const Int base = smaller<Int>(held, in_steps(p.pace.small < worth ? allowed : held));
  const Int value = product_over<Int>(base, position.price, Int(fixed::base), Rounding::toward_zero);
  const auto fee = [&](const Int& rate) { return product_over<Int>(value, rate, Int(fixed::rate), Rounding::toward_zero); };
  return {base, fee(close.liquidator_fee), fee(close.insurance_fee)};
}

}  // namespace bulwark::BULWARK_TARGET::venue

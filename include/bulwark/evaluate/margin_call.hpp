#pragma once

#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/restore_target.hpp"
#include "bulwark/liquidation/cure_period.hpp"

namespace bulwark::inline v1 {

/// Something that a customer may pay a margin call in.
struct CureAsset {
  std::optional<RowId> coin{};  ///< a listed spot row; none: cash
  double unit = 0.01;           ///< > 0; what the asset is moved in: quote of cash, contracts of the row
};

/// How much of one asset cures a call by itself.
struct Cure {
  double amount = 0.0;     ///< quote or contracts, whole units: so much cures and one unit less does not
  bool is_curing = false;  ///< otherwise no amount up to 2^53 units does: the asset is no collateral, or capped
};

/// What an account is asked for, and until when. The amounts in each asset are in the caller's `cures`.
struct MarginCall {
  RiskReport report{};
  double missing = 0.0;  ///< quote of counted resources. NaN of an account that is unknown
  CurePeriod::State state{};
  std::optional<std::chrono::milliseconds> left{};  ///< to cure it; none without a call
  bool is_called = false;                           ///< the target is not met
  bool is_over = false;                             ///< and the time is over: the account may be liquidated
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The smallest deposit of one asset that brings an account to the target, after the venue's own haircut, weight or cap of it. None for an
/// asset that cannot be deposited here or an account that is not current. Depositing never makes an account worse (law "more collateral
/// never hurts"), so the search by doubling and halving is certain: the amount passes and one unit less fails. The customer bears the
/// rounding up to a unit.
template <class Evaluator>
std::optional<Cure> smallest_deposit(const Tick<Evaluator>& tick, const AccountRow& account, const RestoreTarget& target,
                                     const CureAsset& asset, Workspace& workspace, ChangedAccount& scratch) {
  if (!(asset.unit > 0.0 && is_finite(asset.unit)) || !tick.is_current(account)) return {};
  if (asset.coin) {
    const Index row = static_cast<Index>(asset.coin->row);
    const bool is_listed = row < tick.table().rows() && asset.coin->listed != 0 && tick.table().terms(row).listed == asset.coin->listed;
    if (!is_listed || tick.table().terms(row).kind != InstrumentKind::spot) return {};
  }
  const auto is_short = [&](double n) {
    const double amount = product(n, asset.unit);
    const Order transfer{asset.coin.value_or(RowId{}), amount, 0.0};
    const Change change = asset.coin ? Change{.orders = {&transfer, n > 0.0 ? 1u : 0u}} : Change{.cash = amount};
    return !target.is_met(tick.evaluate(scratch.apply(tick.table(), account, change), workspace));
  };
  const double steps = most_steps(is_short);
  if (steps >= 0x1p53) return Cure{};
  return Cure{.amount = product(steps + 1.0, asset.unit), .is_curing = true};
}

/// The call on an account at `now`: what is missing, how much of each of `assets` cures it alone (into `cures`, in their order, as many as
/// fit), and the time that is left. An unknown account is not called: its state goes on as it was, and nobody may liquidate it.
template <class Evaluator>
MarginCall margin_call(const Tick<Evaluator>& tick, const AccountRow& account, const RestoreTarget& target, const CurePeriod& period,
                       const CurePeriod::State& state, Timestamp now, std::span<const CureAsset> assets, std::span<Cure> cures,
                       Workspace& workspace, ChangedAccount& scratch) {
  MarginCall call{.report = tick.evaluate(account, workspace), .state = state};
  const double missing = target.missing(call.report);
  const bool is_known = missing == missing, is_short = is_known && !target.is_met(call.report);
  call.missing = is_known ? greatest(0.0, missing) : missing;
  if (is_known) call.state = period.updated(state, is_short, now);
  call.is_called = is_short;
  call.left = period.left(call.state, now);
  call.is_over = is_short && period.is_over(call.state, now);
  for (std::size_t i = 0; i < assets.size() && i < cures.size(); ++i)
    cures[i] = is_short ? smallest_deposit(tick, account, target, assets[i], workspace, scratch).value_or(Cure{})
                        : Cure{.amount = 0.0, .is_curing = is_known};
  return call;
}

}  // namespace bulwark::BULWARK_TARGET

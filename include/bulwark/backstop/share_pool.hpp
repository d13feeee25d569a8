#pragma once

#include <optional>

#include "bulwark/backstop/loss_level.hpp"

namespace bulwark::inline v1 {

/// What changed hands, and the pool afterwards.
template <class Pool, class Int>
struct PoolExchange {
  Int amount;  ///< shares minted, or assets paid out
  Pool left;
};

/// Money that many people own by shares: depositors of a vault, stakers of a fund. A loss lowers what a share is worth, for everybody
/// alike and at once, in O(1); whoever comes later bears none of it. Smallest units of both. Every conversion is rounded down, against
/// whoever converts: the pool keeps what is rounded away, and neither deposits nor withdrawals ever lower what a share is worth.
/// `offset` shares and one asset exist on paper and belong to nobody, so that no first depositor can make shares so dear that others'
/// deposits round to nothing (the inflation attack on ERC-4626 vaults, OpenZeppelin 2022). Width: assets x (shares + offset).
template <ExactInteger Int>
struct SharePool {
  Int assets{0};     ///< >= 0
  Int shares{0};     ///< >= 0
  Int offset{1000};  ///< > 0

  /// Shares that `deposited` assets buy; no answer where nothing was deposited, it buys no share, or a loss left shares without assets.
  constexpr std::optional<Int> shares_for(const Int& deposited) const {
    const Int zero(0);
    if (!(zero < deposited) || (assets == zero && zero < shares)) return std::nullopt;
    const Int bought = product_over<Int>(deposited, shares + offset, assets + Int(1), Rounding::floor);
    if (bought == zero) return std::nullopt;
    return bought;
  }

  /// Assets that `redeemed` shares (in [0, shares]) are worth; all shares together are worth no more than there is.
  constexpr Int assets_for(const Int& redeemed) const {
    return product_over<Int>(redeemed, assets + Int(1), shares + offset, Rounding::floor);
  }

  constexpr std::optional<PoolExchange<SharePool, Int>> deposit(const Int& deposited) const {
    const std::optional<Int> minted = shares_for(deposited);
    if (!minted) return std::nullopt;
    return PoolExchange<SharePool, Int>{*minted, {assets + deposited, shares + *minted, offset}};
  }

  /// No answer for shares that are not there.
  constexpr std::optional<PoolExchange<SharePool, Int>> withdraw(const Int& redeemed) const {
    if (redeemed < Int(0) || shares < redeemed) return std::nullopt;
    const Int paid = assets_for(redeemed);
    return PoolExchange<SharePool, Int>{paid, {assets - paid, shares - redeemed, offset}};
  }

  constexpr LevelPayment<SharePool, Int> pay(const Int& loss) const {
    const Int paid = payable<Int>(loss, assets);
    return {paid, {assets - paid, shares, offset}};
  }

  Faults faults() const {
    Faults found;
    if (assets < Int(0)) report(found, FaultCode::negative, "share_pool.assets", {}, static_cast<double>(assets));
    if (shares < Int(0)) report(found, FaultCode::negative, "share_pool.shares", {}, static_cast<double>(shares));
    if (!(Int(0) < offset)) report(found, FaultCode::not_positive, "share_pool.offset", {}, static_cast<double>(offset));
    return found;
  }
};
static_assert(LossLevel<SharePool<long long>, long long>);

}  // namespace bulwark::inline v1

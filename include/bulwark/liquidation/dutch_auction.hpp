#pragma once

#include "bulwark/core/time.hpp"
#include "bulwark/liquidation/insolvent_auction.hpp"

namespace bulwark::BULWARK_TARGET {

/// An auction of one account that has started and has not ended.
struct RunningAuction {
  bool is_insolvent;
  Timestamp started;
  double reserved = 0.0;  ///< quote that buyers have paid; it stays with the account
  double lacked = 0.0;    ///< quote of requirement when an insolvent auction started: what it may cost the security module
};

/// An auction in two parts: who buys the account, and when nobody does, who is paid for taking it. The caller keeps the running auction;
/// accounts are given as they stand now (their `reserved` is the auction's and not read).
/// Source: Derive v2 Dutch auction (v2-core at 7736900, 2026). An auction that rests on one scenario of a portfolio margin is given the
/// account under that scenario.
struct DutchAuction {
  SolventAuction solvent;
  InsolventAuction insolvent;

  struct Start {
    RunningAuction auction;
    double fee;  ///< quote, from the account to the security module
  };

  /// Nothing for an account that has its requirement, or of which equity or surplus is not known.
  std::optional<Start> start(const AuctionedAccount& account, Timestamp now) const noexcept {
    if (!(account.surplus < 0.0) || account.equity != account.equity) return std::nullopt;
    if (account.equity > 0.0) return Start{{.is_insolvent = false, .started = now}, solvent.start_fee(account)};
    return Start{{.is_insolvent = true, .started = now, .lacked = -account.surplus}, 0.0};
  }

  /// Whether anybody may end it. A solvent auction also ends where nothing but what buyers have paid is left of the account's worth, to
  /// start again: as insolvent where it is worth nothing.
  bool may_end(const RunningAuction& auction, const AuctionedAccount& account, Timestamp now) const noexcept {
    if (auction.is_insolvent || solvent.discount.is_over(now - auction.started)) return account.surplus >= 0.0;
    return auction.reserved >= account.equity || account.buffered(solvent.buffer) >= 0.0;
  }

  /// The insolvent auction that follows when the time of a solvent one is over.
  std::optional<RunningAuction> converted(const RunningAuction& auction, const AuctionedAccount& account, Timestamp now) const noexcept {
    if (auction.is_insolvent || !solvent.discount.is_over(now - auction.started) || !(account.surplus < 0.0)) return std::nullopt;
    return RunningAuction{.is_insolvent = true, .started = now, .lacked = -account.surplus};
  }

  /// What a bid for `wanted` of the account gets; nothing where it is refused. Domain: `wanted` in (0, 1].
  std::optional<AuctionSale> sale(const RunningAuction& auction, AuctionedAccount account, Timestamp now, double wanted) const noexcept {
    account.reserved = auction.reserved;
    if (may_end(auction, account, now)) return std::nullopt;
    const auto elapsed = now - auction.started;
    return auction.is_insolvent ? insolvent.sale(account, elapsed, wanted) : solvent.sale(account, elapsed, wanted);
  }

  /// The auction after a sale that was not its last.
  static RunningAuction after(RunningAuction auction, const AuctionSale& sale) noexcept {
    auction.reserved += greatest(0.0, sale.price);
    return auction;
  }

  Verdict verdict(const RiskReport& report) const noexcept { return solvent.verdict(report); }

  Faults faults() const {
    Faults found = solvent.faults();
    append(found, insolvent.faults());
    return found;
  }
};
static_assert(LiquidationPolicy<DutchAuction>);

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <cstdint>
#include <optional>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/core/time.hpp"
#include "bulwark/liquidation/toxic_frontier.hpp"

namespace bulwark::inline v1 {

/// Who an account belongs to in the end, as the venue knows: sub-accounts, delegates and contracts of one person share it.
enum class OwnerId : std::uint64_t {};

/// Why a liquidation may not happen.
enum class LiquidationRefusal {
  none,
  same_owner,        ///< nobody liquidates himself: the discount would pay him for a shortfall that he made (Euler, 13 March 2023)
  no_price,          ///< something that the account holds or owes has none that is trusted
  unknown_account,   ///< the verdict is not known
  deferred,          ///< the account is in the middle of a batch whose end it is checked at
  not_liquidatable,  ///< it is well
  in_grace,          ///< its owner has not yet had the time that an outage took from him
  not_collateral,    ///< what is to be seized does not count for the account
  nothing_to_seize,  ///< it has none of it
  bonus_would_harm,  ///< toxic: a bonus liquidation would lower its health; another way must be taken
};

/// A liquidation that somebody asks for.
struct LiquidationRequest {
  OwnerId liquidator{};
  OwnerId owner{};                        ///< of the account
  Verdict verdict{};                      ///< of the account, now
  bool are_prices_set = false;            ///< of everything that it holds and owes
  bool is_deferred = false;               ///< its check waits for the end of a batch
  bool is_collateral = false;             ///< what is to be seized counts for it
  bool has_some = false;                  ///< and it has some
  std::optional<double> loan_to_value{};  ///< debt over deposits, both at the market; none for accounts without a loan
  std::optional<Timestamp> resumed{};     ///< when prices or the venue last came back after an outage
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Who may liquidate whom, and when. Sources: Euler v2 (self-liquidation, unset prices, deferred checks, unrecognised collateral revert),
/// Aave v3 (grace after an outage, at most four hours), Warmuz, Chaudhary and Pinna 2022 (no bonus beyond 1 / (1 + bonus)).
struct LiquidationRights {
  static constexpr std::chrono::hours longest_grace{4};

  bool is_own_refused = true;               ///< false: as Euler v1 did
  std::chrono::milliseconds grace{0};       ///< after an outage, in [0, 4 h]: longer, and the venue would fall behind the market
  std::optional<ToxicFrontier> frontier{};  ///< of the bonus paid for what is seized; none: no bonus, or nobody looks

  /// The first reason, in the order of the list.
  constexpr LiquidationRefusal refusal(const LiquidationRequest& asked, Timestamp now) const noexcept {
    if (is_own_refused && asked.liquidator == asked.owner) return LiquidationRefusal::same_owner;
    if (!asked.are_prices_set) return LiquidationRefusal::no_price;
    if (!asked.verdict.is_known()) return LiquidationRefusal::unknown_account;
    if (asked.is_deferred) return LiquidationRefusal::deferred;
    if (!asked.verdict.is_liquidatable()) return LiquidationRefusal::not_liquidatable;
    if (asked.resumed && milliseconds_between(*asked.resumed, now) < static_cast<double>(grace.count()))
      return LiquidationRefusal::in_grace;
    if (!asked.is_collateral) return LiquidationRefusal::not_collateral;
    if (!asked.has_some) return LiquidationRefusal::nothing_to_seize;
    if (frontier && asked.loan_to_value && !frontier->helps(*asked.loan_to_value)) return LiquidationRefusal::bonus_would_harm;
    return LiquidationRefusal::none;
  }

  constexpr bool permits(const LiquidationRequest& asked, Timestamp now) const noexcept {
    return refusal(asked, now) == LiquidationRefusal::none;
  }

  Faults faults() const {
    Faults found;
    if (grace.count() < 0 || grace > longest_grace)
      report(found, FaultCode::out_of_range, "liquidation_rights.grace", {}, seconds_of(grace));
    if (frontier) append(found, frontier->faults());
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

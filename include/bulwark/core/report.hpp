#pragma once

#include <optional>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// What an account can lose, counted by the collateral rule. Quote.
struct Resources {
  double initial = 0.0;
  double maintenance = 0.0;
};

/// The scenario that set the requirement, in the risk unit that loses most.
struct Binding {
  Index scenario = -1;  ///< of the policy's own set
  AssetId asset{};      ///< the risk unit's
  double loss = 0.0;    ///< quote, > 0
  double gap = 0.0;     ///< quote; how much less the runner-up scenario loses
};

/// What an account must be able to lose. Quote, never negative.
struct Requirement {
  double initial = 0.0;
  double maintenance = 0.0;
  std::optional<Binding> binding{};  ///< where a scenario set it
};

/// How an account stands: not known, or from well to owing more than it has.
enum class Standing { unknown, healthy, warned, liquidatable, bankrupt };

/// Three-valued: an account is healthy, liquidatable, or not known to be either.
struct Verdict {
  Standing standing = Standing::unknown;
  double close_fraction = 0.0;  ///< share of the account to close, in [0, 1]

  constexpr bool is_known() const noexcept { return standing != Standing::unknown; }

  /// Warned accounts are still healthy.
  constexpr bool is_healthy() const noexcept { return standing == Standing::healthy || standing == Standing::warned; }

  /// Bankrupt accounts are also liquidatable.
  constexpr bool is_liquidatable() const noexcept { return standing == Standing::liquidatable || standing == Standing::bankrupt; }

  friend constexpr bool operator==(const Verdict&, const Verdict&) = default;
};

/// Everything known of one account at one tick. Money in quote.
struct RiskReport {
  double equity = 0.0;
  Resources resources{};
  Requirement requirement{};
  std::optional<double> health{};  ///< maintenance resources / requirement; none where nothing is required
  Verdict verdict{};

  /// What is left to open more with; negative when short of it.
  constexpr double initial_surplus() const noexcept { return resources.initial - requirement.initial; }
  /// What may still be lost before liquidation.
  constexpr double maintenance_surplus() const noexcept { return resources.maintenance - requirement.maintenance; }
};

/// Losses are positive. Quote.
struct VarReport {
  double value_at_risk = 0.0;
  double expected_shortfall = 0.0;
  Index scenarios = 0;  ///< that the numbers rest on
};

}  // namespace bulwark::inline v1

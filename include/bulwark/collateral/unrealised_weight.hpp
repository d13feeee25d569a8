#pragma once

#include <limits>

#include "bulwark/collateral/concentration_weight.hpp"
#include "bulwark/core/margin_kind.hpp"
#include "bulwark/core/report.hpp"
#include "bulwark/core/strict_price.hpp"
#include "bulwark/math/size_premium.hpp"

namespace bulwark::inline v1 {

/// How much of a contract's unrealised profit counts; a loss counts in full. To open (and for a fill) profit is discounted with its size,
/// with what all users together have to receive, and counts at most `initial_cap`.
/// Weights in 1e-4, factor in 1e-6, money in 1e-6; 127 bits suffice for amounts of 64.
/// Source: Drift v2, `get_unrealized_asset_weight` and `calculate_perp_position_value_and_pnl` at 0ae3e3b1 (2026).
template <ExactInteger Int>
struct ExactUnrealisedWeight {
  Int initial;                                     ///< share of a profit that counts for opening and fills
  Int maintenance;                                 ///< the same for staying
  Int size_factor{0};                              ///< per root of a quote unit, for opening and fills; 0: size does not matter
  Int most_imbalance{0};                           ///< quote; from which on the net profit of all users lowers `initial`; 0: never
  Int initial_cap = Int(100) * Int(fixed::quote);  ///< quote; most that counts for opening (not for fills)

  constexpr Int weight(MarginKind kind, const Int& profit, const Int& net_of_users = Int(0)) const {
    if (!(Int(0) < profit)) return Int(fixed::weight);
    if (kind == MarginKind::maintenance) return maintenance;
    const Int share = concentrated_weight<Int>(initial, net_of_users, most_imbalance);
    if (share == Int(0)) return share;
    return size_discount<Int>(share, size_factor, profit * Int(fixed::base / fixed::quote));
  }

  /// What counts, in the account's money: profit at the lower price of the quote, loss at the higher.
  constexpr Int counted(MarginKind kind, const Int& profit, const StrictPrice<Int>& quote, const Int& net_of_users = Int(0)) const {
    const Int share = weight(kind, profit, net_of_users);
    const Int price = Int(0) < profit ? quote.low() : quote.high();
    const Int weighted = product_over<Int>(profit, share, Int(fixed::weight), Rounding::toward_zero);
    const Int value = product_over<Int>(weighted, price, Int(fixed::price), Rounding::toward_zero);
    return kind == MarginKind::initial ? smaller<Int>(value, initial_cap) : value;
  }

  Faults faults() const {
    Faults found;
    const Int one(fixed::weight);
    const auto check = [&](bool is_good, const char* field, const Int& value) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, static_cast<double>(value));
    };
    check(!(initial < Int(0) || maintenance < initial), "unrealised_weight.initial", initial);
    check(!(maintenance < Int(0) || one < maintenance), "unrealised_weight.maintenance", maintenance);
    check(!(size_factor < Int(0)), "unrealised_weight.size_factor", size_factor);
    check(!(most_imbalance < Int(0)), "unrealised_weight.most_imbalance", most_imbalance);
    check(!(initial_cap < Int(0)), "unrealised_weight.initial_cap", initial_cap);
    return found;
  }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The same in real numbers, without the imbalance of all users. By default profit counts only for staying.
struct UnrealisedWeight {
  double initial = 0.0;                                          ///< share of a profit that counts for opening
  double maintenance = 1.0;                                      ///< the same for staying; >= initial
  double size_factor = 0.0;                                      ///< per root of a quote unit, for opening
  double initial_cap = std::numeric_limits<double>::infinity();  ///< quote; most that counts for opening, per asset

  /// What counts of a profit or loss, quote.
  Resources counted(double profit) const noexcept {
    const double gain = greatest(0.0, profit), loss = least(0.0, profit);
    const double share = size_discount(initial, size_factor, gain);
    return {.initial = least(product(share, gain), initial_cap) + loss, .maintenance = fma(maintenance, gain, loss)};
  }

  Faults faults() const {
    Faults found;
    report_share(found, "unrealised_weight", {initial, maintenance});
    if (!(size_factor >= 0.0 && is_finite(size_factor)))
      report(found, FaultCode::out_of_range, "unrealised_weight.size_factor", {}, size_factor);
    if (!(initial_cap >= 0.0)) report(found, FaultCode::negative, "unrealised_weight.initial_cap", {}, initial_cap);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

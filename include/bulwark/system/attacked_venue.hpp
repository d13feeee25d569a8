#pragma once

#include <limits>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How a pushed oracle becomes money.
enum class Loot {
  profit_withdrawn,     ///< a perpetual against oneself: the winner borrows against its paper profit, both accounts are left behind
  collateral_borrowed,  ///< coins deposited at the pushed price, something better borrowed, the coins left behind
  pool_closed,          ///< a perpetual against a pool, closed at the oracle's price
};

/// What an attacker takes at one oracle price.
struct Haul {
  double position;   ///< coins held, of the perpetual or as collateral
  double extracted;  ///< quote taken out
  double left;       ///< quote given up for it: deposits, coins at their true price, fees
  double gain() const noexcept { return extracted - left; }
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// What of a venue an attack runs up against.
struct AttackedVenue {
  Loot loot;
  double most_position;  ///< coins: the cap on open interest, or on deposits; >= 0
  double liquidity;      ///< quote that can be taken out at all, >= 0
  double weight;  ///< share of a paper profit that may leave, of collateral that may be borrowed against, or of a profit that is paid
  double initial = 0.0;  ///< margin, share of notional, of a perpetual
  double fee = 0.0;      ///< share of notional, there and back
  double window = 0.0;   ///< seconds that the oracle averages over; 0: the price as it is
  double block = 12.0;   ///< seconds for which a pushed price stands at the least; 0: within one transaction
  double most_ratio = std::numeric_limits<double>::infinity();  ///< to the true price, either way, beyond which the oracle is not believed

  /// The oracle where a price is held at `target` for `seconds`.
  double oracle(double price, double target, double seconds) const noexcept {
    const double share = window > 0.0 ? least(1.0, seconds / window) : 1.0;
    return fma(target - price, share, price);
  }

  bool is_believed(double price, double oracle) const noexcept {
    return oracle <= product(price, most_ratio) && product(oracle, most_ratio) >= price;
  }

  /// The best that is to be had where the true price is `price` and the oracle says `oracle`. `stranded` (quote) is what left-over coins of
  /// the push lose by being sold: coins that are deposited instead do not. The gain is concave and piecewise linear in the position, so
  /// one of its corners is the best. Deposits of both accounts are the initial margin, no more.
  Haul haul(double price, double oracle, double stranded = 0.0) const noexcept {
    const double moved = magnitude(oracle - price), deposit = product(initial, price), paid = product(fee, price);
    double per_coin = 0.0, given = paid;  // quote extracted and given up per coin
    switch (loot) {
      case Loot::profit_withdrawn:
        per_coin = fma(weight, moved, deposit) - product(initial, oracle);
        given += deposit + least(deposit, moved);
        break;
      case Loot::collateral_borrowed:
        per_coin = product(weight, oracle);
        given += price;
        break;
      case Loot::pool_closed: per_coin = product(weight, moved); break;
    }
    const bool may_strand = loot == Loot::collateral_borrowed;
    Haul best{0.0, 0.0, 0.0};
    const double known = per_coin + given + stranded + liquidity + most_position;
    if (!(known == known)) return {known, known, known};
    if (!(per_coin > 0.0)) return best;
    for (const double corner : {liquidity / per_coin, most_position, may_strand ? stranded / price : 0.0}) {
      const double position = least(corner, most_position);
      const double spared = may_strand ? least(product(price, position), stranded) : 0.0;
      const Haul haul{position, least(liquidity, product(per_coin, position)), product(given, position) - spared};
      if (haul.gain() > best.gain()) best = haul;
    }
    return best;
  }

  Faults faults() const {
    Faults found;
    const auto check = [&](bool is_good, const char* field, double x) {
      if (!is_good) report(found, FaultCode::out_of_range, field, {}, x);
    };
    check(most_position >= 0.0 && is_finite(most_position), "attacked_venue.most_position", most_position);
    check(liquidity >= 0.0 && is_finite(liquidity), "attacked_venue.liquidity", liquidity);
    check(weight >= 0.0 && weight <= 1.0, "attacked_venue.weight", weight);
    check(initial >= 0.0 && is_finite(initial), "attacked_venue.initial", initial);
    check(fee >= 0.0 && is_finite(fee), "attacked_venue.fee", fee);
    check(window >= 0.0 && is_finite(window), "attacked_venue.window", window);
    check(block >= 0.0 && is_finite(block), "attacked_venue.block", block);
    check(most_ratio >= 1.0, "attacked_venue.most_ratio", most_ratio);
    return found;
  }
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <optional>
#include <span>

#include "bulwark/settlement/delivery_fee.hpp"
#include "bulwark/settlement/expiring_contract.hpp"

namespace bulwark::inline v1 {

/// A position in a contract that expires.
template <ExactInteger Int>
struct ExpiringPosition {
  Index contract;  ///< of the contracts that expire together
  Int lots;        ///< signed
  Int leg{0};      ///< minor units that entering a future has put into the account: minus its value at entry
};

/// What a position's expiry pays and costs, minor units.
template <ExactInteger Int>
struct ExpiryFlow {
  Int payment{0};  ///< signed
  Int fee{0};      ///< >= 0, not yet taken off
};

/// What is left with the venue of one contract.
template <ExactInteger Int>
struct ExpiryBalance {
  Int lots{0};  ///< of all positions together: 0 in a market that is closed in itself
  Int legs{0};  ///< the same of what entering has paid
  Int paid{0};  ///< to all positions together
  Int fees{0};  ///< >= 0

  /// What the roundings leave to the venue of a market that is closed in itself: at least 0, less than one unit a position.
  constexpr Int rest() const { return legs - paid; }
};

/// Everything that is wrong with what is about to be settled. An unknown price is a fault and never a price.
template <ExactInteger Int>
Faults settlement_faults(std::span<const ExpiringContract<Int>> contracts, std::span<const std::optional<Int>> prices,
                         std::span<const ExpiringPosition<Int>> positions) {
  Faults found;
  if (prices.size() != contracts.size())
    report(found, FaultCode::length_mismatch, "settlement.prices", {}, static_cast<double>(prices.size()));
  for (std::size_t i = 0; i < contracts.size(); ++i) {
    append(found, contracts[i].faults(static_cast<Index>(i)));
    if (i >= prices.size()) continue;
    if (!prices[i])
      report(found, FaultCode::missing, "settlement.price", {.outer = static_cast<Index>(i)});
    else if (!contracts[i].settles_at(*prices[i]))
      report(found, FaultCode::not_positive, "settlement.price", {.outer = static_cast<Index>(i)}, static_cast<double>(*prices[i]));
  }
  for (std::size_t k = 0; k < positions.size(); ++k)
    if (positions[k].contract < 0 || positions[k].contract >= std::ssize(contracts))
      report(found, FaultCode::out_of_range, "settlement.position.contract", {.outer = static_cast<Index>(k)},
             static_cast<double>(positions[k].contract));
  return found;
}

/// Beyond this a product is said to overflow; integers of more than 128 bits are the caller's to choose.
template <ExactInteger Int>
inline constexpr double widest_product = sizeof(Int) <= 8    ? 0x1p62
                                         : sizeof(Int) <= 16 ? 0x1p126
                                                             : 0x1p1000;

/// Settles positions in contracts that expire together, one flow for each, and what each contract leaves to the venue; all of it or
/// nothing: with any fault (a product that the integer cannot hold is one) `flows` and `balances` stay as they are. Sizes: a price and a
/// balance for each contract, a flow for each position. Each payment is rounded down and each fee up, so that account holders bear the
/// roundings. paid + rest = legs, to the last unit, in any order of the positions.
template <ExactInteger Int>
Faults settle_positions(std::span<const ExpiringContract<Int>> contracts, std::span<const std::optional<Int>> prices,
                        std::span<const ExpiringPosition<Int>> positions, const DeliveryFee<Int>& fee, std::span<ExpiryFlow<Int>> flows,
                        std::span<ExpiryBalance<Int>> balances) {
  Faults found = settlement_faults<Int>(contracts, prices, positions);
  append(found, fee.faults());
  if (flows.size() != positions.size())
    report(found, FaultCode::length_mismatch, "settlement.flows", {}, static_cast<double>(flows.size()));
  if (balances.size() != contracts.size())
    report(found, FaultCode::length_mismatch, "settlement.balances", {}, static_cast<double>(balances.size()));
  if (!found.empty()) return found;
  for (std::size_t k = 0; k < positions.size(); ++k) {
    const auto c = static_cast<std::size_t>(positions[k].contract);
    const Int &lots = positions[k].lots, &price = *prices[c];
    if (!(contracts[c].widest(lots, price) < widest_product<Int> && fee.widest(contracts[c], lots, price) < widest_product<Int>))
      report(found, FaultCode::overflow, "settlement.position.lots", {.outer = static_cast<Index>(k)}, static_cast<double>(lots));
  }
  if (!found.empty()) return found;
  for (ExpiryBalance<Int>& balance : balances) balance = {};
  for (std::size_t k = 0; k < positions.size(); ++k) {
    const ExpiringPosition<Int>& p = positions[k];
    const auto c = static_cast<std::size_t>(p.contract);
    flows[k] = {.payment = contracts[c].value(p.lots, *prices[c]) + p.leg, .fee = fee.of(contracts[c], p.lots, *prices[c])};
    ExpiryBalance<Int>& balance = balances[c];
    balance.lots = balance.lots + p.lots;
    balance.legs = balance.legs + p.leg;
    balance.paid = balance.paid + flows[k].payment;
    balance.fees = balance.fees + flows[k].fee;
  }
  return found;
}

}  // namespace bulwark::inline v1

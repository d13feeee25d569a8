#pragma once

#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// Whether two contracts are of one risk unit and expire together.
inline bool is_same_expiry(const ContractTerms& a, const ContractTerms& b) noexcept { return (a.unit == b.unit) & (a.expiry == b.expiry); }

/// The contracts of an account that are of one risk unit and expire together, by strike and then side.
using ExpiryRun = ValuedAccount::Positions;

/// Calls visit(terms, run) for each expiry of an account, perpetuals being one, in listing order; `terms` are those of its first contract.
/// Coins are no contracts.
template <class Visit>
void each_expiry(const ValuedAccount& account, Visit visit) noexcept {
  const ValuedAccount::Positions all = account.positions();
  for (ValuedAccount::Iterator begin = all.first; !(begin == all.last);) {
    const ContractTerms& terms = (*begin).terms;
    ValuedAccount::Iterator end = begin;
    ++end;
    if (terms.kind != InstrumentKind::spot) {
      while (!(end == all.last) && is_same_expiry(terms, (*end).terms)) ++end;
      visit(terms, ExpiryRun{begin, end});
    }
    begin = end;
  }
}

}  // namespace bulwark::BULWARK_TARGET

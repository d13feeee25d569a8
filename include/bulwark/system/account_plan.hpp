#pragma once

#include <cstdint>
#include <vector>

#include "bulwark/scenario/priced_market.hpp"
#include "bulwark/system/open_accounts.hpp"

namespace bulwark::inline v1 {

/// How an account that is to be liquidated leaves its positions in a round.
enum class Exit : std::uint8_t { none, market, winners };

/// What a round means to do with one account.
struct AccountPlan {
  double equity = 0.0;  ///< quote, at the round's marks; NaN where it is not known
  double share = 0.0;   ///< of what can be sold, in [0, 1]
  Exit exit = Exit::none;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Whether a contract is closed in the market of its asset, `depths` being how many assets have one: coins, and futures settled in quote.
inline bool is_saleable(const ContractTerms& terms, Index depths) noexcept {
  const bool is_linear = terms.kind == InstrumentKind::linear_future && terms.settlement == AssetId::quote;
  return (terms.kind == InstrumentKind::spot || is_linear) && row(terms.asset) < depths;
}

/// Calls visit(position, terms) for each position of an account that can be closed, in listing order; it may close that position.
template <class Visit>
void each_saleable(const PricedMarket& table, const OpenAccounts& accounts, Index account, Index depths, Visit visit) noexcept {
  for (Index k = accounts.first(account); k < accounts.first(account + 1); ++k)
    if (const ContractTerms& terms = table.terms(accounts.row(k)); accounts.quantity(k) != 0.0 && is_saleable(terms, depths))
      visit(k, terms);
}

}  // namespace bulwark::BULWARK_TARGET

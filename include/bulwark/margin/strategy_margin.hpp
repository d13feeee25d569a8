#pragma once

#include <vector>

#include "bulwark/margin/each_asset.hpp"
#include "bulwark/margin/strategy_book.hpp"

namespace bulwark::BULWARK_TARGET {

/// Strategy-based margin of options: a long option is paid for and asks for nothing; the underlying covers short calls, a short of it short
/// puts; options that cover each other are charged what they can lose together at expiry (verticals, butterflies, condors, boxes,
/// calendars); of a naked call and a naked put only the dearer and the other's premium; the rest each alone. The grouping is the cheapest
/// in pairs, not one by names of strategies: it does not depend on how an account was traded, and covered spreads never make a naked leg.
/// Source: CBOE margin manual and rule 10.3, FINRA rule 4210(f)(2) and notice 12-44 (2012, spreads by maximum potential loss). Limits: per
/// underlying and side 32 short and 32 long options find each other; further ones are charged alone, or cover nothing. What butterflies and
/// condors save depends on which of equally cheap pairs were made: in less than one of a thousand random books others would save more.
/// Exercise before expiry, and the underlying against long options (collars, conversions), change nothing.
struct StrategyMargin {
  NakedOption naked{};
  std::vector<NakedOption> of_asset{};  ///< row AssetId; replaces `naked` where given

  const NakedOption& naked_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : naked;
  }

  Requirement requirement(const ValuedAccount& account, const Profits& profits) const noexcept {
    double sum = 0.0;
    on_each_asset(account, profits, [&](const ValuedAccount& own, const Profits&) {
      sum += StrategyBook(own, naked_of(own.units.front().asset)).requirement();
    });
    return {.initial = sum, .maintenance = sum};
  }

  Faults faults() const {
    Faults found = naked.faults();
    for (const NakedOption& own : of_asset) append(found, own.faults());
    return found;
  }
};
static_assert(MarginPolicy<StrategyMargin>);

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <vector>

#include "bulwark/margin/doubt.hpp"
#include "bulwark/margin/policy.hpp"
#include "bulwark/scenario/each_expiry.hpp"

namespace bulwark::BULWARK_TARGET {

/// To open while prices are uncertain: a share of spot for every coin held, of futures and of short options. Futures are as uncertain as
/// spot or their own feed, whichever is more; the options of an expiry as spot or the least certain feed of any of them.
/// Source: Derive v2 standard manager (v2-core at 7736900, 2026).
struct DoubtCharge {
  struct Doubts {
    Doubt coins, futures, short_options;
  };
  Doubts doubts;
  std::vector<Doubts> of_asset{};  ///< row AssetId; replaces `doubts` where given

  Requirement requirement(const ValuedAccount& account, const Profits&) const noexcept {
    double sum = 0.0;
    const PricedMarket& market = account.market();
    if (market.least_certainty >= highest_threshold()) return {};
    for (const HeldUnit& unit : account.units) {
      if (unit.settlement == AssetId::quote) continue;
      const double spot = product(unit.price, market.quote_price);
      sum = fma(doubts_of(unit.settlement).coins.share(market.certainty(unit.settlement)), magnitude(product(unit.coins, spot)), sum);
    }
    each_expiry(account, [&](const ContractTerms& terms, const ExpiryRun& run) {
      const Doubts& d = doubts_of(terms.asset);
      const double of_spot = market.certainty(terms.asset);
      double certainty = of_spot, shorts = 0.0, futures = 0.0;
      for (const ValuedPosition& p : run) {
        if (p.terms.kind == InstrumentKind::option) {
          certainty = least(certainty, p.terms.certainty);
          shorts += greatest(0.0, -product(p.quantity, p.terms.multiplier));
        } else {
          futures = fma(d.futures.share(least(of_spot, p.terms.certainty)), magnitude(p.delta), futures);
        }
      }
      sum = fma(fma(d.short_options.share(certainty), shorts, futures), market.spot(static_cast<Index>(terms.unit)), sum);
    });
    return {.initial = sum, .maintenance = 0.0};
  }

  /// The certainty from which nothing is charged, whatever is held.
  double highest_threshold() const noexcept {
    const auto of = [](const Doubts& d) { return greatest(d.coins.threshold, greatest(d.futures.threshold, d.short_options.threshold)); };
    double highest = of(doubts);
    for (const Doubts& d : of_asset) highest = greatest(highest, of(d));
    return highest;
  }

  const Doubts& doubts_of(AssetId asset) const noexcept {
    return row(asset) < std::ssize(of_asset) ? of_asset[static_cast<std::size_t>(asset)] : doubts;
  }

  /// Where: the asset, in faults of `of_asset`.
  Faults faults() const {
    Faults found;
    const auto check = [&](const Doubts& all, Index asset) {
      for (const Doubt& one : {all.coins, all.futures, all.short_options})
        for (Fault fault : one.faults()) {
          fault.where.outer = asset;
          found.push_back(fault);
        }
    };
    check(doubts, -1);
    for (Index a = 0; a < std::ssize(of_asset); ++a) check(of_asset[static_cast<std::size_t>(a)], a);
    return found;
  }
};
static_assert(MarginPolicy<DoubtCharge>);

}  // namespace bulwark::BULWARK_TARGET

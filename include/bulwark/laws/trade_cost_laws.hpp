#pragma once

#include "bulwark/evaluate/trade_cost.hpp"
#include "bulwark/laws/specimens.hpp"

namespace bulwark::BULWARK_TARGET {

/// The laws of a trade's cost that `costs` breaks on every listed row of a table, from a thousandth of a contract to a million both ways.
/// Where so much cannot be traded, more cannot either.
template <TradeCost C>
BrokenLaws broken_by(const C& costs, const PricedMarket& market) {
  BrokenLaws broken;
  for (Index row = 0; row < market.rows(); ++row) {
    if (market.terms(row).listed == 0) continue;
    note(broken, costs.cost(market, row, 0.0) == 0.0, "nothing traded costs nothing");
    for (const double towards : {1.0, -1.0}) {
      double before = 0.0;
      for (double size = 1e-3; size < 1e6; size = product(1.5, size)) {
        const double cost = costs.cost(market, row, product(towards, size));
        const double again = costs.cost(market, row, product(towards, size));
        note(broken, cost == again || (cost != cost && again != again), "the same trade costs the same each time");
        note(broken, !(cost < 0.0), "no trade brings more than the mark");
        note(broken, !(cost < before), "more costs no less");
        note(broken, before == before || cost != cost, "what cannot be traded cannot be as part of more");
        before = cost;
      }
    }
  }
  return broken;
}

}  // namespace bulwark::BULWARK_TARGET

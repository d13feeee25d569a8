#pragma once

#include <limits>
#include <vector>

#include "bulwark/evaluate/change.hpp"
#include "bulwark/evaluate/restore_target.hpp"
#include "bulwark/evaluate/tick.hpp"
#include "bulwark/evaluate/tradable.hpp"
#include "bulwark/evaluate/trade_cost.hpp"

namespace bulwark::BULWARK_TARGET {

/// How much may be traded at one go, over all rows.
struct TradeLimits {
  double notional = std::numeric_limits<double>::infinity();  ///< quote; of what is traded, unsigned

  Faults faults() const {
    if (notional >= 0.0) return {};
    return {{FaultCode::negative, "trade_limits.notional", {}, notional}};
  }
};

/// Memory for trying trades out; keeps it from one account to the next, so that only the first of a size allocates.
struct TrialScratch {
  ChangedAccount changed{};
  std::vector<Order> orders{};
  std::vector<Index> lots{}, trial{};
  std::vector<double> missing{};
};

/// An account after some trades.
struct Trial {
  RiskReport report{};
  double cost = 0.0;     ///< quote
  double missing = 0.0;  ///< quote, of the target; NaN where the outcome is unknown or beyond the limits
  bool is_met = false;
};

/// The order that trades at the mark, which leaves the account's equity as it is.
inline Order order_at_mark(const PricedMarket& market, RowId id, double quantity) noexcept {
  return {id, quantity, mark_of(market, static_cast<Index>(id.row))};
}

/// One account, and what becomes of it when so many lots of each tradable row are traded at their marks and the cost is paid in cash.
template <class Evaluator, TradeCost Costs>
struct TrialTrades {
  const Tick<Evaluator>& tick;
  const AccountRow& account;
  const RestoreTarget& target;
  std::span<const Tradable> tradables;
  const Costs& costs;
  const TradeLimits& limits;
  Workspace& workspace;
  TrialScratch& scratch;

  /// Fills `scratch.orders` with the trades of `lots`, one entry per tradable row; negative: sold.
  Trial at(std::span<const Index> lots) {
    const PricedMarket& market = tick.table();
    scratch.orders.clear();
    double cost = 0.0, notional = 0.0;
    for (std::size_t i = 0; i < tradables.size(); ++i) {
      if (lots[i] == 0) continue;
      const Index row = static_cast<Index>(tradables[i].row.row);
      const double quantity = tradables[i].quantity(lots[i]);
      cost += costs.cost(market, row, quantity);
      notional += magnitude(product(quantity, market.at(row, Column::notional)));
      scratch.orders.push_back(order_at_mark(market, tradables[i].row, quantity));
    }
    Trial trial{.report = tick.evaluate(scratch.changed.apply(market, account, {.orders = scratch.orders, .cash = -cost}), workspace),
                .cost = cost};
    trial.missing = notional <= limits.notional ? target.missing(trial.report) : std::numeric_limits<double>::quiet_NaN();
    trial.is_met = trial.missing <= 0.0 && target.is_met(trial.report);
    return trial;
  }
};

template <class Evaluator, TradeCost Costs>
TrialTrades(const Tick<Evaluator>&, const AccountRow&, const RestoreTarget&, std::span<const Tradable>, const Costs&, const TradeLimits&,
            Workspace&, TrialScratch&) -> TrialTrades<Evaluator, Costs>;

/// Everything that keeps trades from being tried. A cost that has faults is its own to report.
template <class Evaluator>
Faults trial_faults(const Tick<Evaluator>& tick, const RestoreTarget& target, std::span<const Tradable> tradables,
                    const TradeLimits& limits) {
  Faults found = faults(tick.table(), tradables);
  append(found, target.faults());
  append(found, limits.faults());
  return found;
}

}  // namespace bulwark::BULWARK_TARGET

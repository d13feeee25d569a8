#pragma once

#include "bulwark/evaluate/what_if.hpp"

namespace bulwark::inline v1 {

/// An account with the fills of its open orders that leave it least.
struct WorstFill {
  RiskReport report{};          ///< of that fill; unknown as soon as any fill is
  std::uint32_t filled = 0;     ///< bit i: order i of `orders` is in it
  Index fills = 0;              ///< that were evaluated
  std::vector<Order> orders{};  ///< merged: one per row, side and price
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Open orders at their worst case: the subset of fills that leaves the least initial surplus, by trying every subset, so it is exact
/// for any margin rule. Orders on one row, side and price fill together; more than `most` distinct ones are a fault (cost 2^n evaluations).
template <class Evaluator>
Checked<WorstFill> worst_fill(const Tick<Evaluator>& tick, const AccountRow& account, std::span<const Order> orders, Workspace& workspace,
                              ChangedAccount& scratch, Index most = 12) {
  Faults found = ChangedAccount::faults(tick.table(), {.orders = orders});
  WorstFill worst{.report = tick.evaluate(account, workspace), .fills = 1};
  for (const Order& order : orders) {
    const auto same = std::find_if(worst.orders.begin(), worst.orders.end(), [&](const Order& m) {
      return m.row == order.row && m.price == order.price && (m.quantity < 0.0) == (order.quantity < 0.0);
    });
    if (same == worst.orders.end())
      worst.orders.push_back(order);
    else
      same->quantity += order.quantity;
  }
  if (std::ssize(worst.orders) > (most < 24 ? most : 24))
    report(found, FaultCode::out_of_range, "open_orders", {}, static_cast<double>(worst.orders.size()));
  if (!found.empty()) return found;
  if (!worst.report.verdict.is_known()) return worst;
  std::vector<Order> chosen;
  for (std::uint32_t fill = 1; fill < std::uint32_t{1} << worst.orders.size(); ++fill) {
    chosen.clear();
    for (std::size_t i = 0; i < worst.orders.size(); ++i)
      if (fill >> i & 1u) chosen.push_back(worst.orders[i]);
    const RiskReport report = tick.evaluate(scratch.apply(tick.table(), account, {.orders = chosen}), workspace);
    ++worst.fills;
    if (report.verdict.is_known() && report.initial_surplus() >= worst.report.initial_surplus()) continue;
    worst.report = report;
    worst.filled = fill;
    if (!report.verdict.is_known()) break;
  }
  return worst;
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include "bulwark/evaluate/permits.hpp"

namespace bulwark::BULWARK_TARGET {

/// The most steps n in [0, 2^53] for which `holds(n)`, when it holds up to some n and not beyond; -1 when not even for none.
template <class Predicate>
double most_steps(Predicate holds) {
  if (!holds(0.0)) return -1.0;
  double good = 0.0, bad = 1.0;
  while (bad < 0x1p53 && holds(bad)) good = bad, bad *= 2.0;
  if (bad >= 0x1p53) return 0x1p53;
  while (bad - good > 1.0) {
    const double middle = good + __builtin_floor((bad - good) * 0.5);
    (holds(middle) ? good : bad) = middle;
  }
  return good;
}

/// The largest order of `lot`s that may be opened at `price`: `towards` +1 buys, -1 sells. None where nothing may be opened or the lot is
/// not positive, and for an order that could not be applied (a stale row, a price below 0). At most 2^53 lots: then nothing binds.
/// Permitted sizes form an interval as long as the margin rule is convex in size (laws/margin_laws.hpp checks that);
/// the answer passes and one lot more fails.
template <class Evaluator>
std::optional<double> largest_order(const Tick<Evaluator>& tick, const AccountRow& account, RowId row, double towards, double price,
                                    double lot, Workspace& workspace, ChangedAccount& scratch) {
  if (!(lot > 0.0 && is_finite(lot)) || !(towards < 0.0 || towards > 0.0)) return {};
  const double steps = most_steps([&](double n) {
    const Order order{row, product(towards < 0.0 ? -n : n, lot), price};
    return permits(tick, account, Action::open, {.orders = {&order, 1}}, workspace, scratch).is_allowed();
  });
  if (steps <= 0.0) return {};
  return product(steps, lot);
}

/// The largest cash withdrawal in multiples of `unit`. None where nothing may leave. Past the balance it is borrowing, which the rules
/// judge like any debt; a venue that does not lend takes the smaller of this and the balance.
template <class Evaluator>
std::optional<double> largest_withdrawal(const Tick<Evaluator>& tick, const AccountRow& account, double unit, Workspace& workspace,
                                         ChangedAccount& scratch) {
  if (!(unit > 0.0 && is_finite(unit))) return {};
  const double steps = most_steps(
      [&](double n) { return permits(tick, account, Action::withdraw, {.cash = -product(n, unit)}, workspace, scratch).is_allowed(); });
  if (steps <= 0.0) return {};
  return product(steps, unit);
}

/// The same for coins: the largest transfer out of a spot row, in multiples of `lot`.
template <class Evaluator>
std::optional<double> largest_withdrawal(const Tick<Evaluator>& tick, const AccountRow& account, RowId coin, double lot,
                                         Workspace& workspace, ChangedAccount& scratch) {
  const Index row = static_cast<Index>(coin.row);
  if (!(lot > 0.0 && is_finite(lot)) || row >= tick.table().rows() || tick.table().terms(row).kind != InstrumentKind::spot) return {};
  const double steps = most_steps([&](double n) {
    const Order transfer{coin, -product(n, lot), 0.0};
    return permits(tick, account, Action::withdraw, {.orders = {&transfer, 1}}, workspace, scratch).is_allowed();
  });
  if (steps <= 0.0) return {};
  return product(steps, lot);
}

/// The smallest cash deposit, in multiples of `unit`, after which the account is healthy (perhaps warned); 0 where it is. None where no
/// deposit helps (an unknown account).
template <class Evaluator>
std::optional<double> smallest_cure(const Tick<Evaluator>& tick, const AccountRow& account, double unit, Workspace& workspace,
                                    ChangedAccount& scratch) {
  if (!(unit > 0.0 && is_finite(unit)) || !tick.evaluate(account, workspace).verdict.is_known()) return {};
  const double steps = most_steps([&](double n) {
    return !tick.evaluate(scratch.apply(tick.table(), account, {.cash = product(n, unit)}), workspace).verdict.is_healthy();
  });
  if (steps >= 0x1p53) return {};
  return product(steps + 1.0, unit);
}

}  // namespace bulwark::BULWARK_TARGET

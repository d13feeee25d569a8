#pragma once

#include <limits>

#include "bulwark/evaluate/kept_account.hpp"
#include "bulwark/evaluate/permits.hpp"
#include "bulwark/scenario/steepness.hpp"

namespace bulwark::inline v1 {

/// How far a search for order sizes goes.
struct OrderSearch {
  double most_lots = 0x1p53;           ///< sizes beyond are not asked for, nor beyond 2^53; >= 1
  Index most_evaluations = 1'000'000;  ///< then it stops and says that it is not exact
};

/// How many lots of an order may be opened. The sizes that may need not be an interval.
struct OrderSizes {
  double through = 0.0;     ///< lots: every size up to this may be opened, and `through` + 1 may not
  double largest = 0.0;     ///< lots: the largest size that may be opened, whatever lies below; nothing beyond may. >= `through`
  Refusal after_through{};  ///< of `through` + 1 lots; none where `through` is the most that was asked for
  Refusal after_largest{};  ///< of `largest` + 1 lots, likewise
  bool is_exact = true;     ///< otherwise the search ended early, and both are lower bounds of what they are
  Index evaluations = 0;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A liquidation policy that knows how far an account is from it.
template <class P>
concept KnowsDistance = requires(const P policy, const RiskReport& report) {
  { policy.distance(report) }
  noexcept->std::same_as<double>;
  { policy.distance_per_requirement() }
  noexcept->std::same_as<double>;
};

/// How far from a size of an order its answer carries.
template <class Evaluator>
class OrderReach {
 public:
  OrderReach(const Tick<Evaluator>& tick, const Order& lot) : venue_(tick.venue()) {
    const PricedMarket& market = tick.table();
    const Index row = static_cast<Index>(lot.row.row);
    const ContractTerms& terms = market.terms(row);
    const double paid = product(terms.multiplier, lot.price);
    BoughtContract bought{.row = row, .outright = 0.0, .cash = 0.0};
    if (is_future(terms))
      bought.outright = entry_leg(terms.kind == InstrumentKind::inverse_future, terms.multiplier, lot.price);
    else if (terms.kind == InstrumentKind::spot || terms.settlement == AssetId::quote)
      bought.cash = -paid;
    else
      bought.outright = -paid;
    needs_ = steepness_of(venue_.margin, market, bought), has_ = steepness_of(venue_.collateral, market, bought);
    const double price = market.settlement_price(static_cast<Index>(terms.unit)), size = magnitude(lot.quantity);
    const auto of = [&](Column c) { return market.at(row, c); };
    const double worth = of(Column::coins) + of(Column::option_value) + of(Column::future_value);
    const double turned = magnitude(product(worth, price)) + magnitude(product(bought.outright, price)) + magnitude(bought.cash);
    const double equity = magnitude(fma(worth + bought.outright, price, bought.cash));  // quote per contract
    const auto per_lot = [&](double per_contract) { return product(size, fma(0x1p-30, per_contract, fma(0x1p-45, turned, per_contract))); };
    const bool is_convex = needs_.is_convex && has_.is_convex;
    surplus_ = {per_lot(needs_.per_contract + has_.per_contract), needs_.per_quote + has_.per_quote, needs_.jump + has_.jump, is_convex};
    if constexpr (KnowsDistance<std::remove_cvref_t<decltype(venue_.liquidation)>>) {
      const double share = venue_.liquidation.distance_per_requirement();
      distance_ = {per_lot(greatest(equity, fma(share, needs_.per_contract, has_.per_contract))),
                   greatest(1.0, fma(share, needs_.per_quote, has_.per_quote)), fma(share, needs_.jump, has_.jump), is_convex};
    }
  }

  /// Whether sizes that may be opened are an interval for sure.
  bool is_convex() const noexcept { return surplus_.is_convex && distance_.is_convex; }

  /// Sizes that may close the row exactly, of which no other size's answer says anything, nor theirs of others; where rules except them.
  struct Closing {
    double first = std::numeric_limits<double>::infinity(), last = -std::numeric_limits<double>::infinity();  ///< lots
  };
  Closing closing(const AccountRow& account, const Order& lot) const noexcept {
    if (!needs_.excepts_close && !has_.excepts_close) return {};
    double held = 0.0;
    for (const Segment& segment : account.segments)
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        if (account.row[k] == lot.row.row) held += account.quantity[k];
    const double lots = __builtin_floor(-held / lot.quantity);  // a size rounds by less than one up to 2^53
    if (!(lots >= -2.0)) return {};
    return {greatest(1.0, lots - 2.0), lots + 3.0};
  }

  /// A permission, and how many lots more get the same.
  struct Answer {
    bool is_sure;     ///< the changed account evaluated anew says the same
    Refusal refusal;  ///< of this size
    double lots;      ///< >= 0
    double room;      ///< quote: the lesser of surplus and distance, concave where rules are convex
    double doubt;     ///< quote, of the room
  };

  /// `rounding`: see `KeptAccount`.
  Answer from(const RiskReport& report, double rounding) const noexcept {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    if (!report.verdict.is_known()) return {false, Refusal::unknown_outcome, 0.0, unknown, unknown};
    double size = 0.0;
    for (const double x : {report.resources.initial, report.requirement.initial, report.resources.maintenance,
                           report.requirement.maintenance, report.equity})
      size += magnitude(x);
    const double own = product(0x1p-48, size);  // of the rules' own sums
    const auto of = [&](double x, const Steepness& steepness) {
      // At this size the jump counts once too: what rounds may round otherwise.
      const double doubt = fma(steepness.per_quote, rounding, own) + steepness.jump;
      return Lots{magnitude(x) > doubt, (magnitude(x) - product(2.0, doubt)) / steepness.per_contract, doubt};
    };
    const double surplus = report.initial_surplus();
    const Lots covered = of(surplus, surplus_);
    double distance = unknown;
    if constexpr (KnowsDistance<std::remove_cvref_t<decltype(venue_.liquidation)>>) distance = venue_.liquidation.distance(report);
    const Lots away = of(distance, distance_);
    const double room = least(surplus, distance), doubt = greatest(covered.doubt, away.doubt);
    if (surplus < 0.0) return {covered.is_sure, Refusal::initial_shortfall, whole(covered.lots), room, doubt};
    const Refusal refusal = report.verdict.is_liquidatable() ? Refusal::liquidatable_outcome : Refusal::none;
    return {covered.is_sure && away.is_sure, refusal, whole(least(covered.lots, away.lots)), room, doubt};
  }

 private:
  struct Lots {
    bool is_sure;
    double lots, doubt;
  };
  /// Nothing carries where nothing is known.
  static double whole(double lots) noexcept { return lots >= 1.0 ? __builtin_floor(lots < 0x1p53 ? lots : 0x1p53) : 0.0; }

  const Evaluator& venue_;
  Steepness needs_{}, has_{}, surplus_{}, distance_ = unknown_steepness;
};

/// How many lots of `lot` (its quantity the lot, signed) may be opened by a kept account, for any requirement: also one that falls and
/// rises again with size. The answer is that of `permits` for every size. Where the rules say that they are convex, sizes between two that
/// may be opened may be too, and it takes about twice the logarithm of the answer; where they say how steep they are, a surplus or
/// shortfall at one size vouches for the sizes around it that cannot use it up; otherwise every size is asked for, one by one, up to
/// `most_evaluations`: a venue with a rule that does not say (`KnowsSteepness`), as charges by tiers or by expiry do not, is not searched
/// to the end by default, and then `is_exact` is false and both sizes are lower bounds. Sizes at which rounding could decide, and those
/// that may close a position whose profit is then paid out (`Steepness::excepts_close`), are evaluated by themselves. None where no size
/// may be opened, the order is faulty or the account is not kept. Allocates where `scratch` is new.
template <class Evaluator>
std::optional<OrderSizes> order_sizes(const Tick<Evaluator>& tick, KeptAccount& kept, const Order& lot, Workspace& workspace,
                                      ChangedAccount& scratch, const OrderSearch& search = {}) {
  const bool is_good = lot.quantity != 0.0 && search.most_lots >= 1.0 && kept.rounding(tick.table(), lot) >= 0.0;
  if (!is_good || !kept.before().verdict.is_known()) return {};
  const OrderReach<Evaluator> reach(tick, lot);
  const LargestEntries largest = largest_entries(tick.table(), static_cast<Index>(lot.row.row));
  const double most = __builtin_floor(least(search.most_lots, 0x1p53));
  const auto next_to = [&](double n) { return n < most ? n + 1.0 : std::numeric_limits<double>::infinity(); };
  OrderSizes sizes;
  bool is_through = false;
  const auto at = [&](double n) {
    const Order order{lot.row, product(n, lot.quantity), lot.price};
    ++sizes.evaluations;
    return reach.from(kept.after(tick, order), kept.rounding(tick.table(), order, largest));
  };
  const auto ask_for = [&](double n) {
    const Order order{lot.row, product(n, lot.quantity), lot.price};
    return permits(tick, kept.account(), Action::open, {.orders = {&order, 1}}, workspace, scratch).refusal;
  };
  const auto note = [&](double n, double last, Refusal refusal) {
    if (refusal == Refusal::none) {
      sizes.largest = last, sizes.after_largest = Refusal::none;
      return;
    }
    if (!is_through) sizes.through = n - 1.0, sizes.after_through = refusal, is_through = true;
    if (sizes.after_largest == Refusal::none) sizes.after_largest = refusal;
  };
  const auto apart = reach.closing(kept.account(), lot);
  double n = 1.0, peak = -std::numeric_limits<double>::infinity();
  while (n <= most) {
    if (sizes.evaluations >= search.most_evaluations) {
      sizes.is_exact = false;
      if (!is_through) sizes.through = n - 1.0;
      break;
    }
    const double end = n < apart.first ? least(apart.first - 1.0, most) : most;
    auto answer = at(n);
    if (n >= apart.first && n <= apart.last) {
      answer.lots = 0.0, peak = -std::numeric_limits<double>::infinity();
    } else if (answer.is_sure && reach.is_convex()) {
      if (answer.refusal != Refusal::none && answer.room + 2.0 * answer.doubt < peak) {
        note(n, n, answer.refusal);
        n = next_to(end);  // past the peak and below zero: falls for good
        continue;
      }
      if (answer.refusal == Refusal::none) {
        // As far as sizes may be opened for sure, in strides that double and then halve.
        double good = n, stride = greatest(1.0, answer.lots);
        bool is_growing = true;
        while (stride >= 1.0) {
          const double next = least(good + stride, end);
          const auto there = next > good ? at(next) : answer;
          if (next > good && there.is_sure && there.refusal == Refusal::none)
            good = next, answer = there;
          else
            is_growing = false;
          stride = is_growing ? 2.0 * stride : __builtin_floor(0.5 * stride);
        }
        note(n, good, Refusal::none);
        peak = std::numeric_limits<double>::infinity();  // the next that is refused for sure is past it
        n = next_to(good);
        continue;
      }
      peak = greatest(peak, answer.room);
    }
    if (!answer.is_sure) answer.refusal = ask_for(n), answer.lots = 0.0;
    const double last = least(n + answer.lots, end);
    note(n, last, answer.refusal);
    n = next_to(last);
  }
  if (n > most && !is_through) sizes.through = sizes.largest;
  if (sizes.largest == 0.0 && sizes.is_exact) return {};
  return sizes;
}

}  // namespace bulwark::BULWARK_TARGET

// How long does a what-if take? One trade more in an account of 20 positions under 64 scenarios, from its kept profits.
// Peer: the same account evaluated in full, from the same table (2,000 rows, about the second-level cache). Every trade waits for the
// answer before, as a caller does who needs it; the traded rows are anywhere in the account's own coins.

#include "bulwark/evaluate/kept_account.hpp"
#include "bulwark/evaluate/limits.hpp"
#include "bulwark/evaluate/order_sizes.hpp"
#include "bulwark/evaluate/trade_cost.hpp"
#include "bulwark/evaluate/what_if.hpp"
#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr Index trades = 1024;

const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

// Which trade comes next waits for the number before.
std::size_t after(std::size_t next, double answer) { return next + static_cast<std::size_t>(answer * 1e-300); }

/// Buys and sells of rows of the first coin, which the account holds something of.
std::vector<Order> made_up_orders(const PricedMarket& market) {
  Words words(11);
  std::vector<Order> orders;
  for (Index i = 0; i < trades; ++i) {
    const auto row = static_cast<Index>(words.below(rows_per_asset));
    orders.push_back({listing().id(row), words.between(-2.0, 2.0), mark_of(market, row)});
  }
  return orders;
}

template <class Venue>
void one_trade(benchmark::State& state, const Venue& venue) {
  const AccountRows rows = made_up_accounts(listing(), 1, 20, static_cast<std::uint64_t>(state.range(0)));
  const auto tick = *venue.price(listing(), made_up_market());
  const std::vector<Order> orders = made_up_orders(tick.table());
  Workspace workspace = tick.workspace();
  KeptAccount kept;
  kept.keep(tick, rows.at(0));
  double answer = 0.0;
  paired(
      state, double(trades),
      [&] {
        for (std::size_t i = 0; i < trades; ++i) {
          const RiskReport report = what_if(tick, kept, orders[after(i, answer)]);
          benchmark::DoNotOptimize(report);
          answer = report.requirement.initial;
        }
      },
      [&] {
        for (std::size_t i = 0; i < trades; ++i) {
          const RiskReport report = tick.evaluate(rows.at(static_cast<Index>(after(0, answer))), workspace);
          benchmark::DoNotOptimize(report);
          answer = report.requirement.initial;
        }
      });
}

/// The peer is the what-if that lists the changed account and evaluates it, with its report before.
template <class Venue>
void against_the_whole_what_if(benchmark::State& state, const Venue& venue) {
  const AccountRows rows = made_up_accounts(listing(), 1, 20, static_cast<std::uint64_t>(state.range(0)));
  const auto tick = *venue.price(listing(), made_up_market());
  const std::vector<Order> orders = made_up_orders(tick.table());
  Workspace workspace = tick.workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  kept.keep(tick, rows.at(0));
  paired(
      state, double(trades),
      [&] {
        for (const Order& order : orders) {
          const RiskReport report = what_if(tick, kept, order);
          benchmark::DoNotOptimize(report);
        }
      },
      [&] {
        for (const Order& order : orders) {
          const auto impact = what_if(tick, rows.at(0), {.orders = {&order, 1}}, workspace, scratch);
          benchmark::DoNotOptimize(impact);
        }
      });
}

/// The largest order that still fits, in lots of a hundredth: for any requirement, against halving, which believes in an interval.
template <class Venue>
void largest_order_that_fits(benchmark::State& state, const Venue& venue) {
  const AccountRows rows = made_up_accounts(listing(), 1, 20, 1);
  const auto tick = *venue.price(listing(), made_up_market());
  const std::vector<Order> orders = made_up_orders(tick.table());
  Workspace workspace = tick.workspace();
  ChangedAccount scratch;
  KeptAccount kept;
  kept.keep(tick, rows.at(0));
  constexpr Index asked = 64;
  double evaluations = 0.0;
  for (Index i = 0; i < asked; ++i) {
    const Order& order = orders[static_cast<std::size_t>(i)];
    const auto sizes =
        order_sizes(tick, kept, {order.row, order.quantity < 0.0 ? -0.01 : 0.01, order.price}, workspace, scratch, {.most_lots = 1e9});
    if (sizes) evaluations += static_cast<double>(sizes->evaluations);
  }
  state.counters["evaluations"] = evaluations / static_cast<double>(asked);
  paired(
      state, double(asked),
      [&] {
        for (Index i = 0; i < asked; ++i) {
          const Order& order = orders[static_cast<std::size_t>(i)];
          const auto sizes = order_sizes(tick, kept, {order.row, order.quantity < 0.0 ? -0.01 : 0.01, order.price}, workspace, scratch,
                                         {.most_lots = 1e9});
          benchmark::DoNotOptimize(sizes);
        }
      },
      [&] {
        for (Index i = 0; i < asked; ++i) {
          const Order& order = orders[static_cast<std::size_t>(i)];
          const auto size = largest_order(tick, rows.at(0), order.row, order.quantity, order.price, 0.01, workspace, scratch);
          benchmark::DoNotOptimize(size);
        }
      });
}

BENCHMARK_CAPTURE(one_trade, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(one_trade, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(one_trade, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(against_the_whole_what_if, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(against_the_whole_what_if, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(largest_order_that_fits, worst_of_64, worst_of_64())->UseManualTime();
BENCHMARK_CAPTURE(largest_order_that_fits, worst_and_charges, worst_and_charges())->UseManualTime();

}  // namespace
}  // namespace bulwark::bench

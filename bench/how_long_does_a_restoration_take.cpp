// How long does it take to size a liquidation? Accounts of 20 positions that must free a fifth of their requirement, on a table of 2,000
// rows under 64 scenarios: the smallest equal share, the cheapest closing order, a hedge with the two perpetuals, and a takeover. The peer
// of the first three is one evaluation of the account as it is: a ratio of 1/100 says that a plan took as long as a hundred.

#include "bulwark/evaluate/restoring_trades.hpp"
#include "bulwark/evaluate/smallest_close.hpp"
#include "bulwark/evaluate/takeover.hpp"
#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 256;

const RowCosts costs{.fee = 0.0005, .otherwise = {.half_spread = 2.0, .impact = 0.05}};

/// Runs `size(tick, account, target, tradables, workspace, scratch, orders)` for every account.
template <class Venue, class Size>
void restoration(benchmark::State& state, const Venue& venue, Size size) {
  static const Listing listing = made_up_listing();
  static const AccountRows rows = made_up_accounts(listing, accounts, 20, 2);
  const auto tick = *venue.price(listing, made_up_market());
  Workspace workspace = tick.workspace();
  TrialScratch scratch;
  std::vector<std::vector<Tradable>> held;
  std::vector<RestoreTarget> targets;
  for (Index i = 0; i < accounts; ++i) {
    held.emplace_back(32);
    held.back().resize(static_cast<std::size_t>(closing_tradables(
        tick.table(), rows.at(i), [](Index) { return 0.01; }, held.back())));
    const RiskReport report = tick.evaluate(rows.at(i), workspace);
    targets.push_back({.health = report.resources.maintenance > 0.0 ? 1.25 * *report.health : 1.0});
  }
  std::vector<Order> orders(64);
  int restored = 0;
  paired(
      state, double(accounts),
      [&] {
        restored = 0;
        for (Index i = 0; i < accounts; ++i) {
          const auto at = static_cast<std::size_t>(i);
          restored += size(tick, rows.at(i), targets[at], std::span<const Tradable>{held[at]}, workspace, scratch, std::span{orders});
        }
      },
      [&] {
        for (Index i = 0; i < accounts; ++i) benchmark::DoNotOptimize(tick.evaluate(rows.at(i), workspace));
      });
  state.counters["restored"] = restored;
}

template <class Venue>
void smallest_share(benchmark::State& state, const Venue& venue) {
  restoration(state, venue,
              [](const auto& tick, const AccountRow& account, const RestoreTarget& target, auto held, auto& workspace, auto& scratch,
                 auto) { return smallest_close(tick, account, target, held, costs, {}, workspace, scratch)->is_restored; });
}

template <class Venue>
void closing_order(benchmark::State& state, const Venue& venue) {
  restoration(
      state, venue,
      [](const auto& tick, const AccountRow& account, const RestoreTarget& target, auto held, auto& workspace, auto& scratch, auto orders) {
        return restoring_trades(tick, account, target, held, costs, {}, workspace, scratch, orders)->is_restored;
      });
}

template <class Venue>
void hedge(benchmark::State& state, const Venue& venue) {
  restoration(
      state, venue,
      [](const auto& tick, const AccountRow& account, const RestoreTarget& target, auto, auto& workspace, auto& scratch, auto orders) {
        Tradable futures[2];
        for (std::uint64_t coin = 0; coin < 2; ++coin) {
          const auto row = static_cast<std::uint32_t>(coin * rows_per_asset);
          futures[coin] = {{row, tick.table().terms(static_cast<Index>(row)).listed}, 0.001, 100.0, 100.0};
        }
        return restoring_trades(tick, account, target, futures, costs, {}, workspace, scratch, orders)->is_restored;
      });
}

template <class Venue>
void takeover(benchmark::State& state, const Venue& venue) {
  ScaledAccount scaled;
  restoration(state, venue,
              [&](const auto& tick, const AccountRow& account, const RestoreTarget& target, auto, auto& workspace, auto&, auto) {
                return smallest_takeover(tick, account, target, 0.05, workspace, scaled)->is_restored;
              });
}

BENCHMARK_CAPTURE(smallest_share, worst_of_64, worst_of_64())->UseManualTime();
BENCHMARK_CAPTURE(closing_order, worst_of_64, worst_of_64())->UseManualTime();
BENCHMARK_CAPTURE(hedge, worst_of_64, worst_of_64())->UseManualTime();
BENCHMARK_CAPTURE(takeover, worst_of_64, worst_of_64())->UseManualTime();
BENCHMARK_CAPTURE(closing_order, worst_and_charges, worst_and_charges())->UseManualTime();

}  // namespace
}  // namespace bulwark::bench

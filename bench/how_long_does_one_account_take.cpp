// How long does one account take? 20 positions, 64 scenarios, a random account out of 4,096, by the rules of a real venue and by simpler
// ones. The table (2,000 rows, 1.1 MB) stays about the second-level cache. The peers read the same rows and report one number: a loop with
// the scenarios outermost, as most code has it, and one by hand in registers. Then every call by itself, also with its rows in no cache.

#include "support/each_call.hpp"
#include "support/hand_written.hpp"
#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 4096;

const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

const AccountRows& accounts_of(std::uint64_t coins) {
  static const AccountRows of_one = made_up_accounts(listing(), accounts, 20, 1), of_both = made_up_accounts(listing(), accounts, 20, 2);
  return coins == 1 ? of_one : of_both;
}

// Which account comes next waits for the number before: what a caller sees who needs the answer.
Index after(Index account, double answer) { return account + static_cast<Index>(answer * 1e-300); }

/// The peer is `worst(table, account)`.
template <class Venue, class Worst>
void one_account(benchmark::State& state, const Venue& venue, bool waits, Worst worst) {
  const auto coins = static_cast<std::uint64_t>(state.range(0));
  const AccountRows& rows = accounts_of(coins);
  const auto tick = *venue.price(listing(), made_up_market());
  static_assert(noexcept(tick.evaluate(rows.at(0), std::declval<Workspace&>())));
  Workspace workspace = tick.workspace();
  double answer = 0.0;
  paired(
      state, double(accounts),
      [&] {
        for (Index i = 0; i < accounts; ++i) {
          const RiskReport report = tick.evaluate(rows.at(waits ? after(i, answer) : i), workspace);
          benchmark::DoNotOptimize(report);
          answer = report.requirement.initial;
        }
      },
      [&] {
        for (Index i = 0; i < accounts; ++i) {
          answer = worst(tick.table(), rows.at(waits ? after(i, answer) : i));
          benchmark::DoNotOptimize(answer);
        }
      });
}

double by_habit(const PricedMarket& table, const AccountRow& account) {
  return worst_by_habit(table, account, table.blocks().front().count);
}

template <class Venue>
void against_scenarios_outermost(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, false, by_habit);
}

template <class Venue>
void against_scenarios_outermost_and_each_waits(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, true, by_habit);
}

template <class Venue>
void one_after_another(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, false, worst_by_hand);
}

template <class Venue>
void each_waits_for_the_last(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, true, worst_by_hand);
}

BENCHMARK_CAPTURE(against_scenarios_outermost, deribit_of_64, deribit_of_64())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(against_scenarios_outermost, deribit, deribit())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(against_scenarios_outermost, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(against_scenarios_outermost_and_each_waits, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->UseManualTime();
BENCHMARK_CAPTURE(one_after_another, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(one_after_another, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(one_after_another, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();

#if defined(__x86_64__)
/// Puts an account's rows of the table out of all caches.
void forget(const PricedMarket& table, const AccountRow& account) {
  for (const Segment& segment : account.segments)
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
      const double* row = table.row(static_cast<Index>(account.row[k]));
      for (Index c = 0; c < table.stride() * PricedMarket::lanes; c += 8) __builtin_ia32_clflush(row + c);
    }
}

template <class Venue>
void every_call_by_itself(benchmark::State& state, const Venue& venue, bool is_cold) {
  const AccountRows& rows = accounts_of(1);
  const auto tick = *venue.price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  each_call(
      state, accounts,
      [&](Index i) {
        if (is_cold) forget(tick.table(), rows.at(i));
      },
      [&](Index i) {
        const RiskReport report = tick.evaluate(rows.at(i), workspace);
        benchmark::DoNotOptimize(report);
      });
}
BENCHMARK_CAPTURE(every_call_by_itself, worst_of_64, worst_of_64(), false)->UseManualTime()->Iterations(100);
BENCHMARK_CAPTURE(every_call_by_itself, worst_of_64_rows_cold, worst_of_64(), true)->UseManualTime()->Iterations(20);
BENCHMARK_CAPTURE(every_call_by_itself, deribit_of_64, deribit_of_64(), false)->UseManualTime()->Iterations(100);
BENCHMARK_CAPTURE(every_call_by_itself, deribit_of_64_rows_cold, deribit_of_64(), true)->UseManualTime()->Iterations(20);
#endif

}  // namespace
}  // namespace bulwark::bench

// How long does one account take? 20 positions, 64 scenarios, a random account out of 4,096.
// The table (2,000 rows, 1.1 MB) stays about the second-level cache; the peer reads the same rows by hand and reports one number.

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

template <class Venue>
void one_account(benchmark::State& state, const Venue& venue, bool waits) {
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
        for (Index i = 0; i < accounts; ++i) answer = worst_by_hand(tick.table(), rows.at(waits ? after(i, answer) : i));
        benchmark::DoNotOptimize(answer);
      });
}

template <class Venue>
void one_after_another(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, false);
}

template <class Venue>
void each_waits_for_the_last(benchmark::State& state, const Venue& venue) {
  one_account(state, venue, true);
}

BENCHMARK_CAPTURE(one_after_another, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(one_after_another, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(one_after_another, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();
BENCHMARK_CAPTURE(each_waits_for_the_last, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->Arg(2)->UseManualTime();

}  // namespace
}  // namespace bulwark::bench

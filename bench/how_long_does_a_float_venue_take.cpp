// How long does a whole venue take over a table of floats? 1,000,000 accounts of 20 positions in 2,000 instruments under 64 scenarios, on
// one thread, against our own pass in doubles: floats alone (a verdict that may be too severe), and certified, where every account that is
// not healthy by floats is evaluated in doubles, so that all verdicts are those of doubles. Both sides keep one number of each account.

#include "bulwark/evaluate/float_tick.hpp"
#include "bulwark/evaluate/sweep.hpp"
#include "support/one_coin.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 1'000'000;

const AccountRows& rows() { return accounts_of_one_coin<accounts>(); }

/// The account with enough cash to be healthy, but for one in 32.
AccountRow mostly_healthy(Index i) noexcept {
  AccountRow account = rows().at(i);
  if (i % 32 != 0) account.cash += 1e7;
  return account;
}

template <class Venue>
void floats_alone(benchmark::State& state, Venue venue, FloatSums sums) {
  const auto tick = *venue.price(listing(), made_up_market());
  const auto quick = *FloatTick<Venue>::from(tick, sums);
  Workspace workspace = tick.workspace();
  std::vector<double> surplus(accounts), exact(accounts);
  rows();
  paired(
      state, double(accounts),
      [&] {
        for (Index i = 0; i < accounts; ++i)
          surplus[static_cast<std::size_t>(i)] = quick.at_worst(rows().at(i), workspace).report.maintenance_surplus();
      },
      [&] {
        for (Index i = 0; i < accounts; ++i)
          exact[static_cast<std::size_t>(i)] = tick.evaluate(rows().at(i), workspace).maintenance_surplus();
      });
  double most = 0.0;
  for (std::size_t i = 0; i < surplus.size(); ++i) most = std::max(most, exact[i] - surplus[i]);
  state.counters["most_below_quote"] = most;
}

template <class Venue>
void certified(benchmark::State& state, Venue venue, FloatSums sums) {
  const auto tick = *venue.price(listing(), made_up_market());
  const auto quick = *FloatTick<Venue>::from(tick, sums);
  Workspace workspace = tick.workspace();
  std::vector<Standing> standing(accounts), exact(accounts);
  rows();
  paired(
      state, double(accounts),
      [&] {
        for (Index i = 0; i < accounts; ++i)
          standing[static_cast<std::size_t>(i)] = quick.evaluate(mostly_healthy(i), workspace).verdict.standing;
      },
      [&] {
        for (Index i = 0; i < accounts; ++i)
          exact[static_cast<std::size_t>(i)] = tick.evaluate(mostly_healthy(i), workspace).verdict.standing;
      });
  double wrong = 0.0, not_healthy = 0.0, in_doubles = 0.0;
  for (Index i = 0; i < accounts; ++i) {
    const auto at = static_cast<std::size_t>(i);
    wrong += standing[at] != exact[at], not_healthy += exact[at] != Standing::healthy;
    in_doubles += quick.certify(mostly_healthy(i), workspace).is_exact;
  }
  state.counters["in_doubles"] = in_doubles;
  state.counters["not_healthy"] = not_healthy;
  state.counters["wrong"] = wrong;
}

#define BULWARK_BENCH(function, name, ...) BENCHMARK_CAPTURE(function, name, __VA_ARGS__)->UseManualTime()->Iterations(11)
BULWARK_BENCH(floats_alone, worst_of_64_sums_of_floats, worst_of_64(), FloatSums::floats);
BULWARK_BENCH(floats_alone, worst_of_64_sums_of_doubles, worst_of_64(), FloatSums::doubles);
BULWARK_BENCH(certified, worst_of_64_sums_of_floats, worst_of_64(), FloatSums::floats);
BULWARK_BENCH(certified, worst_of_64_sums_of_doubles, worst_of_64(), FloatSums::doubles);
BULWARK_BENCH(certified, worst_and_charges_sums_of_floats, worst_and_charges(), FloatSums::floats);
#undef BULWARK_BENCH

}  // namespace
}  // namespace bulwark::bench

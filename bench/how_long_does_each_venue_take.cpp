// How long does an account take on each venue? 20 positions of 2,000 instruments, 4,096 accounts at random (small) or 1,000,000 (large),
// one thread, against a bare sweep of the same table: the same rows under the venue's own scenarios, the worst sum and nothing else.

#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "support/bare_sweep.hpp"
#include "support/made_up_venue.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

// Made one at a time: a million accounts are half a gigabyte.
const AccountRows& accounts_of(Index accounts) {
  static AccountRows rows;
  if (rows.size() != accounts) rows = AccountRows{}, rows = made_up_accounts(listing(), accounts, 20, 1);
  return rows;
}

/// `state.range(0)` accounts; the peer sweeps the largest set of scenarios that the venue asks for, or 32 where it asks for none.
template <class Venue>
void accounts_on(benchmark::State& state, const Venue& venue) {
  const AccountRows& rows = accounts_of(state.range(0));
  const auto tick = *venue.price(listing(), made_up_market());
  const BareSweep sweep(tick.table());
  static_assert(noexcept(tick.evaluate(rows.at(0), std::declval<Workspace&>())));
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(static_cast<std::size_t>(rows.size()));
  std::vector<double> losses(reports.size());
  paired(
      state, double(rows.size()), [&] { tick.evaluate(rows, workspace, reports); },
      [&] {
        for (Index i = 0; i < rows.size(); ++i) losses[static_cast<std::size_t>(i)] = sweep.worst(rows.at(i));
      });
  state.counters["scenarios"] = double(sweep.scenarios());
}

template <class Venue>
void on(const char* name, Venue venue) {
  const auto run = [venue](benchmark::State& state) { accounts_on(state, venue); };
  benchmark::RegisterBenchmark(name, run)->ArgName("accounts")->Arg(4096)->UseManualTime();
}

template <class Venue>
void on_a_million(const char* name, Venue venue) {
  on(name, venue);
  const auto run = [venue](benchmark::State& state) { accounts_on(state, venue); };
  benchmark::RegisterBenchmark(name, run)->ArgName("accounts")->Arg(1'000'000)->UseManualTime()->Iterations(9);
}

const bool registered = [] {
  using namespace venue;
  on_a_million("derive_portfolio_margin_2", derive_portfolio_margin_2(derive_portfolio_margin_2_2026()));
  on_a_million("derive_portfolio_margin_1", derive_portfolio_margin_1(derive_portfolio_margin_1_2026()));
  on_a_million("deribit_portfolio_margin", deribit_portfolio_margin(deribit_btc_june_2024()));
  on("deribit_standard_margin", deribit_standard_margin(deribit_btc_standard_2024()));
  on("derive_standard_margin", derive_standard_margin({.of_asset = {derive_market(derive_major_perpetual, derive_bitcoin),
                                                                    derive_market(derive_major_perpetual, derive_ether)}}));
  return true;
}();

}  // namespace
}  // namespace bulwark::bench

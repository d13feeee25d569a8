// What do totals cost? A venue's totals, its 64 riskiest accounts and a histogram in the pass that evaluates it, against the pass alone;
// and the same accounts read from the caller's compressed rows, against rows that the library holds. 1,000,000 accounts of 20 positions
// in 2,000 instruments under 64 scenarios, one thread.

#include "bulwark/evaluate/sweep.hpp"
#include "bulwark/scenario/exported_rows.hpp"
#include "support/one_coin.hpp"
#include "support/paired.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 1'000'000;

const AccountRows& rows() { return accounts_of_one_coin<accounts>(); }

VenueSummary<> asked() {
  const std::vector<double> edges{0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.05, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 100.0};
  return *VenueSummary<>::from({.riskiest = 64, .edges = edges});
}

// Ours: the plain pass; its peer: the pass that sums up, with or without keeping the reports. The ratio is what the summary makes of the
// time.
template <class Venue>
void summed(benchmark::State& state, Venue venue, bool keeps_reports) {
  const auto tick = *venue.price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(accounts);
  VenueSummary<> summary = asked();
  const std::span<RiskReport> kept = keeps_reports ? std::span{reports} : std::span<RiskReport>{};
  paired(
      state, double(accounts), [&] { tick.evaluate(rows(), workspace, reports); },
      [&] {
        summary = asked();
        sweep(tick, rows(), {.begin = 0, .end = accounts}, workspace, summary, kept);
      });
  state.counters["equity"] = summary.totals.equity.value();
}

// Ours: compressed rows; its peer: rows that the library holds. Neither sums up.
template <class Venue>
void compressed(benchmark::State& state, Venue venue, bool with_segments) {
  const auto tick = *venue.price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(accounts);
  static const ExportedRows held = exported(listing(), rows());
  CompressedColumns columns = held.columns();
  if (!with_segments) columns.segment_offsets = {}, columns.segments = {};
  const CompressedRows view = CompressedRows::of(listing(), columns);
  auto reader = view.reader();
  const auto keep = [&](Index i, const RiskReport& report) noexcept { reports[static_cast<std::size_t>(i)] = report; };
  paired(
      state, double(accounts), [&] { each_report(tick, reader, {.begin = 0, .end = accounts}, workspace, keep); },
      [&] { tick.evaluate(rows(), workspace, reports); });
}

// One exact sum of a million surpluses, against a loop that adds doubles.
void exact_sum(benchmark::State& state) {
  Words words(3);
  std::vector<double> surplus(accounts);
  for (double& x : surplus) x = words.between(-1e5, 1e6);
  double exact = 0.0, plain = 0.0;
  paired(
      state, double(accounts),
      [&] {
        ExactSum sum;
        for (const double x : surplus) sum.add(x);
        exact = sum.value();
        benchmark::DoNotOptimize(exact);
      },
      [&] {
        plain = 0.0;
        for (const double x : surplus) plain += x;
        benchmark::DoNotOptimize(plain);
      });
  state.counters["plain_is_off_quote"] = plain - exact;
}
BENCHMARK(exact_sum)->UseManualTime()->Iterations(31);

BENCHMARK_CAPTURE(summed, worst_of_64, worst_of_64(), true)->UseManualTime()->Iterations(15);
BENCHMARK_CAPTURE(summed, worst_of_64_without_reports, worst_of_64(), false)->UseManualTime()->Iterations(15);
BENCHMARK_CAPTURE(compressed, worst_of_64, worst_of_64(), true)->UseManualTime()->Iterations(15);
BENCHMARK_CAPTURE(compressed, worst_and_charges, worst_and_charges(), true)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(compressed, worst_of_64_segments_counted_each_time, worst_of_64(), false)->UseManualTime()->Iterations(9);

}  // namespace
}  // namespace bulwark::bench

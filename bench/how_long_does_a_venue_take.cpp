// How long does a whole venue take? 1,000,000 accounts of 20 positions in 2,000 instruments under 64 scenarios, on one thread, against
// three loops over the same table: by hand in registers, sparse times dense in Eigen, and the scenarios outermost as most code has them.
// And two threads, half of the accounts each, against one (time on the wall).

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // g++ 12 on its own AVX-512 intrinsics, as Eigen inlines them
#endif

#if __has_include(<eigen3/Eigen/Sparse>)
#define BULWARK_BENCH_HAS_EIGEN
#include <eigen3/Eigen/Dense>
#include <eigen3/Eigen/Sparse>
#endif

#include <thread>

#include "support/hand_written.hpp"
#include "support/paired.hpp"
#include "support/venues.hpp"

namespace bulwark::bench {
namespace {

constexpr Index accounts = 1'000'000;

const Listing& listing() {
  static const Listing made = made_up_listing();
  return made;
}

// Made one at a time: a million accounts are half a gigabyte.
const AccountRows& accounts_of(std::uint64_t coins) {
  static std::uint64_t made = 0;
  static AccountRows rows;
  if (made != coins) rows = AccountRows{}, rows = made_up_accounts(listing(), accounts, 20, coins), made = coins;
  return rows;
}

template <class Venue>
void against_a_loop_by_hand(benchmark::State& state, Venue venue) {
  const AccountRows& rows = accounts_of(static_cast<std::uint64_t>(state.range(0)));
  const auto tick = *venue.price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(accounts);
  std::vector<double> losses(accounts);
  paired(
      state, double(accounts), [&] { tick.evaluate(rows, workspace, reports); },
      [&] {
        for (Index i = 0; i < accounts; ++i) losses[static_cast<std::size_t>(i)] = worst_by_hand(tick.table(), rows.at(i));
      });
}

template <class Venue>
void against_scenarios_outermost(benchmark::State& state, Venue venue) {
  const AccountRows& rows = accounts_of(1);
  const auto tick = *venue.price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(accounts);
  std::vector<double> losses(accounts);
  paired(
      state, double(accounts), [&] { tick.evaluate(rows, workspace, reports); },
      [&] {
        for (Index i = 0; i < accounts; ++i)
          losses[static_cast<std::size_t>(i)] = worst_by_habit(tick.table(), rows.at(i), tick.table().blocks().front().count);
      });
}

template <class Venue>
void two_threads_against_one(benchmark::State& state, Venue venue) {
  const AccountRows& rows = accounts_of(1);
  const auto tick = *venue.price(listing(), made_up_market());
  std::vector<Workspace> workspaces(2, tick.workspace());
  std::vector<RiskReport> reports(accounts);
  const auto range = [&](std::size_t thread, Index first, Index count) {
    tick.evaluate(rows, first, workspaces[thread],
                  std::span{reports}.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count)));
  };
  two_against_one(
      state, double(accounts),
      [&] {
        std::thread other(range, 1, accounts / 2, accounts / 2);
        range(0, 0, accounts / 2);
        other.join();
      },
      [&] { range(0, 0, accounts); });
}
BENCHMARK_CAPTURE(two_threads_against_one, worst_of_64, worst_of_64())->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(two_threads_against_one, deribit_of_64, deribit_of_64())->UseManualTime()->Iterations(9);

#if defined(BULWARK_BENCH_HAS_EIGEN)
void against_eigen(benchmark::State& state) {
  const AccountRows& rows = accounts_of(1);
  const auto tick = *worst_of_64().price(listing(), made_up_market());
  Workspace workspace = tick.workspace();
  std::vector<RiskReport> reports(accounts);
  using Rows = Eigen::Matrix<double, Eigen::Dynamic, 64, Eigen::RowMajor>;
  Rows table(tick.table().rows(), 64);
  for (Index row = 0; row < tick.table().rows(); ++row)
    for (Index s = 0; s < 64; ++s) table(row, s) = tick.table().profits(row, 0)[static_cast<std::size_t>(s)];
  Eigen::SparseMatrix<double, Eigen::RowMajor> quantity(accounts, tick.table().rows());
  quantity.reserve(Eigen::VectorXi::Constant(accounts, 20));
  for (Index i = 0; i < accounts; ++i)
    for (const Segment& segment : rows.at(i).segments)
      for (std::uint32_t k = segment.begin; k < segment.end; ++k)
        quantity.insert(i, static_cast<Index>(rows.at(i).row[k])) = rows.at(i).quantity[k];
  quantity.makeCompressed();
  Rows profits(accounts, 64);
  Eigen::VectorXd losses(accounts);
  paired(
      state, double(accounts), [&] { tick.evaluate(rows, workspace, reports); },
      [&] {
        profits.noalias() = quantity * table;
        losses = -profits.rowwise().minCoeff();
      });
}
BENCHMARK(against_eigen)->UseManualTime()->Iterations(5);
#endif

BENCHMARK_CAPTURE(against_a_loop_by_hand, worst_of_64, worst_of_64())->ArgName("coins")->Arg(1)->UseManualTime()->Iterations(15);
BENCHMARK_CAPTURE(against_a_loop_by_hand, worst_or_notional, worst_or_notional())->ArgName("coins")->Arg(1)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(against_a_loop_by_hand, worst_and_charges, worst_and_charges())->ArgName("coins")->Arg(1)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(against_scenarios_outermost, worst_of_64, worst_of_64())->UseManualTime()->Iterations(3);
BENCHMARK_CAPTURE(against_scenarios_outermost, deribit_of_64, deribit_of_64())->UseManualTime()->Iterations(3);
BENCHMARK_CAPTURE(against_a_loop_by_hand, worst_of_64, worst_of_64())->ArgName("coins")->Arg(2)->UseManualTime()->Iterations(15);

}  // namespace
}  // namespace bulwark::bench

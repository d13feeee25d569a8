// One build, every instruction set: the texts that accounts are folded with are included again for AVX2 and for AVX-512, whatever this
// file is compiled for.

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "bulwark/scenario/fold.hpp"
#include "bulwark/scenario/price_market.hpp"
#include "bulwark/scenario/scenario_list.hpp"
#include "bulwark/scenario/worst.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"

#if defined(__x86_64__)

// clang-format off
#undef BULWARK_TARGET
#undef BULWARK_LANES
#undef BULWARK_FMA

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define BULWARK_TARGET scenario_avx2
#define BULWARK_LANES 4
#define BULWARK_FMA 1
#include "scenario/texts.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,fma"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,fma")
#endif
#define BULWARK_TARGET scenario_avx512
#define BULWARK_LANES 8
#include "scenario/texts.inl"
#undef BULWARK_TARGET
#undef BULWARK_LANES
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
// clang-format on

namespace {

using namespace bulwark;
using namespace bulwark::test;

bool has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
bool has_avx512() { return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"); }

using FoldOf = Folded (*)(const PricedMarket&, const AccountRow&, Workspace&) noexcept;
using WorstOf = Worst (*)(std::span<const double>) noexcept;

/// Everything that a fold leaves, as bits.
std::vector<std::uint64_t> left_by(FoldOf fold_of, const PricedMarket& table, const AccountRow& row) {
  Workspace workspace(table);
  const Folded folded = fold_of(table, row, workspace);
  std::vector<std::uint64_t> left{static_cast<std::uint64_t>(folded.units), folded.is_known};
  const auto add = [&](double x) { left.push_back(x == x ? std::bit_cast<std::uint64_t>(x) : 0x7ff8'0000'0000'0000u); };
  add(folded.equity);
  for (Index u = 0; u < folded.units; ++u) {
    const HeldUnit& held = workspace.units()[static_cast<std::size_t>(u)];
    for (const double x : {held.price, held.coins, held.option_value, held.unrealised, held.delta, held.vega}) add(x);
    for (const ScenarioBlock& block : table.blocks())
      for (Index s = 0; s < block.count; ++s) add(workspace.sums(u)[block.first + s]);
  }
  return left;
}

}  // namespace

TEST_CASE("every copy of the fold leaves this build's bits", "[scenario][instruction_sets]") {
  const Listing listing = *Listing::from(chain());
  Random random{911};
  for (const Index count : {1, 9, 31, 64, 100}) {
    ScenarioList list{.scenarios = {},
                      .term = {.short_power = 0.3, .long_power = 0.13, .floor_when_up = 0.4},
                      .skew = {.linear = {0.25, -0.1}, .absolute = {0.2, 0.1}},
                      .by_expiry = ExpiryDiscount{.gain = 0.95, .gain_rate_share = 1.0, .gain_rate = 0.1, .loss = 1.05, .loss_rate = 0.2}};
    ScenarioList summed{.scenarios = {}};
    for (Index s = 0; s < count; ++s) {
      const double price = s % 7 == 3 ? 1.0 : 0.5 + static_cast<double>(random.below(128)) / 128.0;
      list.scenarios.push_back({.price = price, .weight = 0.5, .skew = s % 7 == 3 ? Skew::linear : Skew::none});
      summed.scenarios.push_back({.price = price});
    }
    const std::vector<ScenarioSet> sets{summed.set(3), list.set(3)};
    PricedMarket table = price_market(listing, three_assets(), Black{}, sets, InScenarios{1, 1, 0}).table;
    for (int round = 0; round < 40; ++round) {
      if (round == 30)  // what is unknown, too
        for (double& x : table.profits(random.below(table.rows()), 0)) x = std::numeric_limits<double>::infinity();
      const Account account = random_book(random, chain(), 1 + random.below(30));
      const AccountRows rows = listing.admit(std::span{&account, 1});
      const std::vector<std::uint64_t> ours = left_by(fold, table, rows.at(0));
      CHECK(ours == left_by(AccountFold::fold, table, rows.at(0)));
      if (has_avx2()) CHECK(ours == left_by(scenario_avx2::AccountFold::fold, table, rows.at(0)));
      if (has_avx512()) CHECK(ours == left_by(scenario_avx512::AccountFold::fold, table, rows.at(0)));
    }
  }
}

TEST_CASE("every copy of the worst finds this build's", "[scenario][instruction_sets]") {
  Random random{912};
  const auto same = [](const Worst& a, const Worst& b) {
    const auto is_same = [](double x, double y) {
      return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y) || (x != x && y != y);
    };
    return is_same(a.lowest, b.lowest) && is_same(a.runner_up, b.runner_up) && a.index == b.index;
  };
  for (std::size_t size = 0; size < 150; ++size)
    for (int round = 0; round < 20; ++round) {
      std::vector<double> x(size);
      for (double& p : x) p = static_cast<double>(random.below(round + 2)) - 1.0;  // ties happen
      if (round == 19 && size > 0) x[static_cast<std::size_t>(random.below(std::ssize(x)))] = std::numeric_limits<double>::quiet_NaN();
      const Worst ours = worst_of(x);
      CHECK(same(ours, worst_in_lanes(x)));
      if (has_avx2()) CHECK(same(ours, scenario_avx2::worst_in_lanes(x)));
      if (has_avx512()) CHECK(same(ours, scenario_avx512::worst_in_lanes(x)));
    }
}

#endif

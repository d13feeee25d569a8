// Properties E of the levels of a waterfall.

#include <array>

#include "bulwark/backstop/backstop_vault.hpp"
#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "bulwark/backstop/waterfall.hpp"
#include "support/catch.hpp"
#include "support/cuts.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using test::Int128;
using test::Random;

namespace {

template <class Int>
struct Levels {
  Reserve<Int> margin;
  InsuranceFund<Int> fund;
  BackstopVault<Int> vault;
  Reserve<Int> profits;
  LossIndex<Int> everybody;

  auto pay(const Int& loss) const { return waterfall(loss, margin, fund, vault, profits, everybody); }
};

template <class Int>
Levels<Int> random_levels(Random& random, Index most, Int one = 1'000'000) {
  const auto amount = [&] { return random.below(4) == 0 ? Int(0) : static_cast<Int>(random.below(most)); };
  const Int assets = amount();
  return {.margin = {amount()},
          .fund = {.balance = amount(), .market = {amount()}, .period = {amount()}, .kept = static_cast<Int>(random.below(3))},
          .vault = {.depositors = {assets, assets}, .loss = {amount()}},
          .profits = {amount()},
          .everybody = {.one = one, .open = amount()}};
}

/// Calls visit(levels, loss, report) for so many random waterfalls.
template <class Visit>
void each_waterfall(int rounds, std::uint64_t seed, Visit visit) {
  Random random{seed};
  for (int i = 0; i < rounds; ++i) {
    const Levels<Int128> levels = random_levels<Int128>(random, 1'000);
    const Int128 loss = random.below(4'000);
    visit(levels, loss, levels.pay(loss));
  }
}

template <std::size_t k, class Report>
Int128 more(const Report& report) {
  return std::get<k>(report.levels).pay(1'000'000).paid;
}

}  // namespace

TEST_CASE("E01: payments add up to the loss, exactly, a million times, down to the last winner and holder", "[properties][E01]") {
  using Int = long long;
  Random random{1};
  std::array<Remainder<Int>, 6> scratch{};
  std::array<Int, 6> taken{};
  std::array<CutCandidate<Int>, 6> winners{};
  std::array<IndexedUnits<Int>, 4> holders{};
  Index wrong = 0, socialised = 0, cut = 0;
  for (int round = 0; round < 1'000'000; ++round) {
    Levels<Int> levels = random_levels<Int>(random, 1'000, 10'000);
    for (std::size_t i = 0; i < winners.size(); ++i) winners[i] = {i, random.below(300) - 75, 0.0};
    levels.profits = {cuttable<Int>(winners)};
    levels.everybody.open = 0;
    for (auto& holder : holders) {
      const auto change = levels.everybody.changed({}, random.below(200));
      holder = change.holder, levels.everybody = change.left;
    }
    const Int loss = random.below(5'000);
    const auto report = levels.pay(loss);
    const auto cuts = ProRataCut{}.cut<Int>(report.paid[3], winners, scratch, taken);
    Int from_winners = 0, from_holders = 0;
    for (const Int t : taken) from_winners += t;
    LossIndex<Int> index = std::get<4>(report.levels);
    for (auto& holder : holders) {
      const auto change = index.changed(holder, 0);
      from_holders += change.owed, index = change.left;
    }
    const Int dust = -index.receivable;
    wrong += report.covered() + report.uncovered != loss || cuts.taken != report.paid[3] || from_winners != report.paid[3] ||
             from_holders != report.paid[4] + dust || dust < 0 || dust >= 4 ||
             report.paid[0] + report.paid[1] + report.paid[2] + from_winners + from_holders - dust + report.uncovered != loss;
    socialised += from_holders > 0, cut += from_winners > 0;
  }
  CHECK(wrong == 0);
  CHECK((socialised > 100'000 && cut > 100'000));
}

TEST_CASE("E02: a level pays only when those before it are exhausted", "[properties][E02]") {
  each_waterfall(20'000, 2, [](const auto&, Int128, const auto& report) {
    if (report.paid[1] > 0) CHECK(more<0>(report) == 0);
    if (report.paid[2] > 0) CHECK(more<1>(report) == 0);
    if (report.paid[3] > 0) CHECK(more<2>(report) == 0);
    if (report.paid[4] > 0) CHECK(more<3>(report) == 0);
  });
}

TEST_CASE("E03: no level pays more than it has, or than it may", "[properties][E03]") {
  each_waterfall(20'000, 3, [](const auto& levels, Int128, const auto& report) {
    CHECK(report.paid[0] <= levels.margin.held);
    CHECK(report.paid[1] <= std::max<Int128>(0, levels.fund.balance - levels.fund.kept));
    CHECK(report.paid[1] <= std::min(levels.fund.market.most, levels.fund.period.most));
    CHECK(report.paid[2] <= std::min(levels.vault.depositors.assets, levels.vault.loss.most));
    CHECK(report.paid[3] <= levels.profits.held);
    for (const Int128 paid : report.paid) CHECK(paid >= 0);
    CHECK(std::get<1>(report.levels).faults().empty());
  });
}

TEST_CASE("E03: a larger loss costs no level less, and a richer level costs those after it no more", "[properties][E03]") {
  each_waterfall(20'000, 4, [](const auto& levels, Int128 loss, const auto& report) {
    const auto larger = levels.pay(loss + 17);
    for (std::size_t k = 0; k < report.paid.size(); ++k) CHECK(larger.paid[k] >= report.paid[k]);
    auto richer = levels;
    richer.margin.held += 40;
    const auto relieved = richer.pay(loss);
    for (std::size_t k = 1; k < report.paid.size(); ++k) CHECK(relieved.paid[k] <= report.paid[k]);
  });
}

TEST_CASE("E15: what is beyond a vault's cap is the next level's, whatever its siblings have", "[properties][E15]") {
  Random random{5};
  for (int i = 0; i < 20'000; ++i) {
    const Levels<Int128> one = random_levels<Int128>(random, 1'000), other = random_levels<Int128>(random, 1'000);
    const Int128 loss = random.below(4'000), others = random.below(4'000);
    // Two markets with a vault each: in either order, and however deep the other's loss goes, each vault pays the same.
    const auto alone = one.pay(loss);
    const auto sibling = other.pay(others);
    const auto after = one.pay(loss);
    CHECK(after.paid == alone.paid);
    CHECK(std::get<2>(sibling.levels).depositors.assets == other.vault.depositors.assets - sibling.paid[2]);
    // Raising the cap moves money from the next levels to the vault's depositors and from nobody else.
    Levels<Int128> uncapped = one;
    uncapped.vault.loss.most = uncapped.vault.depositors.assets;
    const auto deeper = uncapped.pay(loss);
    CHECK((deeper.paid[0] == alone.paid[0] && deeper.paid[1] == alone.paid[1]));
    if (alone.paid[2] == one.vault.loss.most) {
      const Int128 beyond = loss - alone.paid[0] - alone.paid[1] - alone.paid[2];
      CHECK(alone.paid[3] + alone.paid[4] + alone.uncovered == beyond);
      CHECK(alone.paid[3] == std::min(beyond, one.profits.held));
    }
  }
}

TEST_CASE("E16: of what it left uncovered, a waterfall pays nothing more", "[properties][E16]") {
  each_waterfall(20'000, 6, [](const auto&, Int128, const auto& report) {
    const auto again = std::apply([&](const auto&... levels) { return waterfall<Int128>(report.uncovered, levels...); }, report.levels);
    CHECK(again.covered() == 0);
    CHECK(again.uncovered == report.uncovered);
    CHECK(again.reached() == std::nullopt);
  });
}

TEST_CASE("E16: two losses one after the other cost no more than both at once", "[properties][E16]") {
  each_waterfall(20'000, 7, [](const auto& levels, Int128 loss, const auto& report) {
    const Int128 first = loss / 3;
    const auto begun = levels.pay(first);
    const auto rest = std::apply([&](const auto&... left) { return waterfall<Int128>(Int128(loss - first), left...); }, begun.levels);
    for (std::size_t k = 0; k < report.paid.size(); ++k) CHECK(begun.paid[k] + rest.paid[k] == report.paid[k]);
  });
}

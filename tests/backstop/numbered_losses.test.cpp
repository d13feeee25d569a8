#include "bulwark/backstop/numbered_losses.hpp"

#include <vector>

#include "bulwark/backstop/insurance_fund.hpp"
#include "bulwark/backstop/loss_index.hpp"
#include "bulwark/backstop/reserve.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Int = long long;
using Losses = NumberedLosses<Int, Reserve<Int>, InsuranceFund<Int>>;

namespace {

const Losses start{.levels = {{100}, {.balance = 1'000, .market = {400}, .period = {700}}}};

std::array<Int, 4> state(const Losses& losses) {
  const auto& [reserve, fund] = losses.levels;
  return {reserve.held, fund.balance, fund.market.drawn, losses.uncovered};
}

}  // namespace

TEST_CASE("a loss that is sent twice is paid once, and one that comes too early waits", "[backstop][numbered_losses]") {
  const auto first = start.pay(1, 150);
  CHECK((first.receipt == LossReceipt::paid && first.paid == std::array<Int, 2>{100, 50}));
  const auto again = first.left.pay(1, 150);
  CHECK((again.receipt == LossReceipt::repeated && again.paid == std::array<Int, 2>{0, 0}));
  CHECK(state(again.left) == state(first.left));
  const auto early = first.left.pay(3, 20);
  CHECK((early.receipt == LossReceipt::gap && state(early.left) == state(first.left)));
  CHECK(first.left.pay(2, 20).left.pay(3, 20).receipt == LossReceipt::paid);
}

TEST_CASE("a log replayed from anywhere ends in the same state", "[backstop][numbered_losses][E16]") {
  test::Random random{1};
  for (int round = 0; round < 500; ++round) {
    std::vector<Int> log(static_cast<std::size_t>(1 + random.below(12)));
    for (Int& loss : log) loss = random.below(200);
    Losses once = start, often = start;
    Int lost = 0;
    for (std::size_t i = 0; i < log.size(); ++i) once = once.pay(i + 1, log[i]).left, lost += log[i];
    for (int restart = 0; restart < 4; ++restart) {
      const auto until = restart == 3 ? log.size() : static_cast<std::size_t>(random.below(std::ssize(log) + 1));
      for (std::size_t i = 0; i < until; ++i) often = often.pay(i + 1, log[i]).left;  // from the beginning, again
    }
    CHECK(state(often) == state(once));
    CHECK(once.last == log.size());
    const auto [reserve, balance, drawn, uncovered] = state(once);
    CHECK((100 - reserve) + (1'000 - balance) + uncovered == lost);
    CHECK(drawn == 1'000 - balance);
  }
}

#include "bulwark/protection/congestion.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

// A block of thirty units of gas; a liquidation takes one.
constexpr Congestion chain{.fee = {.target = 15.0}, .gas_per_liquidation = 1.0};

std::vector<double> same(std::size_t accounts, double reward) { return std::vector<double>(accounts, reward); }

}  // namespace

TEST_CASE("a block holds what others leave of it", "[protection][congestion]") {
  const std::vector<double> rewards = same(100, 50.0);
  CHECK(chain.block(1.0, rewards, 0.0).liquidated == 30);
  CHECK(chain.block(1.0, rewards, 22.5).liquidated == 7);
  CHECK(chain.block(1.0, rewards, 30.0).liquidated == 0);
  CHECK(chain.block(1.0, rewards, 100.0).gas == 30.0);
  CHECK(chain.block(1.0, same(3, 50.0), 5.0).gas == 8.0);
}

TEST_CASE("nobody liquidates for less than the gas", "[protection][congestion]") {
  const std::vector<double> rewards{50.0, 9.0, 5.0, 4.9, 1.0};
  CHECK(chain.block(5.0, rewards, 0.0).liquidated == 3);
  CHECK(chain.block(60.0, rewards, 0.0).liquidated == 0);
  CHECK(Congestion{.fee = {.target = 15.0}, .gas_per_liquidation = 1.0, .tip = 4.0}.block(5.0, rewards, 0.0).liquidated == 2);
}

TEST_CASE("liquidations raise the price of gas, and gas delays liquidations", "[protection][congestion]") {
  CHECK(chain.block(1.0, same(30, 50.0), 0.0).next_fee == 1.125);
  const std::vector<double> rewards = same(120, 1.2);
  const Index quiet = *chain.blocks_to_complete(0.5, rewards, 0.0, 1'000), dear = *chain.blocks_to_complete(1.1, rewards, 0.0, 1'000);
  CHECK(quiet == 4);
  CHECK(dear > quiet);
  CHECK(*chain.blocks_to_complete(1.1, same(120, 12.0), 0.0, 1'000) == 4);
}

TEST_CASE("where others fill the blocks, a reward that does not grow with the fee is never enough", "[protection][congestion]") {
  // Maker, 12 March 2020: keepers' transactions priced for a quiet chain.
  CHECK_FALSE(chain.blocks_to_complete(2.0, same(10, 1.0), 16.0, 10'000));
  CHECK(chain.blocks_to_complete(2.0, same(10, 1.0), 10.0, 10'000));
  CHECK_FALSE(chain.blocks_to_complete(0.0, same(1, 1e9), 30.0, 10'000));
}

TEST_CASE("a higher fee never ends sooner, and better pay never later", "[protection][congestion]") {
  // Not a theorem: none of 20,000 such queues breaks it.
  Random random{13};
  const auto blocks = [](double fee, const std::vector<double>& rewards, double others) {
    const auto found = chain.blocks_to_complete(fee, rewards, others, 5'000);
    return found ? *found : 5'001;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<double> rewards;
    const Index count = 1 + random.below(200);
    for (Index i = 0; i < count; ++i) rewards.push_back(random.between(0.5, 20.0));
    std::sort(rewards.rbegin(), rewards.rend());
    const double fee = random.between(0.1, 5.0), others = std::floor(random.between(0.0, 14.0));
    const Index now = blocks(fee, rewards, others);
    CHECK(blocks(fee * 1.5, rewards, others) >= now);
    std::vector<double> paid = rewards;
    for (double& reward : paid) reward *= 2.0;
    CHECK(blocks(fee, paid, others) <= now);
  }
}

TEST_CASE("every account is liquidated once, or still pending", "[protection][congestion]") {
  std::vector<double> rewards = same(100, 2.0);
  std::span<const double> pending = rewards;
  double fee = 1.0;
  Index done = 0;
  for (int i = 0; i < 200 && !pending.empty(); ++i) {
    const LiquidationBlock block = chain.block(fee, pending, 3.0);
    CHECK(block.gas == 3.0 + static_cast<double>(block.liquidated));
    CHECK(block.gas <= 30.0);
    done += block.liquidated;
    pending = pending.subspan(static_cast<std::size_t>(block.liquidated));
    fee = block.next_fee;
  }
  CHECK(done == 100);
}

TEST_CASE("at an unknown fee nothing is known to be liquidated", "[protection][congestion]") {
  const double unknown = std::nan("");
  CHECK(chain.block(unknown, same(5, 50.0), 0.0).liquidated == 0);
  CHECK(std::isnan(chain.block(unknown, same(5, 50.0), 0.0).next_fee));
  CHECK(chain.block(1.0, same(5, unknown), 0.0).liquidated == 0);
  CHECK(chain.block(1.0, same(5, 50.0), unknown).liquidated == 0);
  CHECK_FALSE(chain.blocks_to_complete(unknown, same(5, 50.0), 0.0, 100));
  CHECK(chain.blocks_to_complete(unknown, {}, 0.0, 100) == 0);
}

TEST_CASE("a liquidation that fits no block is a fault", "[protection][congestion][faults]") {
  CHECK(chain.faults().empty());
  CHECK(Congestion{.fee = {.target = 15.0}, .gas_per_liquidation = 31.0, .tip = -1.0}.faults().size() == 2);
  CHECK(Congestion{.fee = {.target = 0.0}, .gas_per_liquidation = 0.0}.faults().size() == 2);
}

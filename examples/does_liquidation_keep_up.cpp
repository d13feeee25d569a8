// Five hundred accounts fall due at once: how long do they take on a quiet chain and on a full one, and what margin does the wait cost?
#include <cstdio>
#include <vector>

#include "bulwark/protection/completion_buffer.hpp"
#include "bulwark/protection/congestion.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

int main() {
  // Ethereum's blocks: 15 M gas at ease, 30 M at most, every 12 seconds; half a million gas to liquidate. Quote per gas: 30 gwei at 2,500.
  const Congestion chain{.fee = {.target = 15e6}, .gas_per_liquidation = 5e5};
  const CompletionBuffer buffer{.sigmas = 3.0, .penalty = 0.02};
  constexpr double fee = 30e-9 * 2'500.0, volatility = 0.9, notional = 20'000.0;
  const auto ask = [&](const char* day, double reward, double other_gas) {
    const std::vector<double> rewards(500, reward);
    const auto blocks = chain.blocks_to_complete(fee, rewards, other_gas, 7'200);
    if (!blocks) return void(std::printf("%-28s not within a day\n", day));
    const auto unwind = 12s * *blocks;
    const double margin = buffer.share({.wait = 60s, .unwind = unwind, .slippage = 0.003, .gas = reward}, volatility, notional);
    std::printf("%-28s %4td blocks, margin %.2f %%\n", day, *blocks, 100.0 * margin);
  };
  ask("quiet, reward 50:", 50.0, 5e6);
  ask("busy, reward 50:", 50.0, 14e6);
  ask("busy, reward 200:", 200.0, 14e6);
  ask("full of others, reward 200:", 200.0, 16e6);
  ask("full of others, reward 900:", 900.0, 16e6);
}

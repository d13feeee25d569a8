#include "bulwark/system/maker_profit.hpp"

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

namespace {

/// A market whose other side knows of every move with probability `informed` and trades ahead of it by one step of `move`.
std::vector<MakerFill> flow(Random& random, int trades, double informed, double move, double half_spread, double fee) {
  std::vector<MakerFill> fills;
  double middle = 100.0;
  for (int i = 0; i < trades; ++i) {
    const double step = random.below(2) == 0 ? move : -move;
    const bool knows = random.between(0.0, 1.0) < informed;
    const bool buys = knows ? step > 0.0 : random.below(2) == 0;  // the other side
    const double price = buys ? middle * (1.0 + half_spread) : middle * (1.0 - half_spread);
    fills.push_back({buys ? -1.0 : 1.0, price, middle, middle * (1.0 + step), fee * price});
    middle *= 1.0 + step;
  }
  return fills;
}

}  // namespace

TEST_CASE("the parts are what the ledger says: cash, fees and the position at its mark", "[system][maker_profit]") {
  Random random{241};
  for (int draw = 0; draw < 500; ++draw) {
    std::vector<MakerFill> fills;
    double cash = 0.0, coins = 0.0;
    for (int i = 0; i < 20; ++i) {
      fills.push_back({random.quantity(), random.between(90.0, 110.0), random.between(90.0, 110.0), random.between(90.0, 110.0),
                       random.between(-1.0, 1.0)});
      cash += fills.back().fee - fills.back().coins * fills.back().price, coins += fills.back().coins;
    }
    const double mark = random.between(80.0, 120.0);
    const MakerProfit profit = maker_profit(fills, mark);
    CHECK_THAT(profit.total(), WithinAbs(cash + coins * mark, 1e-7));
    CHECK(profit.position == coins);
  }
}

TEST_CASE("against those who know, the break-even spread breaks even: half of it loses, twice of it earns", "[system][maker_profit]") {
  // Three in ten know of a move of 20 basis points: it costs 6 a trade on average, of which the fee brings 1.
  Random random{242};
  const double half = break_even_half_spread(0.3 * 0.002, 0.0001);
  CHECK_THAT(half, WithinAbs(0.0005, 1e-12));
  const auto per_trade = [&](double half_spread) {
    const MakerProfit profit = maker_profit(flow(random, 40'000, 0.3, 0.002, half_spread, 0.0001), 100.0);
    return (profit.spread + profit.fees + profit.adverse) / 40'000.0;
  };
  const double error = 4.0 * 100.0 * 0.002 / std::sqrt(40'000.0) * 3.0;  // the middle wanders up to three times
  CHECK(std::abs(per_trade(half)) < error);
  CHECK(per_trade(0.5 * half) < -0.005);
  CHECK(per_trade(2.0 * half) > 0.005);
  CHECK(break_even_half_spread(0.0001, 0.0003) == 0.0);
}

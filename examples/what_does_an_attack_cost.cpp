// What does an attack cost, and what does it bring? Mango Markets on 11 October 2022, as it was and under one change at a time.
#include <cstdio>
#include <iterator>
#include <optional>
#include <span>

#include "bulwark/bulwark.hpp"

int main() {
  using namespace bulwark;
  // Some 4 M bought MNGO from 0.0382 to 0.91: a pool of 1.03 M quote does that. Nobody sold into it; nothing could be sold back.
  const ConstantProductDepth spot{.coins = 1.03e6 / 0.0382, .quote = 1.03e6};
  const PushResistance asleep{.restoring = 0.0, .resold = 0.0}, awake{.restoring = 0.001, .resold = 0.0};
  const AttackedVenue mango{.loot = Loot::profit_withdrawn,
                            .most_position = 483e6,  // MNGO-PERP, both sides the attacker's
                            .liquidity = 116e6,      // what lenders had there
                            .weight = 1.0,
                            .initial = 0.1};

  AttackedVenue weighed = mango, capped = mango, averaged = mango, banded = mango;
  weighed.weight = UnrealisedWeight{}.initial;
  const double depth = coins_to_reach(spot, 0.9 * spot.price());  // that can be sold for a tenth of the price
  capped.most_position = OpenInterestCap{}.most({.supply = 5e9, .depth = depth, .earlier = 483e6});
  averaged.window = 3600.0;
  banded.most_ratio = Plausibility{}.implausible_ratio;
  AttackedVenue both = capped;
  both.most_ratio = banded.most_ratio;

  const auto show = [&](const char* name, const AttackedVenue& venue, const PushResistance& resistance) {
    const AttackReport r = best_attack(spot, venue, resistance);
    constexpr const char* words[] = {"unknown", "safe", "UNSAFE", "unresolved"};
    std::printf("%-36s %9.3g %8.3g %9.3g %10.3g %10.3g  %s\n", name, r.target / spot.price(), r.push.cost / 1e6, r.haul.position / 1e6,
                r.haul.extracted / 1e6, r.profit / 1e6, words[static_cast<int>(r.verdict)]);
  };
  std::printf("%-36s %9s %8s %9s %10s %10s\n", "", "push to", "cost", "position", "extracted", "profit");
  std::printf("%-36s %9s %8s %9s %10s %10s\n", "", "x", "M", "M coins", "M", "M");
  show("as it was", mango, asleep);
  show("paper profit lends nothing", weighed, asleep);
  show("open interest as deep as the market", capped, asleep);
  show("one-hour average, nobody restores", averaged, asleep);
  show("one-hour average, arbitrage", averaged, awake);
  show("not believed beyond 5x", banded, asleep);
  show("depth and 5x", both, asleep);

  const AttackRemedies remedy = attack_remedies(std::span{&spot, 1}, 1, mango, awake);
  const auto tell = [](const char* name, const std::optional<double>& x, double unit, const char* in) {
    x ? std::printf("%-36s %9.3g %s\n", name, *x / unit, in) : std::printf("%-36s %9s\n", name, "none");
  };
  std::printf("\nwith arbitrage, one of these alone makes it pointless:\n");
  tell("  cap at most", remedy.most_position, 1e6, "M coins");
  tell("  weight of paper profit at most", remedy.weight, 1.0, "");
  tell("  average over at least", remedy.window, 60.0, "minutes");
  tell("  not believed beyond", remedy.most_ratio, 1.0, "x");
}

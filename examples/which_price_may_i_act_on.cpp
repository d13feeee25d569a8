// Five venues print a price: what may be done at it, on a quiet day, in a crash, under attack, and when feeds fall silent?
#include <cstdio>
#include <vector>

#include "bulwark/oracle/consensus.hpp"
#include "bulwark/oracle/least_trust.hpp"
#include "bulwark/oracle/price_guard.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

int main() {
  constexpr Timestamp now{1'760'130'000s};
  const SourceCheck check{.freshness = {.stale_after = 60s, .expired_after = 5min}, .confidence = {.widest = 0.02}};
  const Consensus<MedianPrice> consensus{.sources = std::vector<PriceSource>(5, {.check = check}), .quorum = 3, .widest = 0.05};
  const PriceGuard guard;
  const LeastTrust needed;

  const auto ask = [&](const char* day, const std::vector<double>& prices, std::chrono::seconds age) {
    std::vector<OraclePrint> prints;
    for (const double price : prices) prints.push_back({price, 0.001 * price, now - age});
    std::vector<Weighted> scratch(prints.size());
    const ConsensusPrice price = consensus.price(prints, now, scratch);
    const Trust trust = guard.trust(price, {.average = 100.0});
    if (price.print)
      std::printf("%-12s %7.2f", day, price.print->price);
    else
      std::printf("%-12s    none", day);
    const auto say = [&](PriceUse use, const char* word) { std::printf("  %s", needed.permits(use, trust) ? word : "-"); };
    say(PriceUse::reduce, "reduce"), say(PriceUse::liquidate, "liquidate"), say(PriceUse::settle, "settle");
    say(PriceUse::withdraw, "withdraw"), say(PriceUse::open, "open");
    std::printf("\n");
  };
  ask("quiet", {100.0, 100.02, 99.99, 100.01, 100.0}, 5s);
  ask("crash", {60.0, 60.1, 59.9, 60.05, 60.0}, 5s);
  ask("one venue", {100.0, 100.0, 65.0, 100.0, 100.0}, 5s);
  ask("pumped", {640.0, 641.0, 640.5, 640.0, 639.0}, 5s);
  ask("late", {100.0, 100.0, 100.0, 100.0, 100.0}, 90s);
  ask("silent", {100.0, 100.0, 100.0, 100.0, 100.0}, 10min);
}

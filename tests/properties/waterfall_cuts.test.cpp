// Properties E of auto-deleveraging: who is cut, by how much, and the trades that do it.

#include <algorithm>

#include "bulwark/backstop/deleveraging_trade.hpp"
#include "bulwark/backstop/minimal_cut.hpp"
#include "bulwark/backstop/pro_rata_cut.hpp"
#include "bulwark/backstop/whole_position_queue.hpp"
#include "support/catch.hpp"
#include "support/cuts.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = Int128;
using Candidates = std::vector<CutCandidate<Int>>;

namespace {

/// Calls visit(candidates, asked, what can be taken) for random winners.
template <class Visit>
void each_book(int rounds, std::uint64_t seed, Visit visit) {
  Random random{seed};
  for (int i = 0; i < rounds; ++i) {
    const Candidates candidates = random_candidates<Int>(random, 20, 1 << (1 + random.below(30)));
    const Int all = cuttable<Int>(candidates);
    visit(candidates, static_cast<Int>(random.between(0.0, 1.25) * static_cast<double>(all)), all);
  }
}

template <class Visit>
void each_rule(Visit visit) {
  visit(WholePositionQueue{}), visit(MinimalCut{}), visit(ProRataCut{});
}

}  // namespace

TEST_CASE("E05: a pro-rata share is less than a unit from exact, the sum is exact, and order changes nothing", "[properties][E05]") {
  each_book(5'000, 51, [](const Candidates& candidates, Int asked, Int all) {
    const auto [report, taken] = cut<Int>(ProRataCut{}, asked, candidates);
    Int sum = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      sum += taken[i];
      const Int weight = std::max<Int>(0, candidates[i].most);
      if (asked <= all && all > 0) CHECK(magnitude_of<Int>(taken[i] * all - asked * weight) < all);
    }
    CHECK((sum == report.taken && sum == std::min(asked, all)));
    // Of two whose remainders are equal, the lower id bears the unit; nobody with a larger profit bears less.
    for (std::size_t i = 0; i < taken.size(); ++i)
      for (std::size_t j = 0; j < taken.size(); ++j) {
        if (candidates[i].most > candidates[j].most) CHECK(taken[i] >= taken[j]);
        if (candidates[i].most == candidates[j].most && candidates[i].id < candidates[j].id) CHECK(taken[i] >= taken[j]);
      }
  });
}

TEST_CASE("E05: every rule names the same people whatever order they are given in", "[properties][E05]") {
  Random random{52};
  each_book(2'000, 53, [&](const Candidates& candidates, Int asked, Int) {
    std::vector<std::size_t> order(candidates.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(static_cast<Index>(i)))]);
    Candidates mixed;
    for (const std::size_t i : order) mixed.push_back(candidates[i]);
    each_rule([&](const auto& rule) {
      const auto straight = cut<Int>(rule, asked, candidates), shuffled = cut<Int>(rule, asked, mixed);
      for (std::size_t i = 0; i < order.size(); ++i) CHECK(shuffled.taken[i] == straight.taken[order[i]]);
    });
  });
}

TEST_CASE("E06: only profits are cut, and by no more than they are", "[properties][E06]") {
  each_book(5'000, 61, [](const Candidates& candidates, Int asked, Int) {
    each_rule([&](const auto& rule) {
      const auto [report, taken] = cut<Int>(rule, asked, candidates);
      std::size_t many = 0;
      for (std::size_t i = 0; i < taken.size(); ++i) {
        CHECK((taken[i] >= 0 && taken[i] <= std::max<Int>(0, candidates[i].most)));
        many += taken[i] > 0;
      }
      CHECK(report.cut == many);
    });
  });
}

TEST_CASE("E07: minimal and pro-rata cuts take the deficit and not a unit more", "[properties][E07]") {
  each_book(5'000, 71, [](const Candidates& candidates, Int asked, Int all) {
    CHECK(cut<Int>(MinimalCut{}, asked, candidates).report.taken == std::min(asked, all));
    CHECK(cut<Int>(ProRataCut{}, asked, candidates).report.taken == std::min(asked, all));
  });
}

TEST_CASE("E07: a queue of whole positions does not hold to it: the counterexample", "[properties][E07]") {
  const Candidates winners{{1, 1'000'000, 2.0}, {2, 5, 1.0}};
  CHECK(cut<Int>(WholePositionQueue{}, 1, winners).report.overshoot() == 999'999);
  CHECK(cut<Int>(MinimalCut{}, 1, winners).report.overshoot() == 0);
  // What it does hold to: less than the largest profit too much.
  each_book(5'000, 72, [](const Candidates& candidates, Int asked, Int) {
    Int largest = 0;
    for (const auto& c : candidates) largest = std::max(largest, c.most);
    const Int overshoot = cut<Int>(WholePositionQueue{}, asked, candidates).report.overshoot();
    CHECK((overshoot == 0 || overshoot < largest));
  });
}

TEST_CASE("E08: deleveraging trades are equal and opposite, flip nobody, and are at the bankruptcy price", "[properties][E08]") {
  Random random{81};
  for (int round = 0; round < 3'000; ++round) {
    const Int side = random.below(2) == 0 ? 1 : -1;
    ContractHolding<Int> closed{side * (1 + random.below(100'000)), random.below(2'000'001) - 1'000'000};
    const ContractHolding<Int> before = closed;
    std::vector<ContractHolding<Int>> others(static_cast<std::size_t>(1 + random.below(12)));
    Candidates candidates;
    for (auto& other : others) {
      other = {random.below(60'001) - 30'000, random.below(1'000)};
      const bool is_opposite = (other.contracts < 0) == (side > 0);
      candidates.push_back({candidates.size(), is_opposite ? magnitude_of<Int>(other.contracts) : Int(0), random.between(0.0, 4.0)});
    }
    Int contracts = closed.contracts, cash = closed.cash;
    for (const auto& other : others) contracts += other.contracts, cash += other.cash;
    const Int open = magnitude_of<Int>(closed.contracts);
    const auto sizes = round % 2 == 0 ? cut<Int>(MinimalCut{}, open, candidates) : cut<Int>(ProRataCut{}, open, candidates);
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto held = others[i];
      const auto trade = deleveraged_at_bankruptcy(closed, held, sizes.taken[i]);
      CHECK(trade.has_value() == (sizes.taken[i] > 0));
      if (!trade) continue;
      CHECK(magnitude_of<Int>(trade->contracts) == sizes.taken[i]);
      CHECK(closed.contracts - trade->closed.contracts == trade->other.contracts - held.contracts);
      CHECK(magnitude_of<Int>(trade->other.contracts) + sizes.taken[i] == magnitude_of<Int>(held.contracts));
      CHECK((trade->closed.contracts == 0 || (trade->closed.contracts > 0) == (side > 0)));
      // The account's own price, carried from trade to trade to less than a unit each.
      const Int off = trade->cash * before.contracts - before.cash * trade->contracts;
      CHECK(magnitude_of<Int>(off) <= magnitude_of<Int>(before.contracts) * static_cast<int>(others.size()));
      closed = trade->closed, others[i] = trade->other;
    }
    CHECK(magnitude_of<Int>(closed.contracts) == sizes.report.shortfall());
    if (closed.contracts == 0) CHECK(closed.cash == 0);
    for (const auto& other : others) contracts -= other.contracts, cash -= other.cash;
    CHECK((contracts == closed.contracts && cash == closed.cash));
  }
}

TEST_CASE("E08: an account that has something is closed only when the market closes, at the oracle's price", "[properties][E08]") {
  Random random{82};
  for (int i = 0; i < 2'000; ++i) {
    const Int equity = random.below(2'001) - 1'000;
    for (const bool closing : {false, true}) {
      const DeleveragingPrice at = deleveraging_price(equity, closing);
      CHECK((at == DeleveragingPrice::bankruptcy) == (equity < 0));
      CHECK((at == DeleveragingPrice::oracle) == (equity >= 0 && closing));
    }
    // At the oracle's price the closed account's worth does not fall, and rises by less than a unit.
    const Int price = 1 + random.below(100'000), one = 1'000;
    const ContractHolding<Int> closed{1 + random.below(500), 0}, other{-(1 + random.below(500)), 0};
    const auto trade = *deleveraged_at<Int>(price, one, closed, other, 1'000);
    const Int gained = (trade.closed.cash - closed.cash) * one - trade.contracts * price;
    CHECK((gained >= 0 && gained < one));
  }
}

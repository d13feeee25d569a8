#include "bulwark/liquidation/dispersed_buyers.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("the expected price is that of an auction at second prices, by simulation", "[liquidation][dispersed_buyers]") {
  // Where the best is above the reserve he pays the second best or the reserve: no bidder waits, so the rule of waiting is not in it.
  Random random{1};
  for (const Index count : {1, 2, 3, 8})
    for (const double reserve : {50.0, 82.0, 95.0}) {
      const DispersedBuyers buyers{.low = 80.0, .high = 100.0, .count = count};
      constexpr int draws = 40'000;
      double sum = 0.0, squares = 0.0, sold = 0.0;
      for (int i = 0; i < draws; ++i) {
        double best = 0.0, second = 0.0;
        for (Index k = 0; k < count; ++k) {
          const double worth = random.between(80.0, 100.0);
          second = std::max(second, std::min(best, worth)), best = std::max(best, worth);
        }
        const double paid = best >= reserve ? std::max(second, reserve) : 0.0;
        sum += paid, squares += paid * paid, sold += best >= reserve;
      }
      const double mean = sum / draws, error = std::sqrt((squares / draws - mean * mean) / draws);
      CHECK_THAT(buyers.proceeds(reserve), WithinAbs(mean, 4.0 * error + 1e-9));
      CHECK_THAT(buyers.chance(reserve), WithinAbs(sold / draws, 4.0 * 0.5 / std::sqrt(1.0 * draws)));
    }
}

TEST_CASE("what the best bids is in the mean what is expected", "[liquidation][dispersed_buyers]") {
  for (const Index count : {2, 5, 20})
    for (const double reserve : {70.0, 85.0}) {
      const DispersedBuyers buyers{.low = 80.0, .high = 100.0, .count = count};
      double sum = 0.0;
      constexpr int steps = 20'000;
      for (int k = 0; k < steps; ++k) {
        const double worth = buyers.best_worth((k + 0.5) / steps);
        if (worth >= reserve) sum += buyers.bids(worth, reserve) / steps;
      }
      CHECK_THAT(sum, WithinRel(buyers.proceeds(reserve), 1e-3));
    }
}

TEST_CASE("nobody bids above his worth or below the reserve, and bids rise with worth and with company",
          "[liquidation][dispersed_buyers]") {
  Random random{2};
  for (int i = 0; i < 5'000; ++i) {
    const double low = random.between(0.0, 100.0), high = low + random.between(0.0, 50.0), reserve = random.between(0.0, high);
    const double worth = std::max(reserve, random.between(low, high));
    const Index count = random.below(30) + 1;
    const double bid = DispersedBuyers{low, high, count}.bids(worth, reserve);
    CHECK((bid <= worth + 1e-12 && bid >= reserve - 1e-12 * high));
    CHECK(DispersedBuyers{low, high, count + 1}.bids(worth, reserve) >= bid - 1e-12 * high);
    const double more = std::min(high, worth + 1.0);
    CHECK(DispersedBuyers{low, high, count}.bids(more, reserve) >= bid - 1e-12 * high);
  }
}

TEST_CASE("one alone pays the reserve, very many pay what the best thinks it worth", "[liquidation][dispersed_buyers]") {
  CHECK(DispersedBuyers{80.0, 100.0, 1}.price(0.0) == 0.0);  // 12 March 2020
  CHECK(DispersedBuyers{80.0, 100.0, 1}.price(60.0) == 60.0);
  CHECK_THAT((DispersedBuyers{80.0, 100.0, 2}.price(0.0)), WithinRel(80.0 + 20.0 / 3.0, 1e-14));
  CHECK_THAT((DispersedBuyers{80.0, 100.0, 100'000}.price(0.0)), WithinRel(100.0, 1e-4));
  CHECK((DispersedBuyers{80.0, 80.0, 5}.price(0.0)) == 80.0);
  CHECK((DispersedBuyers{80.0, 100.0, 5}.chance(101.0)) == 0.0);
}

TEST_CASE("no reserve raises more than the best one, and it matters most where buyers are few", "[liquidation][dispersed_buyers]") {
  for (const Index count : {1, 2, 5, 20}) {
    const DispersedBuyers buyers{.low = 60.0, .high = 100.0, .count = count};
    const double fallback = 50.0, best = buyers.best_reserve(fallback);
    CHECK(best == 75.0);
    const auto raised = [&](double reserve) { return buyers.proceeds(reserve) + fallback * (1.0 - buyers.chance(reserve)); };
    for (double reserve = 0.0; reserve <= 100.0; reserve += 0.5) CHECK(raised(reserve) <= raised(best) + 1e-9);
  }
  const auto gained = [](Index count) {
    const DispersedBuyers buyers{.low = 60.0, .high = 100.0, .count = count};
    return buyers.proceeds(75.0) + 50.0 * (1.0 - buyers.chance(75.0)) - buyers.proceeds(0.0);
  };
  CHECK((gained(1) > gained(2) && gained(2) > gained(5) && gained(5) > 0.0));
  CHECK(DispersedBuyers{90.0, 100.0, 3}.best_reserve(0.0) == 90.0);
}

TEST_CASE("no buyers, or buyers out of order, are a fault", "[liquidation][dispersed_buyers][faults]") {
  CHECK(DispersedBuyers{80.0, 100.0, 1}.faults().empty());
  CHECK(said(DispersedBuyers{80.0, 70.0, 0}.faults()) ==
        std::vector<std::string>{"dispersed_buyers.high is out of range, got 70", "dispersed_buyers.count must be positive, got 0"});
}

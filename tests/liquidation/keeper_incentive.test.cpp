#include "bulwark/liquidation/keeper_incentive.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

// Maker's WBTC-C of November 2021: 300 and a thousandth, a penalty of 13 per cent, a dust of 7,500.
const KeeperIncentive maker{.reward = {.flat = 300.0, .share = 0.001}, .penalty = 0.13};

}  // namespace

TEST_CASE("from the smallest debt on somebody acts, and for no smaller one", "[liquidation][keeper_incentive]") {
  Random random{1};
  for (int i = 0; i < 10'000; ++i) {
    const KeeperIncentive incentive{.reward = {.flat = random.between(0.0, 300.0), .share = random.between(0.0001, 0.02)},
                                    .penalty = random.between(0.0, 0.2)};
    const double cost = random.between(0.0, 600.0);
    const auto least = incentive.least_debt(cost);
    REQUIRE(least);
    CHECK(incentive.is_enough(*least, cost));
    if (*least > 0.0) CHECK_FALSE(incentive.is_enough(std::nextafter(*least, 0.0), cost));
  }
  const KeeperIncentive flat{.reward = {.flat = 100.0, .share = 0.0}, .penalty = 0.13};
  CHECK(flat.least_debt(100.0) == 0.0);
  CHECK_FALSE(flat.least_debt(101.0));
  // Where the flat sum falls short by a rounding, and where the share is next to nothing.
  const double hair = std::nextafter(100.0, 101.0);
  const KeeperIncentive hardly{.reward = {.flat = 100.0, .share = 1e-3}, .penalty = 0.13};
  CHECK((hardly.is_enough(*hardly.least_debt(hair), hair) && *hardly.least_debt(hair) < 1e-10));
  const KeeperIncentive nothing{.reward = {.flat = 0.0, .share = 1e-320}, .penalty = 0.0};
  CHECK_FALSE(nothing.least_debt(1e300));
  CHECK_FALSE(maker.least_debt(std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(maker.is_enough(1e9, std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("Maker's reward is not worth staging for at its dust while most of the penalty is lost", "[liquidation][keeper_incentive]") {
  const StagedLiquidation all_lost{.kept_penalty = 0.13, .gas = 0.0}, half_lost{.kept_penalty = 0.04, .gas = 0.0};
  CHECK_THAT(maker.staging_profit(7'500.0, all_lost), WithinRel(300.0 + 8.475 - 975.0, 1e-12));
  CHECK_FALSE(maker.is_farmable(7'500.0, 1e9, all_lost));
  CHECK(maker.is_farmable(7'500.0, 1e9, half_lost));  // 308 for 300
  CHECK(maker.is_farmable(1'000.0, 1e9, all_lost));   // a smaller dust
  StagedLiquidation again = all_lost;
  again.payments = 4;  // paid restarts
  CHECK(maker.is_farmable(7'500.0, 1e9, again));
  CHECK(maker.is_farmable(7'500.0, std::numeric_limits<double>::quiet_NaN(), all_lost));
}

TEST_CASE("a safe incentive is enough for every debt and farmed by none, and its least debt is the smallest",
          "[liquidation][keeper_incentive]") {
  Random random{2};
  int none = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double cost = random.between(1.0, 2'000.0), share = random.between(0.0, 0.02), penalty = random.between(0.05, 0.2);
    const StagedLiquidation staged{.kept_penalty = penalty * random.between(0.2, 1.0),
                                   .gas = random.between(0.0, 20.0),
                                   .payments = static_cast<int>(random.below(3)) + 1};
    const double headroom = random.between(0.01, 1.0);
    const auto safe = safe_incentive(cost, share, penalty, staged, headroom);
    if (!safe) {
      ++none;
      CHECK(staged.payments * (1.0 + headroom) * share * (1.0 + penalty) >= staged.kept_penalty * (1.0 - 1e-12));
      continue;
    }
    CHECK(safe->incentive.faults().empty());
    for (const double times : {1.0, 1.5, 10.0, 1e4}) {
      const double debt = safe->least_debt * times;
      CHECK(safe->incentive.is_enough(debt, cost));
      CHECK(safe->incentive.staging_profit(debt, staged) < 0.0);
    }
    CHECK_FALSE(safe->incentive.is_farmable(safe->least_debt, 1e9, staged));
    // A little less debt, with a reward that is enough for it, is not dear enough to stage.
    if (safe->least_debt > 0.0) CHECK(staged.payments * (1.0 + headroom) * cost > staged.cost(0.999 * safe->least_debt));
  }
  CHECK((none > 100 && none < 9'000));
}

TEST_CASE("dearer gas needs larger lots, in proportion", "[liquidation][keeper_incentive]") {
  const StagedLiquidation staged{.kept_penalty = 0.1, .gas = 0.0};
  const auto quiet = safe_incentive(20.0, 0.0, 0.13, staged, 0.25), full = safe_incentive(2'000.0, 0.0, 0.13, staged, 0.25);
  REQUIRE((quiet && full));
  CHECK_THAT(quiet->least_debt, WithinRel(250.0, 1e-12));
  CHECK_THAT(full->least_debt, WithinRel(25'000.0, 1e-12));
}

TEST_CASE("without a headroom, a cost or a penalty that is kept there is no safe incentive", "[liquidation][keeper_incentive][faults]") {
  const StagedLiquidation staged{.kept_penalty = 0.1, .gas = 0.0};
  CHECK_FALSE(safe_incentive(20.0, 0.0, 0.13, staged, 0.0));
  CHECK_FALSE(safe_incentive(std::numeric_limits<double>::quiet_NaN(), 0.0, 0.13, staged, 0.1));
  CHECK_FALSE(safe_incentive(20.0, 0.0, 0.13, {.kept_penalty = 0.0, .gas = 5.0}, 0.1));
  CHECK_FALSE(safe_incentive(20.0, 0.2, 0.13, staged, 0.1));
  CHECK(said(KeeperIncentive{.reward = {1.0, 0.0}, .penalty = -0.1}.faults()) ==
        std::vector<std::string>{"keeper_incentive.penalty must not be negative, got -0.10000000000000001"});
}

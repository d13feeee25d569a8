#include "bulwark/system/withdrawal_run.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// 20 in cash, 85 lent, 100 owed, and 20 % lost on what is called in at once.
constexpr WithdrawalRun bank{.liquid = 20.0, .illiquid = 85.0, .claims = 100.0, .recovered = 0.8};

}  // namespace

TEST_CASE("who stays bears what haste costs", "[system][withdrawal_run]") {
  CHECK(bank.liquidity_ratio() == 0.2);
  CHECK(bank.payable() == 88.0);
  CHECK(bank.rate_after(20.0) == 1.0);
  // 40 leave: 25 are sold for 20, 60 are left for 60 claims. 60 leave: 50 are sold for 40, 35 are left for 40.
  CHECK_THAT(bank.threshold(), WithinRel(0.40, 1e-14));
  CHECK_THAT(bank.rate_after(40.0), WithinRel(1.0, 1e-14));
  CHECK_THAT(bank.rate_after(60.0), WithinRel(35.0 / 40.0, 1e-14));
  CHECK_THAT(bank.loss_after(60.0), WithinRel(5.0, 1e-13));
  CHECK(bank.rate_after(95.0) == 0.0);  // empty before they were all paid
}

TEST_CASE("the threshold is where the rate leaves one, and the rate only falls", "[system][withdrawal_run]") {
  Random random{21};
  for (int i = 0; i < 2'000; ++i) {
    const WithdrawalRun pool{random.between(0.0, 60.0), random.between(0.0, 100.0), 100.0, random.between(0.3, 1.0)};
    const double threshold = pool.threshold();
    if (threshold > 0.01 && threshold < 1.0) CHECK_THAT(pool.rate_after(100.0 * (threshold - 0.01)), WithinAbs(1.0, 1e-9));
    if (threshold < 0.98) CHECK(pool.rate_after(100.0 * (threshold + 0.01)) < 1.0);
    double before = 2.0;
    for (int share = 0; share < 100; ++share) {
      const double rate = pool.rate_after(static_cast<double>(share));
      CHECK((rate >= 0.0 && rate <= before + 1e-12));
      before = rate;
    }
  }
}

TEST_CASE("a run feeds itself beyond a point and dies below it", "[system][withdrawal_run]") {
  const auto nervous = [](double loss) { return 4.0 * loss; };
  CHECK(bank.settled(0.30, nervous) == 0.30);  // nobody is seen to lose
  CHECK(bank.settled(0.65, nervous) == 1.0);
  const double point = bank.run_threshold(nervous, 0.9);
  CHECK((point > bank.threshold() && point < 0.65));
  CHECK(bank.settled(point, nervous) > 0.9);
  CHECK_FALSE(bank.settled(point - 1e-9, nervous) > 0.9);
  CHECK(bank.run_threshold([](double) { return 0.0; }, 0.999) > 0.999);
  CHECK(WithdrawalRun{10.0, 50.0, 100.0, 0.8}.run_threshold(nervous, 0.9) == 0.0);  // it lacks 40 from the start
}

TEST_CASE("a run of which nobody knows who leaves is not calm", "[system][withdrawal_run]") {
  const auto nobody_knows = [](double) { return std::numeric_limits<double>::quiet_NaN(); };
  CHECK(std::isnan(bank.settled(0.1, nobody_knows)));
  CHECK(bank.run_threshold(nobody_knows, 0.9) == 0.0);
  const auto beyond = [](double loss) { return loss > 0.0 ? std::numeric_limits<double>::quiet_NaN() : 0.0; };
  CHECK_THAT(bank.run_threshold(beyond, 0.9), WithinAbs(bank.threshold(), 1e-12));
  // Who leaves is all but who left: more than 10,000 steps, each above the tolerance.
  const auto slowly = [&](double) {
    static double share = 0.0;
    return share += 1e-9;
  };
  CHECK(std::isnan(bank.settled(0.0, slowly)));
}

TEST_CASE("a pool that recovers more than it has is a fault", "[system][withdrawal_run][faults]") {
  CHECK(bank.faults().empty());
  CHECK(WithdrawalRun{-1.0, -1.0, 0.0, 1.5}.faults().size() == 4);
}

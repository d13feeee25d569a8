#include "bulwark/liquidation/toxic_frontier.hpp"

#include <limits>

#include "bulwark/liquidation/seizure.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr ToxicFrontier ether{.threshold = 0.825, .bonus = 0.05};

}  // namespace

TEST_CASE("a liquidation improves health above the frontier, leaves it on the frontier and worsens it below",
          "[liquidation][toxic_frontier]") {
  const double debt = 1'000.0;
  for (const double size : {0.01, 0.1, 0.5, 0.9}) {
    const auto after = [&](double health) { return ether.health_after(health * debt, debt, size * debt); };
    for (double health = 0.5; health < 1.2; health += 0.01) {
      CHECK((after(health) < health) == ether.is_toxic(health));
    }
    CHECK_THAT(after(ether.health()), WithinRel(ether.health(), 1e-14));
  }
}

TEST_CASE("health after a liquidation is what the seizure rule leaves", "[liquidation][toxic_frontier]") {
  // 10 ETH against 15,000 USDC, at prices either side of the frontier, with nothing for the protocol to keep.
  for (const double price : {1'800.0, 1'600.0, 1'575.0, 1'570.0, 1'500.0}) {
    const SeizureTerms<double> terms{
        .debt_price = 1.0, .debt_unit = 1.0, .deposit_price = price, .deposit_unit = 1.0, .bonus = 1.05, .fee_share = 0.0};
    const Seizure<double> taken = terms.seize(3'000.0, 10.0);
    const double counted = 10.0 * price * 0.825;
    const double after = (10.0 - taken.seized()) * price * 0.825 / (15'000.0 - taken.repaid);
    CHECK_THAT(ether.health_after(counted, 15'000.0, 3'000.0), WithinRel(after, 1e-14));
    if (price != 1'575.0) CHECK((after < counted / 15'000.0) == (price < ether.price(10.0, 15'000.0)));
  }
}

TEST_CASE("the frontier as a loan to value is that of health, and taking at the discount is repaying with the bonus",
          "[liquidation][toxic_frontier]") {
  CHECK_THAT(ether.threshold / ether.loan_to_value(), WithinRel(ether.health(), 1e-15));
  CHECK_THAT((1.0 - ether.discount()) * (1.0 + ether.bonus), WithinRel(1.0, 1e-15));
  for (double owed = 0.5; owed < 1.3; owed += 0.01)  // of deposits worth 1, none of them weighed
    CHECK(ether.helps(owed) == (ToxicFrontier{1.0, ether.bonus}.health_after(1.0, owed, 0.25 * owed) > 1.0 / owed));
  CHECK_FALSE(ether.helps(ether.loan_to_value()));
  CHECK_FALSE(ether.helps(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("the frontier as a price is where the coins cover the debt and its bonus", "[liquidation][toxic_frontier]") {
  CHECK_THAT(ether.price(10.0, 15'000.0), WithinRel(1'575.0, 1e-15));
  // Another deposit that counts for 4,000 lowers it: there, health equals the frontier.
  const double price = ether.price(10.0, 15'000.0, 4'000.0);
  CHECK_THAT((10.0 * price * 0.825 + 4'000.0) / 15'000.0, WithinRel(ether.health(), 1e-14));
}

TEST_CASE("an account of unknown health is not helped by a liquidation", "[liquidation][toxic_frontier]") {
  CHECK(ether.is_toxic(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("a bonus under which every liquidation harms is a fault", "[liquidation][toxic_frontier][faults]") {
  CHECK(ether.faults().empty());
  CHECK(ToxicFrontier{0.8, 0.25}.faults().empty());  // exactly 1
  CHECK(test::said(ToxicFrontier{0.95, 0.06}.faults()) ==
        std::vector<std::string>{"toxic_frontier.threshold x (1 + bonus) is out of range, got 1.0069999999999999"});
  CHECK(ToxicFrontier{1.5, -0.1}.faults().size() == 3);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(ToxicFrontier{nan, nan}.faults().size() == 2);
}

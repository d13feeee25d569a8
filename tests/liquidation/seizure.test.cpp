#include "bulwark/liquidation/seizure.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

namespace {

const Wide ether_unit = one_in_wads<Wide>();
const SeizureTerms<Wide> ether_for_dollars{.debt_price = 100'000'000,
                                           .debt_unit = 1'000'000,
                                           .deposit_price = Wide(180'000'000'000),
                                           .deposit_unit = ether_unit,
                                           .bonus = 10'500,
                                           .fee_share = 1'000};

}  // namespace

TEST_CASE("the deposit pays for the debt and a bonus, of which the protocol keeps its share", "[liquidation][seizure]") {
  const SeizureTerms<double> terms{
      .debt_price = 1.0, .debt_unit = 1.0, .deposit_price = 2'000.0, .deposit_unit = 1.0, .bonus = 1.05, .fee_share = 0.1};
  const Seizure<double> taken = terms.seize(1'000.0, 10.0);
  CHECK(taken.repaid == 1'000.0);
  CHECK_THAT(taken.seized(), WithinRel(0.525, 1e-15));
  CHECK_THAT(taken.fee, WithinRel(0.0025, 1e-13));
  CHECK_THAT(taken.to_liquidator, WithinRel(0.5225, 1e-14));
}

TEST_CASE("a deposit that is too small is taken whole, for as much debt as it covers at the bonus", "[liquidation][seizure]") {
  const SeizureTerms<double> terms{
      .debt_price = 1.0, .debt_unit = 1.0, .deposit_price = 2'000.0, .deposit_unit = 1.0, .bonus = 1.05, .fee_share = 0.0};
  const Seizure<double> taken = terms.seize(1'000.0, 0.42);
  CHECK(taken.seized() == 0.42);
  CHECK_THAT(taken.repaid, WithinRel(800.0, 1e-15));
}

TEST_CASE("in the chain's integers a liquidator gains at most a unit of the debt from rounding", "[liquidation][seizure]") {
  // aave_v3.json, "liq.weth dust", and the protocol's share of the bonus on top.
  SeizureTerms<Wide> terms = ether_for_dollars;
  terms.fee_share = 0;
  const Seizure<Wide> whole = terms.seize(Wide(900'000'000), Wide("525000000000000003"));
  CHECK((whole.repaid == 900'000'000 && whole.to_liquidator == Wide("525000000000000000") && whole.fee == 0));
  test::Random random{5};
  for (int i = 0; i < 2'000; ++i) {
    const Wide debt = random.below(2'000'000'000) + 1, deposit = Wide(random.below(1'000'000'000)) * random.below(1'000'000'000) + 1;
    const Seizure<Wide> taken = ether_for_dollars.seize(debt, deposit);
    CHECK((taken.to_liquidator >= 0 && taken.fee >= 0 && taken.seized() <= deposit && taken.repaid <= debt + 1));
    // The debt that a small deposit covers is rounded down to a unit before the bonus is taken off it, and only then up.
    CHECK(taken.seized() * ether_for_dollars.deposit_price * ether_for_dollars.debt_unit * 10'000 <=
          (taken.repaid + 1) * ether_for_dollars.debt_price * ether_unit * 10'500);
  }
}

TEST_CASE("the integers are the doubles, rounded", "[liquidation][seizure]") {
  const SeizureTerms<double> terms{
      .debt_price = 1.0, .debt_unit = 1.0, .deposit_price = 1'800.0, .deposit_unit = 1.0, .bonus = 1.05, .fee_share = 0.1};
  test::Random random{6};
  for (int i = 0; i < 500; ++i) {
    const Wide debt = random.below(2'000'000'000) + 1'000'000, deposit = Wide(random.below(1'000'000'000)) * 1'000'000'000 + 1;
    const Seizure<Wide> chain = ether_for_dollars.seize(debt, deposit);
    const Seizure<double> real = terms.seize(static_cast<double>(debt) / 1e6, static_cast<double>(deposit) / 1e18);
    CHECK_THAT(static_cast<double>(chain.repaid) / 1e6, Catch::Matchers::WithinAbs(real.repaid, 2.1e-6));
    CHECK_THAT(static_cast<double>(chain.to_liquidator) / 1e18, Catch::Matchers::WithinAbs(real.to_liquidator, 1e-12));
    CHECK_THAT(static_cast<double>(chain.fee) / 1e18, Catch::Matchers::WithinAbs(real.fee, 1e-12));
  }
}

TEST_CASE("a bonus below the debt, a fee above the bonus and a price of nothing are faults", "[liquidation][seizure][faults]") {
  CHECK(ether_for_dollars.faults().empty());
  CHECK(SeizureTerms<Wide>{0, 0, -1, 0, 9'999, 10'001}.faults().size() == 6);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(SeizureTerms<double>{nan, nan, nan, nan, nan, nan}.faults().size() == 6);
}

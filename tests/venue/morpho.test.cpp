#include "bulwark/venue/morpho.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

namespace {

const Wide wad = one_in_wads<Wide>();

}  // namespace

TEST_CASE("the incentive falls as the ratio rises, is capped, and never makes a liquidation harmful", "[venue][morpho]") {
  for (double ratio = 0.01; ratio < 0.99; ratio += 0.01) {
    const venue::MorphoMarket<double> market{ratio}, next{ratio + 0.01};
    CHECK((next.incentive() <= market.incentive() && market.incentive() <= 1.15 && next.incentive() > 1.0));
    CHECK(ToxicFrontier{ratio, market.incentive() - 1.0}.faults().empty());
  }
}

TEST_CASE("the incentives of Morpho's ratios are documented ones", "[venue][morpho]") {
  // misc_liquidation_haircut.json; the chain's integers round down at each step.
  CHECK_THAT(venue::MorphoMarket<double>{0.86}.incentive(), WithinRel(1.0438413361169103, 1e-15));
  CHECK_THAT(venue::MorphoMarket<double>{0.945}.incentive(), WithinRel(1.0167768174885612, 1e-15));
  CHECK(venue::MorphoMarket<double>{0.385}.incentive() == 1.15);
  CHECK(venue::MorphoMarket<Wide>{parts_of(86, 100, wad)}.incentive() == Wide("1043841336116910229"));
  CHECK(venue::MorphoMarket<Wide>{parts_of(385, 1'000, wad)}.incentive() == Wide("1150000000000000000"));
}

TEST_CASE("exactly at the ratio a loan is well, and a unit more is not", "[venue][morpho]") {
  const venue::MorphoMarket<Wide> market{parts_of(86, 100, wad)};
  const Wide price = 2'000 * wad * wad / 1'000'000'000'000;  // USDC units per wei, in 10^36
  CHECK(market.most_borrowed(Wide(10 * wad), price) == 17'200'000'000);
  CHECK(market.is_healthy(Wide(10 * wad), price, Wide(17'200'000'000)));
  CHECK_FALSE(market.is_healthy(Wide(10 * wad), price, Wide(17'200'000'001)));
  CHECK_FALSE(venue::MorphoMarket<double>{0.86}.is_healthy(10.0, std::numeric_limits<double>::quiet_NaN(), 1.0));
}

TEST_CASE("the evaluator in doubles and the chain's integers agree on random loans", "[venue][morpho]") {
  constexpr AssetId ether{1};
  const auto evaluator = venue::morpho({0.86}, ether);
  const venue::MorphoMarket<Wide> market{parts_of(86, 100, wad)};
  test::Random random{9};
  int healthy = 0;
  for (int i = 0; i < 2'000; ++i) {
    const Index dollars = random.below(4'000) + 1, milli = random.below(20'000) + 1, debt = random.below(40'000) + 1;
    const Account account{.positions = {{Spot{ether}, static_cast<double>(milli) / 1e3}}, .cash = -static_cast<double>(debt)};
    const RiskReport report =
        *evaluator.evaluate(account, {.now = Timestamp{}, .assets = {{.spot = 1.0}, {.spot = static_cast<double>(dollars)}}});
    if (std::abs(*report.health - 1.0) < 1e-12) continue;
    const bool is_healthy = market.is_healthy(Wide(milli * wad / 1'000), Wide(dollars * wad * wad), Wide(debt * wad));
    CHECK(report.verdict.is_healthy() == is_healthy);
    healthy += is_healthy;
  }
  CHECK((healthy > 300 && healthy < 1'700));
}

TEST_CASE("a ratio of nothing or of everything is a fault", "[venue][morpho][faults]") {
  CHECK(venue::MorphoMarket<double>{0.98}.faults().empty());
  CHECK(venue::MorphoMarket<double>{1.0}.faults().size() == 1);
  CHECK(venue::MorphoMarket<Wide>{0}.faults().size() == 1);
  CHECK(venue::MorphoMarket<double>{std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
  CHECK_FALSE(venue::morpho({1.2}, AssetId{0}).faults().empty());
}

#include "bulwark/system/fire_sale.hpp"

#include <limits>

#include "bulwark/pricing/constant_product_depth.hpp"
#include "bulwark/pricing/exponential_impact.hpp"
#include "bulwark/pricing/linear_impact.hpp"
#include "support/catch.hpp"
#include "support/debts.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("a venue sells what it lacks, and its sale lowers what the others hold", "[system][fire_sale]") {
  // 0 owes 90 and has 100 coins at 1 that fall to nothing after 1,000: sold s, with s (1 - s / 2000) = 90.
  const double cash[] = {0.0, 50.0}, owed[] = {0.0, 0.0, 0.0, 0.0}, world[] = {90.0, 10.0}, coins[] = {100.0, 30.0};
  const LinearImpact depth[] = {{.start = 1.0, .depth = 1'000.0}};
  const auto sale = fire_sale<LinearImpact>({cash, owed, world}, coins, depth);
  REQUIRE(sale);
  CHECK(sale->is_settled);
  const double sold = 1'000.0 * (1.0 - std::sqrt(1.0 - 0.18));
  CHECK_THAT(sale->sold[0], WithinRel(sold, 1e-9));
  CHECK_THAT(sale->price[0], WithinRel(1.0 - sold / 1'000.0, 1e-9));
  CHECK(sale->sold_share[1] == 0.0);
  CHECK_THAT(sale->clearing.equity[1], WithinRel(40.0 + 30.0 * sale->price[0], 1e-9));
  CHECK(sale->clearing.rounds == 0);
}

TEST_CASE("two that are well alone fail together", "[system][fire_sale]") {
  const double cash[] = {0.0, 0.0}, owed[] = {0.0, 0.0, 0.0, 0.0}, both[] = {80.0, 80.0}, one[] = {80.0, 0.0}, coins[] = {100.0, 100.0};
  const LinearImpact depth[] = {{.start = 1.0, .depth = 400.0}};
  const auto alone = fire_sale<LinearImpact>({cash, owed, one}, coins, depth),
             together = fire_sale<LinearImpact>({cash, owed, both}, coins, depth);
  REQUIRE((alone && together));
  CHECK(alone->clearing.rounds == 0);
  CHECK(together->clearing.rounds == 1);
  CHECK(together->sold_share == std::vector{1.0, 1.0});
  CHECK_THAT(together->clearing.payment[0], WithinRel(75.0, 1e-12));  // 200 coins at a mean of 3/4
}

TEST_CASE("without coins it is the clearing vector, and where everybody is well nobody sells", "[system][fire_sale]") {
  Random random{16};
  for (int i = 0; i < 300; ++i) {
    const Debts debts = random_debts(random, 6, true, true);
    const ExponentialImpact depth[] = {{.start = 1.0, .depth = 1'000.0}};
    const std::vector<double> none(static_cast<std::size_t>(debts.size()), 0.0);
    const auto sale = fire_sale<ExponentialImpact>(debts.network(), none, depth);
    REQUIRE(sale);
    CHECK(sale->clearing.payment == clearing_vector(debts.network())->payment);
    CHECK(sale->price[0] == 1.0);
  }
}

TEST_CASE("more cash of anybody never means a lower price", "[system][fire_sale]") {
  Random random{17};
  for (int i = 0; i < 300; ++i) {
    Debts debts = random_debts(random, 6, i % 2 == 0, false);
    std::vector<double> coins;
    for (Index v = 0; v < 2 * debts.size(); ++v) coins.push_back(random.between(0.0, 50.0));
    const ConstantProductDepth depth[] = {{500.0, 500.0, 0.003}, {200.0, 300.0}};
    const auto sale = fire_sale<ConstantProductDepth>(debts.network(), coins, depth);
    debts.outside[static_cast<std::size_t>(random.below(debts.size()))] += 10.0;
    const auto richer = fire_sale<ConstantProductDepth>(debts.network(), coins, depth);
    REQUIRE((sale && richer));
    CHECK((sale->is_settled && richer->is_settled));
    for (std::size_t a = 0; a < 2; ++a) CHECK(richer->price[a] >= sale->price[a] - 1e-9);
    for (std::size_t v = 0; v < debts.outside.size(); ++v) CHECK(richer->clearing.payment[v] >= sale->clearing.payment[v] - 1e-7);
  }
}

TEST_CASE("coins that are missing or negative are faults of the sale", "[system][fire_sale][faults]") {
  const double cash[] = {1.0}, owed[] = {0.0}, bad[] = {-1.0};
  const LinearImpact depth[] = {{.start = 0.0, .depth = 1.0}};
  CHECK(fire_sale<LinearImpact>({cash, owed}, bad, depth).faults().size() == 2);
  CHECK(fire_sale<LinearImpact>({cash, owed}, {}, depth).faults().size() == 2);
  const double good[] = {1.0}, unknown = std::numeric_limits<double>::quiet_NaN();
  const LinearImpact endless[] = {{.start = std::numeric_limits<double>::infinity(), .depth = 1.0}};
  CHECK(fire_sale<LinearImpact>({cash, owed}, good, endless).faults().size() == 1);
  const LinearImpact line[] = {{.start = 1.0, .depth = 10.0}};
  CHECK(fire_sale<LinearImpact>({cash, owed}, good, line, 0, unknown).faults().size() == 2);
}

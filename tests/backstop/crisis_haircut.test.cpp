#include "bulwark/backstop/crisis_haircut.hpp"

#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using Wide = boost::multiprecision::int512_t;

TEST_CASE("a crisis conserves money to the last unit and takes from the juniors first", "[backstop][crisis_haircut]") {
  test::Random random{3};
  for (int i = 0; i < 5'000; ++i) {
    const CrisisHaircut<Wide> crisis{random.below(1'000'000), random.below(3) * random.below(300'000), random.below(1'500'000),
                                     random.below(3) * random.below(200'000)};
    const CrisisLoss<Wide> loss = crisis.loss();
    CHECK(loss.warming + loss.insurance + loss.principal == crisis.deficit());
    CHECK((loss.warming <= crisis.warming && loss.insurance <= crisis.insurance && loss.principal <= crisis.principal));
    CHECK((loss.insurance == 0 || loss.warming == crisis.warming));
    CHECK((loss.principal == 0 || loss.insurance == crisis.insurance));
    // Whoever holds the principal, together they get no more than is left of it, and less by no more than a unit each.
    Wide rest = crisis.principal, sum = 0;
    for (int user = 0; user < 5; ++user) {
      const Wide own = user < 4 ? Wide(rest / 3) : rest;
      rest -= own;
      sum += crisis.left_of(own);
      CHECK(crisis.left_of(own) <= own);
    }
    CHECK((sum <= crisis.principal - loss.principal && sum + 5 > crisis.principal - loss.principal));
  }
}

TEST_CASE("a solvent venue takes nothing from anybody", "[backstop][crisis_haircut]") {
  const CrisisHaircut<double> solvent{.principal = 1e6, .warming = 2e5, .collateral = 1.2e6, .insurance = 5e4};
  CHECK(solvent.deficit() == 0.0);
  CHECK(solvent.share() == 0.0);
  CHECK(solvent.left_of(1e5) == 1e5);
  CHECK(CrisisHaircut<double>{0.0, 0.0, 0.0, 0.0}.share() == 0.0);
}

TEST_CASE("the worked numbers of the source come out", "[backstop][crisis_haircut]") {
  // Percolator README (2025-10): 1,000,000 of principal on 800,000 loses a fifth; 800 on 650 with a fund of 50 loses an eighth.
  CHECK(CrisisHaircut<double>{1e6, 0.0, 8e5, 0.0}.share() == 0.2);
  CHECK(CrisisHaircut<Wide>{1'000'000, 0, 800'000, 0}.left_of(100'000) == 80'000);
  CHECK(CrisisHaircut<double>{800.0, 0.0, 650.0, 50.0}.share() == 0.125);
  CHECK(CrisisHaircut<double>{800.0, 0.0, 650.0, 50.0}.left_of(300.0) == 262.5);
  CHECK(CrisisHaircut<Wide>{1'000'000, 500'000, 1'200'000, 0}.loss().warming == 300'000);
}

TEST_CASE("the share in wads rounds against the user", "[backstop][crisis_haircut]") {
  CHECK(CrisisHaircut<Wide>{3, 0, 2, 0}.share() == Wide("333333333333333334"));
  CHECK_THAT(static_cast<double>(CrisisHaircut<Wide>{7, 1, 5, 1}.share()) / 1e18,
             WithinRel(CrisisHaircut<double>{7.0, 1.0, 5.0, 1.0}.share(), 1e-15));
}

TEST_CASE("what is unknown is not lost and not safe", "[backstop][crisis_haircut]") {
  CHECK(std::isnan(CrisisHaircut<double>{1e6, 0.0, std::numeric_limits<double>::quiet_NaN(), 0.0}.share()));
}

TEST_CASE("negative balances are faults", "[backstop][crisis_haircut][faults]") {
  CHECK(test::said(CrisisHaircut<double>{-1.0, -2.0, -3.0, std::numeric_limits<double>::quiet_NaN()}.faults()) ==
        std::vector<std::string>{
            "crisis_haircut.principal must not be negative, got -1", "crisis_haircut.warming must not be negative, got -2",
            "crisis_haircut.collateral must not be negative, got -3", "crisis_haircut.insurance must not be negative, got nan"});
  CHECK(CrisisHaircut<Wide>{0, 0, 0, 0}.faults().empty());
}

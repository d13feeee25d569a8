#include "bulwark/var/coverage_test.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("the statistic is nothing at the expected count and grows on either side of it", "[var][coverage_test]") {
  CHECK_THAT(coverage_test(5, 100, 0.05).statistic, WithinAbs(0.0, 1e-14));
  for (Index x = 5; x < 100; ++x) CHECK(coverage_test(x + 1, 100, 0.05).statistic > coverage_test(x, 100, 0.05).statistic);
  for (Index x = 5; x > 0; --x) CHECK(coverage_test(x - 1, 100, 0.05).statistic > coverage_test(x, 100, 0.05).statistic);
}

TEST_CASE("too many and too few exceptions are rejected", "[var][coverage_test]") {
  // backtests.json, "kupiec-250-...", "kupiec-1000-17-0.01".
  struct Row {
    Index exceptions, days;
    double tail, statistic, p_value;
  };
  for (const Row& r :
       {Row{0, 250, 0.01, 5.025167926750726, 0.02498150305344971}, Row{1, 250, 0.01, 1.1764911353210774, 0.27807149001395587},
        Row{3, 250, 0.01, 0.09494012266443264, 0.7579883213732901}, Row{7, 250, 0.01, 5.496990447792683, 0.019049230890526528},
        Row{45, 500, 0.05, 13.754979415032153, 0.00020826800109115872}, Row{17, 1000, 0.01, 4.090972554545601, 0.04311282800651028}}) {
    const LikelihoodRatio test = coverage_test(r.exceptions, r.days, r.tail);
    CHECK_THAT(test.statistic, WithinRel(r.statistic, 1e-12));
    CHECK_THAT(test.p_value, WithinRel(r.p_value, 1e-12));
    CHECK(test.rejects() == (r.p_value < 0.05));
  }
}

TEST_CASE("the accepted counts are those around the expected one that the test does not reject", "[var][coverage_test]") {
  // Kupiec (1995), table 3, as in Jorion: fewer than 7 of 255 and 11 of 510 at 1 %, 21 of 255 and 65 of 1000 at 5 %. That of 255 at 1 %
  // leaves out that none at all is rejected as well.
  const auto is_range = [](Index days, double tail, Index least, Index most) {
    const CountRange range = accepted_exceptions(days, tail);
    return range.least == least && range.most == most;
  };
  CHECK(is_range(255, 0.01, 1, 6));
  CHECK(is_range(510, 0.01, 2, 10));
  CHECK(is_range(1000, 0.01, 5, 16));
  CHECK(is_range(255, 0.05, 7, 20));
  CHECK(is_range(1000, 0.05, 38, 64));
  CHECK(is_range(100, 0.01, 0, 3));
  CHECK(accepted_exceptions(1000, 0.01, 0.01).most > accepted_exceptions(1000, 0.01, 0.05).most);
}

TEST_CASE("a tail that is no share says nothing", "[var][coverage_test]") {
  CHECK_FALSE(coverage_test(3, 250, 0.0).rejects());
  CHECK_FALSE(coverage_test(3, 250, NAN).statistic == coverage_test(3, 250, NAN).statistic);
}

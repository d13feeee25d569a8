#include "bulwark/var/independence_test.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

TEST_CASE("days are counted with the day before", "[var][independence_test]") {
  const std::vector<int> hit{0, 1, 1, 0, 0, 1, 0};
  const ExceptionPairs pairs = ExceptionPairs::of(7, [&](Index day) { return hit[static_cast<std::size_t>(day)] != 0; });
  CHECK((pairs.neither == 1 && pairs.second == 2 && pairs.first == 2 && pairs.both == 1));
  CHECK((pairs.days() == 6 && pairs.exceptions() == 3));
}

TEST_CASE("where exceptions come alike after any day nothing is gained", "[var][independence_test]") {
  CHECK_THAT(independence_test({.neither = 90, .second = 10, .first = 9, .both = 1}).statistic, WithinAbs(0.0, 1e-13));
  CHECK(independence_test({.neither = 249}).p_value == 1.0);
  CHECK(independence_test({.neither = 90, .second = 10, .first = 5, .both = 5}).rejects());
}

TEST_CASE("the tests of Christoffersen come out", "[var][independence_test]") {
  // backtests.json, "christoffersen-...".
  struct Row {
    ExceptionPairs pairs;
    double independence, p_independence, conditional, p_conditional;
  };
  for (const Row& r : {Row{{240, 4, 4, 1}, 3.153989286651445, 0.07574158174658155, 5.131185671040164, 0.07687359453300469},
                       Row{{240, 5, 5, 0}, 0.20409580144659145, 0.6514349482321009, 2.1609055896772134, 0.3394417933509344},
                       Row{{230, 5, 5, 9}, 41.14923143086432, 1.4103870740942403e-10, 67.02490892723407, 2.790782245574919e-15}}) {
    const LikelihoodRatio alone = independence_test(r.pairs), both = conditional_coverage_test(r.pairs, 0.01);
    CHECK_THAT(alone.statistic, WithinRel(r.independence, 1e-12));
    CHECK_THAT(alone.p_value, WithinRel(r.p_independence, 1e-12));
    CHECK_THAT(both.statistic, WithinRel(r.conditional, 1e-12));
    CHECK_THAT(both.p_value, WithinRel(r.p_conditional, 1e-12));
    CHECK(both.statistic > alone.statistic);
  }
}

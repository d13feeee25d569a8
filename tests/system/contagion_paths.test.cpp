#include "bulwark/system/contagion_paths.hpp"

#include "support/catch.hpp"
#include "support/debts.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinAbs;

TEST_CASE("the worst comes first, and equals in the order of their numbers", "[system][contagion_paths]") {
  const double full[] = {1.0, 7.0, 7.0, 7.0}, first[] = {1.0, 2.0, 3.0, 2.0};
  const auto paths = ranked_paths(4, [&](Index s) { return ContagionPath{s, first[s], full[s]}; });
  CHECK(paths[0].source == 2);
  CHECK(paths[1].source == 1);
  CHECK(paths[2].source == 3);
  CHECK(paths[3].source == 0);
}

TEST_CASE("a small venue that many depend on warns before a large one that nobody does", "[system][contagion_paths]") {
  // 0 has 50 and owes 1 50; 1 has nothing else and owes 2 45; 2 owes 3 40. 4 has 200 and owes the world 30.
  Debts debts{.outside = {50.0, 0.0, 0.0, 1.0, 200.0}, .owed = std::vector<double>(25), .owed_outside = {0, 0, 0, 30.0, 30.0}, .held = {}};
  debts.owed[0 * 5 + 1] = 50.0, debts.owed[1 * 5 + 2] = 45.0, debts.owed[2 * 5 + 3] = 40.0;
  const auto paths = ranked_failures(debts.network());
  REQUIRE(paths);
  CHECK((*paths)[0].source == 0);
  CHECK((*paths)[0].first_round == 50.0);
  CHECK_THAT((*paths)[0].full_round, WithinAbs(50.0, 1e-9));  // 5 of 1's owners, 5 of 2's, 11 of 3's, 29 of the world
  CHECK((*paths)[1].source == 4);
  CHECK((*paths)[1].full_round == 30.0);
}

TEST_CASE("what is lost at the source arrives somewhere: in its owners' hands or in the others'", "[system][contagion_paths]") {
  Random random{19};
  for (int i = 0; i < 300; ++i) {
    const Debts debts = random_debts(random, 8, i % 2 == 1, false);
    const auto paths = ranked_failures(debts.network());
    const auto calm = clearing_vector(debts.network());
    REQUIRE(paths);
    for (const ContagionPath& path : *paths) {
      CHECK(path.full_round >= -1e-8);
      if (i % 2 == 1) continue;
      CHECK(path.full_round >= path.first_round - 1e-8);
      Debts without = debts;
      without.outside[static_cast<std::size_t>(path.source)] = 0.0;
      const auto struck = clearing_vector(without.network());
      const auto s = static_cast<std::size_t>(path.source);
      CHECK_THAT(path.full_round + calm->equity[s] - struck->equity[s], WithinAbs(debts.outside[s], 1e-8));
    }
    for (std::size_t k = 1; k < paths->size(); ++k) CHECK((*paths)[k - 1].full_round >= (*paths)[k].full_round);
  }
}

TEST_CASE("by distress, who is owed much by the thinly capitalised comes late", "[system][contagion_paths]") {
  const double capital[] = {10.0, 10.0, 100.0}, exposure[] = {0.0, 0.0, 0.0, 8.0, 0.0, 0.0, 8.0, 8.0, 0.0};
  const auto paths = ranked_distress({capital, exposure});
  REQUIRE(paths);
  CHECK((*paths)[0].source == 0);
  CHECK_THAT((*paths)[0].first_round, WithinAbs((0.8 + 0.08) / 3.0, 1e-12));
  CHECK_THAT((*paths)[0].full_round, WithinAbs((0.8 + 0.08 + 0.8 * 0.08) / 3.0, 1e-12));
  CHECK((*paths)[2].source == 2);
  CHECK(ranked_failures({}).has_value());
  const double bad[] = {-1.0};
  CHECK_FALSE(ranked_distress({bad, bad}).has_value());
}

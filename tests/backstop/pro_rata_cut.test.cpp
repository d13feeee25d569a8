#include "bulwark/backstop/pro_rata_cut.hpp"

#include "support/catch.hpp"
#include "support/cuts.hpp"

using namespace bulwark;
using Candidates = std::vector<CutCandidate<long long>>;

TEST_CASE("everybody bears the same share, to a unit", "[backstop][pro_rata_cut]") {
  test::Random random{37};
  for (int round = 0; round < 3'000; ++round) {
    const auto candidates = test::random_candidates<long long>(random, 12, 100);
    const long long all = cuttable<long long>(candidates), asked = random.below(all + all / 4 + 2);
    const auto [report, taken] = test::cut<long long>(ProRataCut{}, asked, candidates);
    CHECK(report.taken == std::min(asked, all));
    CHECK(report.overshoot() == 0);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const long long most = std::max(0LL, candidates[i].most);
      CHECK((taken[i] >= 0 && taken[i] <= most));
      if (asked <= all) CHECK(std::abs(taken[i] * all - asked * most) < std::max(1LL, all));
    }
  }
}

TEST_CASE("a deficit of 100 over profits of 80, 60, 40 and 20", "[backstop][pro_rata_cut]") {
  const Candidates winners{{1, 80, 8.0}, {2, 60, 6.0}, {3, 40, 4.0}, {4, 20, 2.0}, {5, -50, 9.0}};
  const auto [report, taken] = test::cut<long long>(ProRataCut{}, 100, winners);
  CHECK(taken == std::vector<long long>{40, 30, 20, 10, 0});
  CHECK((report.cut == 4 && report.shortfall() == 0));
  CHECK(test::cut<long long>(ProRataCut{}, 300, winners).report.shortfall() == 100);
  CHECK(test::cut<long long>(ProRataCut{}, -3, winners).report.taken == 0);
}

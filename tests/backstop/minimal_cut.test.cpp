#include "bulwark/backstop/minimal_cut.hpp"

#include "support/catch.hpp"
#include "support/cuts.hpp"

using namespace bulwark;
using Candidates = std::vector<CutCandidate<long long>>;

TEST_CASE("exactly what is asked for is taken, and only one is cut in part", "[backstop][minimal_cut]") {
  test::Random random{29};
  for (int round = 0; round < 3'000; ++round) {
    const auto candidates = test::random_candidates<long long>(random, 12, 100);
    const long long all = cuttable<long long>(candidates), asked = random.below(all + all / 4 + 2);
    const auto [report, taken] = test::cut<long long>(MinimalCut{}, asked, candidates);
    CHECK(report.taken == std::min(asked, all));
    CHECK((report.overshoot() == 0 && report.shortfall() == asked - report.taken));
    int in_part = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) in_part += taken[i] != 0 && taken[i] != candidates[i].most;
    CHECK(in_part <= 1);
  }
}

TEST_CASE("ranked by what can be taken, nobody gets by with fewer", "[backstop][minimal_cut]") {
  test::Random random{31};
  for (int round = 0; round < 300; ++round) {
    auto candidates = test::random_candidates<long long>(random, 10, 100);
    for (auto& c : candidates) c.score = static_cast<double>(c.most);
    const long long asked = 1 + random.below(cuttable<long long>(candidates) + 1);
    const auto report = test::cut<long long>(MinimalCut{}, asked, candidates).report;
    // Every choice of winners that would do has at least as many.
    for (unsigned chosen = 0; chosen < 1u << candidates.size(); ++chosen) {
      long long sum = 0;
      std::size_t many = 0;
      for (std::size_t i = 0; i < candidates.size(); ++i)
        if (chosen >> i & 1u) sum += std::max(0LL, candidates[i].most), ++many;
      if (sum >= asked && many < report.cut) FAIL("fewer would do");
    }
  }
  const auto [report, taken] = test::cut<long long>(MinimalCut{}, 100, Candidates{{1, 80, 8.0}, {2, 60, 6.0}, {3, 40, 4.0}, {4, 20, 2.0}});
  CHECK(taken == std::vector<long long>{80, 20, 0, 0});
  CHECK(report.cut == 2);
}

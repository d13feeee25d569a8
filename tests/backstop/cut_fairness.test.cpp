#include "bulwark/backstop/cut_fairness.hpp"

#include <algorithm>
#include <cmath>

#include "bulwark/backstop/minimal_cut.hpp"
#include "support/catch.hpp"
#include "support/cuts.hpp"

using namespace bulwark;
using Candidates = std::vector<CutCandidate<long long>>;

namespace {

CutFairness fairness(const Candidates& candidates, const std::vector<long long>& taken) {
  std::vector<double> scratch(candidates.size());
  return cut_fairness<long long>(candidates, taken, scratch);
}

}  // namespace

TEST_CASE("all that lose the same share are treated alike, one of many who loses all is not", "[backstop][cut_fairness]") {
  const Candidates winners{{1, 80, 8.0}, {2, 60, 6.0}, {3, 40, 4.0}, {4, 20, 2.0}, {5, -50, 9.0}};
  const CutFairness even = fairness(winners, {40, 30, 20, 10, 0});
  CHECK((even.inequality == 0.0 && even.mean_share == 0.5 && even.largest == 0.4));
  const CutFairness one = fairness(winners, {80, 0, 0, 0, 0});
  CHECK((one.inequality == 0.75 && one.mean_share == 0.25 && one.largest == 1.0));  // (n - 1) / n
  CHECK(fairness(winners, {0, 0, 0, 0, 0}).inequality == 0.0);
  CHECK(fairness({}, {}).largest == 0.0);
}

TEST_CASE("the inequality is the mean difference of shares, and order changes none of it", "[backstop][cut_fairness]") {
  test::Random random{3};
  for (int round = 0; round < 1'000; ++round) {
    Candidates candidates = test::random_candidates<long long>(random, 12, 1'000);
    const long long asked = random.below(cuttable<long long>(candidates) + 1);
    std::vector<long long> taken = test::cut<long long>(MinimalCut{}, asked, candidates).taken;
    const CutFairness found = fairness(candidates, taken);
    // Half the mean difference over the mean, pair by pair.
    double difference = 0.0, sum = 0.0;
    int n = 0;
    const auto share = [&](std::size_t i) { return static_cast<double>(taken[i]) / static_cast<double>(candidates[i].most); };
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (candidates[i].most <= 0) continue;
      ++n, sum += share(i);
      for (std::size_t j = 0; j < taken.size(); ++j)
        if (candidates[j].most > 0) difference += std::abs(share(i) - share(j));
    }
    if (sum > 0.0) CHECK(std::abs(found.inequality - difference / (2.0 * n * sum)) < 1e-12);
    std::reverse(candidates.begin(), candidates.end()), std::reverse(taken.begin(), taken.end());
    CHECK(fairness(candidates, taken).inequality == found.inequality);
  }
}

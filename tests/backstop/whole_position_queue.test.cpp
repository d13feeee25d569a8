#include "bulwark/backstop/whole_position_queue.hpp"

#include "support/catch.hpp"
#include "support/cuts.hpp"

using namespace bulwark;
using Candidates = std::vector<CutCandidate<long long>>;

TEST_CASE("positions are taken whole, and no more than the last of them is too much", "[backstop][whole_position_queue]") {
  test::Random random{23};
  for (int round = 0; round < 3'000; ++round) {
    const auto candidates = test::random_candidates<long long>(random, 12, 100);
    const long long all = cuttable<long long>(candidates), asked = random.below(all + all / 4 + 2);
    const auto [report, taken] = test::cut<long long>(WholePositionQueue{}, asked, candidates);
    long long sum = 0, largest = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      CHECK((taken[i] == 0 || taken[i] == candidates[i].most));
      sum += taken[i], largest = std::max(largest, taken[i]);
    }
    CHECK(report.taken == sum);
    CHECK(report.taken >= std::min(asked, all));
    CHECK((report.overshoot() == 0 || report.overshoot() < largest));
    CHECK(report.shortfall() == std::max(0LL, asked - all));
  }
}

TEST_CASE("the last position of a queue yields too much", "[backstop][whole_position_queue]") {
  const Candidates winners{{1, 80, 8.0}, {2, 60, 6.0}, {3, 40, 4.0}, {4, 20, 2.0}};
  const auto [report, taken] = test::cut<long long>(WholePositionQueue{}, 100, winners);
  CHECK(taken == std::vector<long long>{80, 60, 0, 0});
  CHECK((report.taken == 140 && report.overshoot() == 40 && report.cut == 2));
  CHECK(test::cut<long long>(WholePositionQueue{}, 0, winners).report.cut == 0);
  CHECK(test::cut<long long>(WholePositionQueue{}, 300, winners).report.shortfall() == 100);
}

#include "bulwark/backstop/cut.hpp"

#include <limits>
#include <string>

#include "support/catch.hpp"
#include "support/cuts.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Candidates = std::vector<CutCandidate<long long>>;

TEST_CASE("a queue goes by score, then by id, and leaves out who has nothing", "[backstop][cut]") {
  const Candidates candidates{{5, 10, 1.0}, {4, 0, 9.0}, {3, 10, 2.0}, {2, -7, 9.0}, {1, 10, 1.0}};
  std::vector<Remainder<long long>> scratch(candidates.size());
  std::vector<std::uint64_t> order;
  in_queue_order<long long>(candidates, scratch, [&](std::size_t i) { return order.push_back(candidates[i].id), true; });
  CHECK(order == std::vector<std::uint64_t>{3, 1, 5});
  order.clear();
  in_queue_order<long long>(candidates, scratch, [&](std::size_t i) { return order.push_back(candidates[i].id), order.size() < 2; });
  CHECK(order == std::vector<std::uint64_t>{3, 1});
  CHECK(cuttable<long long>(candidates) == 30);
}

TEST_CASE("ids that come twice and scores that are no numbers are named where they are", "[backstop][cut][faults]") {
  const Candidates candidates{{5, 10, 1.0}, {6, 1, std::numeric_limits<double>::quiet_NaN()}, {5, 3, 2.0}};
  CHECK(test::said(faults<long long>(candidates)) ==
        std::vector<std::string>{"cut_candidate.score[1] must be finite, got nan", "cut_candidate.id[2] appears twice"});
  CHECK(faults<long long>(Candidates{{5, 10, 1.0}, {6, 1, std::numeric_limits<double>::infinity()}}).empty());
}

#include "bulwark/backstop/loss_shares.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/judged.hpp"
#include "vectors/case.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

std::vector<Wide> paid(const LossShares<Wide>& shares, const std::vector<Wide>& claims, std::size_t takes_rest) {
  std::vector<Wide> out(claims.size());
  shares.pay(claims, takes_rest, out);
  return out;
}

}  // namespace

TEST_CASE("all that was collected is paid, and nobody but the last gets more than the share", "[backstop][loss_shares]") {
  Random random{5};
  for (int i = 0; i < 500; ++i) {
    std::vector<Wide> claims(static_cast<std::size_t>(1 + random.below(6)));
    Wide expected(0);
    for (Wide& claim : claims) claim = Wide(random.below(1'000'000)), expected += claim;
    const Wide collected = expected * Wide(random.below(1'001)) / 1'000;
    const std::size_t last = claims.size() - 1;
    const std::vector<Wide> out = paid({collected, expected}, claims, last);
    Wide sum(0);
    for (std::size_t c = 0; c < claims.size(); ++c) {
      sum += out[c];
      CHECK(out[c] <= claims[c]);
      CHECK(out[c] * expected <= claims[c] * collected + (c == last ? Wide(claims.size()) * expected : Wide(0)));
    }
    CHECK(sum == collected);
  }
}

TEST_CASE("shares are rounded down and the rest goes to whom it is said to", "[backstop][loss_shares]") {
  CHECK(paid({Wide(100), Wide(300)}, {Wide(100), Wide(100), Wide(100)}, 2) == std::vector<Wide>{Wide(33), Wide(33), Wide(34)});
  CHECK(paid({Wide(100), Wide(300)}, {Wide(100), Wide(100), Wide(100)}, 0) == std::vector<Wide>{Wide(34), Wide(33), Wide(33)});
  CHECK(paid({Wide(500), Wide(1'000)}, {Wide(600), Wide(400)}, 1) == std::vector<Wide>{Wide(300), Wide(200)});
  CHECK(paid({Wide(0), Wide(10)}, {Wide(3), Wide(7)}, 1) == std::vector<Wide>{Wide(0), Wide(0)});
}

TEST_CASE("where enough was collected everybody is paid in full", "[backstop][loss_shares]") {
  CHECK(paid({Wide(10), Wide(10)}, {Wide(3), Wide(7)}, 1) == std::vector<Wide>{Wide(3), Wide(7)});
  CHECK(paid({Wide(12), Wide(10)}, {Wide(3), Wide(7)}, 1) == std::vector<Wide>{Wide(3), Wide(7)});
  CHECK(paid({Wide(0), Wide(0)}, {Wide(0)}, 0) == std::vector<Wide>{Wide(0)});
  CHECK_FALSE(LossShares<Wide>{Wide(10), Wide(10)}.is_short());
}

TEST_CASE("amounts below nothing are faults", "[backstop][loss_shares][faults]") {
  CHECK(
      said(LossShares<Wide>{Wide(-1), Wide(-2)}.faults()) ==
      std::vector<std::string>{"loss_shares.collected must not be negative, got -1", "loss_shares.expected must not be negative, got -2"});
  CHECK(LossShares<Wide>{Wide(0), Wide(2)}.faults().empty());
}

#include "bulwark/system/debt_rank.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("distress passes down a chain in proportion, and once", "[system][debt_rank]") {
  // 1 would lose half of its capital on 0, 2 a quarter of its own on 1, and 0 everything on 2.
  const double capital[] = {10.0, 10.0, 20.0}, exposure[] = {0.0, 0.0, 10.0, 5.0, 0.0, 0.0, 0.0, 5.0, 0.0}, shock[] = {0.4, 0.0, 0.0};
  const auto rank = debt_rank({capital, exposure}, shock);
  REQUIRE(rank);
  CHECK_THAT(rank->distress[1], WithinRel(0.2, 1e-15));
  CHECK_THAT(rank->distress[2], WithinRel(0.05, 1e-15));
  CHECK_THAT(rank->distress[0], WithinRel(0.45, 1e-15));  // heard, not passed on again
  CHECK_THAT(rank->rank, WithinRel(0.3 / 3.0, 1e-14));
  CHECK(rank->steps == 3);
}

TEST_CASE("distress is bounded, grows with the shock, and ends within as many steps as there are venues", "[system][debt_rank]") {
  Random random{18};
  for (int i = 0; i < 1'000; ++i) {
    const Index n = 1 + random.below(10);
    std::vector<double> capital, exposure, shock, larger;
    for (Index v = 0; v < n; ++v) {
      capital.push_back(random.between(1.0, 50.0)), shock.push_back(random.between(0.01, 0.9));
      larger.push_back(least(1.0, shock.back() * random.between(1.0, 2.0)));
      for (Index w = 0; w < n; ++w) exposure.push_back(v == w ? 0.0 : random.between(0.0, 10.0));
    }
    const auto rank = debt_rank({capital, exposure}, shock), more = debt_rank({capital, exposure}, larger);
    REQUIRE((rank && more));
    CHECK((rank->rank >= 0.0 && rank->rank <= 1.0));
    CHECK(rank->steps <= n);
    for (std::size_t v = 0; v < shock.size(); ++v) {
      CHECK((rank->distress[v] >= shock[v] && rank->distress[v] <= 1.0));
      CHECK(more->distress[v] >= rank->distress[v] - 1e-12);  // all hear of it at once here, so that none hears too early
    }
    CHECK(debt_rank({capital, exposure}, std::vector<double>(static_cast<std::size_t>(n), 0.0))->rank == 0.0);
  }
}

TEST_CASE("a share of distress above one, or capital that is none, is a fault", "[system][debt_rank][faults]") {
  const double capital[] = {0.0}, exposure[] = {-1.0}, shock[] = {1.5};
  CHECK(debt_rank({capital, exposure}, shock).faults().size() == 3);
  CHECK(debt_rank({}, shock).faults().size() == 2);
}

#include "bulwark/var/correlated_risk.hpp"

#include <array>
#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("independent risks add as squares, common ones in full, and opposites cancel", "[var][correlated_risk]") {
  constexpr std::array alone{3.0, 4.0}, opposite{3.0, -3.0};
  CHECK(correlated_risk(alone, std::array{1.0, 0.0, 0.0, 1.0}) == 5.0);
  CHECK(correlated_risk(alone, std::array{1.0, 1.0, 1.0, 1.0}) == 7.0);
  CHECK(correlated_risk(opposite, std::array{1.0, 1.0, 1.0, 1.0}) == 0.0);
  CHECK(std::isnan(correlated_risk(alone, std::array{1.0, -3.0, -3.0, 1.0})));
}

TEST_CASE("a book that needs its correlations is told from one that does not, and margined for it", "[var][correlated_risk]") {
  const DiversificationLimit limit{.most = 2.0};
  CHECK(limit.verdict(100.0, 200.0) == DiversificationVerdict::sound);
  CHECK(limit.verdict(100.0, 200.1) == DiversificationVerdict::relies_on_correlation);
  CHECK(limit.margined(100.0, 316.0) == 158.0);
  CHECK(limit.margined(100.0, 120.0) == 100.0);
  CHECK(limit.verdict(0.0, 1.0) == DiversificationVerdict::relies_on_correlation);
  CHECK(limit.verdict(__builtin_nan(""), 1.0) == DiversificationVerdict::unknown);
  CHECK(DiversificationLimit{0.5}.faults().size() == 1);
}

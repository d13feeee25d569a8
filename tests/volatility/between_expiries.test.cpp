#include "bulwark/volatility/between_expiries.hpp"

#include <chrono>
#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;
using std::chrono::days;

TEST_CASE("total variance is a line between two expiries", "[volatility][between_expiries]") {
  const double a = 10.0, b = 30.0;
  for (const double t : {10.0, 15.0, 22.0, 30.0}) {
    const double expected = 0.5 * 0.5 * a + (t - a) / (b - a) * (0.6 * 0.6 * b - 0.5 * 0.5 * a);
    CHECK_THAT(volatility_between(0.5, 0.6, a, b, t), WithinRel(std::sqrt(expected / t), 1e-14));
  }
  CHECK(volatility_between(0.7, 0.7, a, b, 17.0) == 0.7);
}

TEST_CASE("rows around an expiry are live ones", "[volatility][between_expiries]") {
  const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  const std::vector<Timestamp> rows{start + days{1}, start + days{5}, start + days{9}};
  const auto around = [&](int now, int expiry) {
    const RowsAround r = rows_around(
        3, [&](Index i) { return rows[std::size_t(i)]; }, start + days{now}, start + days{expiry});
    return std::pair{r.before, r.after};
  };
  CHECK(around(0, 3) == std::pair<Index, Index>{0, 1});
  CHECK(around(0, 5) == std::pair<Index, Index>{0, 1});
  CHECK(around(2, 3) == std::pair<Index, Index>{-1, 1});
  CHECK(around(0, 20) == std::pair<Index, Index>{2, -1});
  CHECK(around(9, 20) == std::pair<Index, Index>{-1, -1});
}

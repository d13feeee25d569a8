#include "bulwark/core/time.hpp"

#include <chrono>
#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("years are milliseconds over 365 days, signed", "[core][time]") {
  const Timestamp now = std::chrono::sys_days{std::chrono::year{2025} / 6 / 1};
  static_assert(years_between(Timestamp{}, Timestamp{} + std::chrono::days{365}) == 1.0);
  CHECK(years_between(now, now) == 0.0);
  CHECK(years_between(now, now - std::chrono::days{73}) == -0.2);
  CHECK(years_between(now, now + std::chrono::milliseconds{1}) == 1.0 / milliseconds_per_year);
}

TEST_CASE("the most distant times overflow nothing", "[core][time]") {
  CHECK(years_between(Timestamp::min(), perpetual) > 1e8);
  CHECK(years_between(perpetual, Timestamp::min()) < -1e8);
}

TEST_CASE("seconds between two times are signed, and no two times overflow", "[core][time]") {
  const Timestamp start{std::chrono::seconds{1'700'000'000}};
  CHECK(seconds_between(start, start + std::chrono::milliseconds{1'500}) == 1.5);
  CHECK(seconds_between(start + std::chrono::milliseconds{1'500}, start) == -1.5);
  CHECK(milliseconds_between(start, start + std::chrono::milliseconds{7}) == 7.0);
  CHECK(seconds_between(Timestamp::min(), Timestamp::max()) > 1e16);
  CHECK(seconds_of(std::chrono::milliseconds{250}) == 0.25);
}

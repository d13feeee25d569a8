#include "bulwark/oracle/exponential_average.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {
constexpr Timestamp start{1'700'000'000s};
constexpr ExponentialAverage five_minutes{.time_constant = 5min};
}  // namespace

TEST_CASE("a print moves nothing before it has held, and then by what it held (F12)", "[oracle][exponential_average]") {
  const AveragedPrice state = five_minutes.updated(five_minutes.from(100.0, start), 200.0, start + 1h);
  CHECK(state.average == 100.0);
  CHECK(five_minutes.at(state, start + 1h) == 100.0);
  CHECK_THAT(five_minutes.at(state, start + 1h + 5min), WithinRel(200.0 - 100.0 * std::exp(-1.0), 1e-14));
  CHECK_THAT(five_minutes.at(state, start + 2h), WithinRel(200.0, 1e-5));
}

TEST_CASE("being asked more often changes the average by rounding only", "[oracle][exponential_average]") {
  AveragedPrice often = five_minutes.from(100.0, start);
  for (int i = 1; i <= 600; ++i) often = five_minutes.updated(often, i < 300 ? 100.0 : 150.0, start + std::chrono::seconds(i));
  const AveragedPrice once = five_minutes.updated(five_minutes.from(100.0, start), 150.0, start + 300s);
  CHECK_THAT(five_minutes.at(often, start + 600s), WithinRel(five_minutes.at(once, start + 600s), 1e-13));
}

TEST_CASE("the average stays between what it was and what it follows, and comes nearer", "[oracle][exponential_average]") {
  Random random{4};
  AveragedPrice state = five_minutes.from(100.0, start);
  Timestamp now = start;
  for (int i = 0; i < 2'000; ++i) {
    now += std::chrono::milliseconds(random.below(40'000));
    const double before = state.average, held = state.last.price;
    state = five_minutes.updated(state, random.between(50.0, 150.0), now);
    CHECK((state.average >= std::min(before, held) && state.average <= std::max(before, held)));
    CHECK(std::abs(state.average - held) <= std::abs(before - held));
  }
}

TEST_CASE("a price that stays is the average, to the bit", "[oracle][exponential_average]") {
  AveragedPrice state = five_minutes.from(0.1, start);
  for (int i = 1; i < 100; ++i) state = five_minutes.updated(state, 0.1, start + std::chrono::seconds(7 * i));
  CHECK(state.average == 0.1);
}

TEST_CASE("time does not run backwards", "[oracle][exponential_average]") {
  const AveragedPrice state = five_minutes.updated(five_minutes.from(100.0, start), 200.0, start + 1h);
  const AveragedPrice same = five_minutes.updated(state, 1e9, start);
  CHECK((same.average == state.average && same.last.price == 200.0 && same.last.at == start + 1h));
  CHECK(five_minutes.at(state, start) == 100.0);
}

TEST_CASE("an unknown price makes the average unknown, until it starts anew", "[oracle][exponential_average]") {
  AveragedPrice state = five_minutes.from(100.0, start);
  state = five_minutes.updated(state, std::numeric_limits<double>::quiet_NaN(), start + 1s);
  CHECK(state.average == 100.0);
  state = five_minutes.updated(state, 100.0, start + 2s);
  CHECK(std::isnan(state.average));
  CHECK(std::isnan(five_minutes.at(state, start + 1h)));
}

TEST_CASE("an average over no time is a fault", "[oracle][exponential_average][faults]") {
  CHECK(five_minutes.faults().empty());
  CHECK(ExponentialAverage{0s}.faults().size() == 1);
}

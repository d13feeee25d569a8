#include "bulwark/oracle/time_weighted_price.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Prints = std::vector<TimedPrice>;

namespace {
constexpr Timestamp now{1'700'000'000s};
constexpr TimeWeightedPrice half_hour{.window = 30min};
}  // namespace

TEST_CASE("a price that held for half of the window counts for half", "[oracle][time_weighted_price]") {
  CHECK(half_hour.price(Prints{{now - 1h, 1.0}, {now - 15min, 3.0}}, now) == 2.0);
  CHECK(half_hour.price(Prints{{now - 2h, 9.0}, {now - 30min, 1.0}, {now - 10min, 4.0}}, now) == 2.0);
  CHECK(half_hour.price(Prints{{now - 30min, 7.0}}, now) == 7.0);
}

TEST_CASE("a print moves the average by at most its share of the window times the range (F12)", "[oracle][time_weighted_price]") {
  Random random{1};
  for (int round = 0; round < 300; ++round) {
    Prints prints{{now - 31min, 100.0}};
    while (prints.back().at < now - 1min)
      prints.push_back({prints.back().at + std::chrono::milliseconds(1 + random.below(60'000)), random.between(90.0, 110.0)});
    const double before = *half_hour.price(prints, now);
    CHECK((before >= 90.0 && before <= 110.0));
    const std::size_t i = 1 + static_cast<std::size_t>(random.below(std::ssize(prints) - 1));
    const double held = seconds_between(prints[i].at, i + 1 < prints.size() ? prints[i + 1].at : now);
    prints[i].price = 1'000.0;
    CHECK(std::abs(*half_hour.price(prints, now) - before) <= held / 1'800.0 * (1'000.0 - 90.0) + 1e-9);
  }
}

TEST_CASE("a print that is replaced at once moves nothing", "[oracle][time_weighted_price]") {
  CHECK(half_hour.price(Prints{{now - 1h, 1.0}, {now - 15min, 1e9}, {now - 15min, 3.0}}, now) == 2.0);
  CHECK(half_hour.price(Prints{{now - 1h, 1.0}, {now, 1e9}}, now) == 1.0);
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(half_hour.price(Prints{{now - 2h, unknown}, {now - 30min, 1.0}}, now) == 1.0);
}

TEST_CASE("what is not covered is not known", "[oracle][time_weighted_price]") {
  CHECK_FALSE(half_hour.price(Prints{}, now));
  CHECK_FALSE(half_hour.price(Prints{{now - 29min, 1.0}}, now));
  const TimeWeightedPrice most{.window = 30min, .coverage = 0.5};
  CHECK(most.price(Prints{{now - 15min, 2.0}}, now) == 2.0);
  CHECK_FALSE(most.price(Prints{{now - 14min, 2.0}}, now));
}

TEST_CASE("prints out of order, from the future or not finite give no average", "[oracle][time_weighted_price]") {
  const double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  CHECK_FALSE(half_hour.price(Prints{{now - 1h, 1.0}, {now - 10min, 2.0}, {now - 20min, 3.0}}, now));
  CHECK_FALSE(half_hour.price(Prints{{now - 1h, 1.0}, {now + 1ms, 2.0}}, now));
  for (const double bad : {unknown, infinite}) CHECK_FALSE(half_hour.price(Prints{{now - 1h, 1.0}, {now - 10min, bad}}, now));
}

TEST_CASE("a window or coverage of nothing is a fault", "[oracle][time_weighted_price][faults]") {
  CHECK(half_hour.faults().empty());
  CHECK(TimeWeightedPrice{0s, 0.0}.faults().size() == 2);
  CHECK(TimeWeightedPrice{1s, 1.1}.faults().size() == 1);
}

#include "bulwark/liquidation/disposal_course.hpp"

#include <cmath>
#include <limits>

#include "bulwark/pricing/linear_impact.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

TEST_CASE("Vega's own course of 280 goes in four orders", "[liquidation][disposal_course]") {
  const Disposal disposal{.fraction = 0.5, .whole_at = 50.0, .most_of_book = 0.01};  // 0012-POSR-013
  const LinearImpact deep{.start = 100.0, .depth = 1e15};
  const auto course = disposed(disposal, 280.0, deep, 10'000.0, 10);
  REQUIRE(course);
  CHECK((course->orders == 4 && course->last == 30s));
  CHECK_THAT(course->cash, WithinRel(28'000.0, 1e-9));
}

TEST_CASE("slices cost less than the whole at once, the longer the less", "[liquidation][disposal_course]") {
  const LinearImpact thin{.start = 100.0, .depth = 10'000.0};
  double before = thin.sell(1'000.0).cash;
  Index orders = 1;
  for (const double fraction : {0.5, 0.25, 0.1, 0.05}) {
    const auto course = disposed(Disposal{.fraction = fraction, .whole_at = 10.0, .most_of_book = 1.0}, 1'000.0, thin, 1e9, 1'000);
    REQUIRE(course);
    CHECK((course->cash > before && course->orders > orders && course->cash < 1e5));
    before = course->cash, orders = course->orders;
  }
}

TEST_CASE("a short position is bought back at more than it is marked", "[liquidation][disposal_course]") {
  const LinearImpact thin{.start = 100.0, .depth = 10'000.0};
  const auto course = disposed(Disposal{.most_of_book = 1.0}, -500.0, thin, 1e9, 1'000);
  REQUIRE(course);
  CHECK((course->cash < -50'000.0 && course->cash > -55'000.0));
}

TEST_CASE("what does not end has no course", "[liquidation][disposal_course]") {
  const LinearImpact thin{.start = 100.0, .depth = 50.0};
  CHECK_FALSE(disposed(Disposal{}, 1'000.0, thin, 0.0, 1'000));  // no book
  CHECK_FALSE(disposed(Disposal{}, 1'000.0, thin, 1e9, 3));
  CHECK_FALSE(disposed(Disposal{}, std::numeric_limits<double>::quiet_NaN(), thin, 1e9, 100));
  CHECK(disposed(Disposal{}, 0.0, thin, 1e9, 3)->orders == 0);
}

#include "bulwark/scenario/span_scenarios.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("scenarios come in pairs of one price and two volatilities, but for the extremes", "[scenario][span_scenarios]") {
  const SpanScenarios span;
  for (Index i = 0; i < 14; i += 2) {
    CHECK(span.move(i).price == span.move(i + 1).price);
    CHECK(span.move(i).vol == 1.0);
    CHECK(span.move(i + 1).vol == -1.0);
    CHECK(span.move(i).weight == 1.0);
  }
  CHECK(span.move(14).price == 2.0);
  CHECK(span.move(15).price == -2.0);
  CHECK(span.move(14).vol == 0.0);
  CHECK(span.move(15).weight == 0.35);
  double sum = 0.0;
  for (Index i = 0; i < SpanScenarios::count; ++i) sum += span.move(i).price;
  CHECK(sum == 0.0);
}

TEST_CASE("a future's array is that of the book, in exact thirds or rounded", "[scenario][span_scenarios]") {
  // McMillan, Options as a Strategic Investment: S&P 500 future of range 10,000.
  const RiskArray rounded = SpanScenarios{.third = 0.333, .two_thirds = 0.667}.future(10'000.0);
  const RiskArray printed{0, 0, 3330, 3330, -3330, -3330, 6670, 6670, -6670, -6670, 10000, 10000, -10000, -10000, 7000, -7000};
  for (std::size_t i = 0; i < 16; ++i) CHECK_THAT(rounded[i], Catch::Matchers::WithinAbs(printed[i], 1e-9));
  const RiskArray exact = SpanScenarios{}.future(9'000.0);
  CHECK_THAT(exact[2], WithinRel(3'000.0, 1e-15));
  CHECK_THAT(exact[8], WithinRel(-6'000.0, 1e-15));
  CHECK_THAT((SpanScenarios{.extreme = 3.0, .cover = 0.33}.future(10'000.0)[15]), WithinRel(-9'900.0, 1e-15));
}

TEST_CASE("a book's array adds its contracts', which files store as losses", "[scenario][span_scenarios]") {
  RiskArray losses = SpanScenarios{}.future(900.0), book{};
  for (double& x : losses) x = -x;
  add_contracts(book, 2.0, losses);
  CHECK(book == SpanScenarios{}.future(1'800.0));
  add_contracts(book, -2.0, losses);
  CHECK(book == RiskArray{});
}

TEST_CASE("a range in currency is a range in points", "[scenario][span_scenarios]") { CHECK(range_in_points(30'000.0, 250.0) == 120.0); }

TEST_CASE("moves out of order are refused", "[scenario][span_scenarios][faults]") {
  CHECK(SpanScenarios{.third = 0.7}.faults().size() == 1);
  CHECK(SpanScenarios{.third = 0.0, .two_thirds = 1.0, .extreme = 1.0, .cover = 1.5}.faults().size() == 4);
  CHECK(SpanScenarios{.cover = std::numeric_limits<double>::quiet_NaN()}.faults().size() == 1);
  CHECK(SpanScenarios{}.faults().empty());
}

#include "bulwark/scenario/skew.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// At a quarter of a year the linear cap is 0.125, the absolute 0.25, and the width 1.25.
constexpr SkewTerm term{
    .linear = {0.15625, -0.0625}, .absolute = {0.1875, 0.125}, .width_scale = 4.0, .width_vol = 0.5, .width_slope = 0.25};
constexpr double quarter = 0.25;

double linear(double k) { return skew_factor(term, Skew::linear, k, quarter); }
double absolute(double k) { return skew_factor(term, Skew::absolute, k, quarter); }

}  // namespace

TEST_CASE("nothing bends at the money, and nothing at all without a skew", "[scenario][skew]") {
  CHECK(linear(0.0) == 1.0);
  CHECK(absolute(0.0) == 1.0);
  CHECK(skew_factor(term, Skew::none, 0.7, quarter) == 1.0);
  for (const double k : {-1.0, 0.5}) CHECK(skew_factor({}, Skew::linear, k, quarter) == 1.0);  // caps of zero
}

TEST_CASE("a linear skew lifts one wing by what it lowers the other, an absolute one moves both alike", "[scenario][skew]") {
  for (const double k : {0.01, 0.3, 1.25, 2.0, 50.0}) {
    CHECK(linear(k) + linear(-k) == Catch::Approx(2.0).epsilon(1e-15));
    CHECK(linear(k) > 1.0);
    CHECK(absolute(k) == absolute(-k));
    CHECK(absolute(k) > 1.0);
  }
}

TEST_CASE("the move grows with log-moneyness up to the width, and stays there", "[scenario][skew]") {
  CHECK(skew_cap(term.linear, quarter) == 0.125);
  CHECK(skew_cap(term.absolute, quarter) == 0.25);
  CHECK(skew_width(term, quarter) == 1.25);
  CHECK(linear(0.625) == 1.0625);
  CHECK(linear(-0.625) == 0.9375);
  CHECK(absolute(-0.625) == 1.125);
  for (const double k : {1.25, 1.5, 40.0}) {
    CHECK(linear(k) == 1.125);
    CHECK(linear(-k) == 0.875);
    CHECK(absolute(-k) == 1.25);
  }
}

TEST_CASE("short terms have the least width", "[scenario][skew]") {
  CHECK(skew_width(term, 0.0) == 0.01);
  CHECK(skew_factor(term, Skew::linear, 0.01, 0.0) == 1.15625);
  CHECK(skew_factor(term, Skew::linear, 0.005, 0.0) == 1.0 + 0.15625 / 2.0);
}

TEST_CASE("no volatility bends below zero", "[scenario][skew]") {
  const SkewTerm steep{.linear = {8.0, 0.0}};
  CHECK(skew_factor(steep, Skew::linear, -1.0, quarter) == 0.0);
  CHECK(skew_factor(steep, Skew::linear, -10.0, quarter) == 0.0);
  CHECK(skew_factor(steep, Skew::linear, 10.0, quarter) == 9.0);
}

TEST_CASE("a negative cap is the whole move within the width and grows beyond it", "[scenario][skew]") {
  const SkewTerm down{.linear = {-0.125, 0.0}, .absolute = {-0.25, 0.0}, .width_scale = 4.0, .width_vol = 0.5};  // width 1 at a quarter
  CHECK(skew_factor(down, Skew::linear, 0.5, quarter) == 0.875);
  CHECK(skew_factor(down, Skew::linear, -0.5, quarter) == 1.125);
  CHECK(skew_factor(down, Skew::linear, 2.0, quarter) == 0.75);
  CHECK(skew_factor(down, Skew::absolute, -2.0, quarter) == 0.5);
  CHECK(skew_factor(down, Skew::absolute, -8.0, quarter) == 0.0);
}

TEST_CASE("the published bend is bent as published", "[scenario][skew]") {
  // Derive v2-core at 7736900, test/risk-managers/unit-tests/PMRM_2/portfolio_cases/test_80: strike 8,379 at 2,858.87 in 26,801,252
  // seconds.
  const SkewTerm published{.linear = {0.15, -0.05}, .absolute = {0.15, -0.05}, .width_vol = 0.6, .width_slope = -0.1};
  const double years = 26'801'252.0 / 31'536'000.0, k = bulwark::log(8'379.0 / 2858.868683553629);
  CHECK(k == Catch::Approx(1.075302594246975).epsilon(1e-13));
  CHECK(skew_width(published, years) == Catch::Approx(1.8725663574946798).epsilon(1e-13));
  CHECK(skew_cap(published.linear, years) == Catch::Approx(0.10390601650365704).epsilon(1e-13));
  CHECK(skew_factor(published, Skew::linear, k, years) == Catch::Approx(1.059666995862158).epsilon(1e-13));
  CHECK(skew_factor(published, Skew::absolute, -k, years) == Catch::Approx(1.059666995862158).epsilon(1e-13));
}

TEST_CASE("an unknown moneyness makes an unknown factor", "[scenario][skew]") {
  for (const Skew skew : {Skew::linear, Skew::absolute}) {
    const double factor = skew_factor(term, skew, std::numeric_limits<double>::quiet_NaN(), quarter);
    CHECK_FALSE(factor == factor);
  }
}

TEST_CASE("every number that keeps a bend from being computed is named", "[scenario][skew][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(faults(term).empty());
  const SkewTerm bad{
      .linear = {nan, nan}, .absolute = {nan, nan}, .least_width = 0.0, .width_scale = -1.0, .width_vol = nan, .width_slope = nan};
  CHECK(said(faults(bad)) ==
        std::vector<std::string>{"skew_term.linear.base must be finite, got nan", "skew_term.linear.slope must be finite, got nan",
                                 "skew_term.absolute.base must be finite, got nan", "skew_term.absolute.slope must be finite, got nan",
                                 "skew_term.width_vol must be finite, got nan", "skew_term.width_slope must be finite, got nan",
                                 "skew_term.least_width must be positive, got 0", "skew_term.width_scale is out of range, got -1"});
}

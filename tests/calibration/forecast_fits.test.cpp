#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/calibration/har_fit.hpp"
#include "bulwark/calibration/linear_fit.hpp"
#include "bulwark/calibration/log_linear_fit.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a line is found through its own points, and its scatter is what was added", "[calibration][linear_fit]") {
  Random random{5};
  std::vector<double> x, y;
  for (int i = 0; i < 500; ++i) {
    const double a = random.between(-1.0, 1.0), b = random.between(0.0, 1e6);
    x.insert(x.end(), {a, b});
    y.push_back(3.0 - 2.0 * a + 1e-6 * b);
  }
  const auto exact = linear_fit(x, y, 2);
  REQUIRE(exact);
  CHECK(exact->constant == Catch::Approx(3.0).epsilon(1e-12));
  CHECK(exact->weight[0] == Catch::Approx(-2.0).epsilon(1e-12));
  CHECK(exact->weight[1] == Catch::Approx(1e-6).epsilon(1e-12));
  CHECK(exact->explained == Catch::Approx(1.0).epsilon(1e-12));
  for (double& value : y) value += random.between(-0.3, 0.3);  // variance 0.03
  const auto noisy = linear_fit(x, y, 2);
  REQUIRE(noisy);
  CHECK(noisy->residual_variance == Catch::Approx(0.03).epsilon(0.1));
  // residuals are at right angles to every column
  double dot = 0.0;
  for (std::size_t i = 0; i < y.size(); ++i)
    dot += x[2 * i] * (y[i] - noisy->constant - noisy->weight[0] * x[2 * i] - noisy->weight[1] * x[2 * i + 1]);
  CHECK(std::abs(dot) < 1e-9);
}

TEST_CASE("columns that repeat others, too few rows and bad numbers are named", "[calibration][linear_fit][faults]") {
  const std::vector<double> y{1.0, 2.0, 3.0, 4.0, 5.0};
  const auto twice = linear_fit(std::vector<double>{1, 2, 2, 4, 3, 6, 4, 8, 7, 14}, y, 2);
  REQUIRE_FALSE(twice);
  CHECK(twice.faults().size() == 1);
  CHECK(twice.faults()[0].code == FaultCode::duplicate);
  CHECK(said(linear_fit(std::vector<double>{1, 2, 3, 4}, y, 1).faults()) ==
        std::vector<std::string>{"linear_fit.x has the wrong length, got 4"});
  CHECK(said(linear_fit(std::vector<double>{1, NAN, 3, 4, 5}, y, 1).faults()) ==
        std::vector<std::string>{"linear_fit.x[1,0] must be finite, got nan"});
}

TEST_CASE("a heterogeneous autoregression is found again in a path that it made", "[calibration][har_fit]") {
  const Har truth{.constant = 2e-4, .day = 0.35, .week = 0.3, .month = 0.2};
  Random random{21};
  RealisedVariances seen;
  std::vector<double> path;
  for (int day = 0; day < 22; ++day) path.push_back(1.3e-3), seen = seen.after(1.3e-3);
  for (int day = 0; day < 20'000; ++day) {
    path.push_back(har_variance(truth, seen) * random.between(0.2, 1.8));
    seen = seen.after(path.back());
  }
  const auto fit = har_fit(path);
  REQUIRE(fit);
  CHECK(fit->rule.day == Catch::Approx(truth.day).margin(0.05));
  CHECK(fit->rule.week == Catch::Approx(truth.week).margin(0.08));
  CHECK(fit->rule.month == Catch::Approx(truth.month).margin(0.08));
  CHECK(fit->rule.day + fit->rule.week + fit->rule.month == Catch::Approx(0.85).margin(0.05));
  CHECK_FALSE(fit->is_held);
  CHECK(fit->explained > 0.1);
}

TEST_CASE("a day without a weight of its own is left out, and what cannot be fitted is said", "[calibration][har_fit][faults]") {
  // Alternating days: yesterday's weight would be negative.
  Random random{6};
  std::vector<double> path;
  for (int day = 0; day < 400; ++day) path.push_back((day % 2 ? 1e-4 : 9e-4) * random.between(0.9, 1.1));
  const auto held = har_fit(path);
  REQUIRE(held);
  CHECK(held->is_held);
  CHECK(held->rule.day == 0.0);
  CHECK(faults(held->rule).empty());
  CHECK(har_fit(std::vector<double>(31, 1e-4)).faults().size() == 1);
  CHECK_FALSE(har_fit(std::vector<double>(100, 1e-4)));  // all alike
  std::vector<double> bad(100, 1e-4);
  bad[7] = -1.0;
  CHECK(said(har_fit(bad).faults()) == std::vector<std::string>{"har_fit.variances[7] is out of range, got -1"});
}

TEST_CASE("signs that lead are found, and what they leave is half the noise", "[calibration][log_linear_fit]") {
  Random random{15};
  std::vector<double> signs, followed;
  for (int i = 0; i < 4000; ++i) {
    const double a = random.between(-1.0, 1.0), b = random.between(-1.0, 1.0);
    signs.insert(signs.end(), {a, b});
    followed.push_back(std::exp(-7.0 + 0.8 * a - 0.3 * b + random.between(-0.6, 0.6)));  // variance 0.12
  }
  const auto fit = log_linear_fit<2>(signs, followed);
  REQUIRE(fit);
  CHECK(fit->constant == Catch::Approx(-7.0).margin(0.02));
  CHECK(fit->weight[0] == Catch::Approx(0.8).margin(0.03));
  CHECK(fit->weight[1] == Catch::Approx(-0.3).margin(0.03));
  CHECK(fit->half_noise == Catch::Approx(0.06).epsilon(0.05));
  followed[3] = 0.0;
  CHECK(said(log_linear_fit<2>(signs, followed).faults()) ==
        std::vector<std::string>{"log_linear_fit.followed[3] must be positive, got 0"});
}

TEST_CASE("the square of one normal day is put too high, the mean of five hardly", "[calibration][log_linear_fit]") {
  // psi and its slope at n / 2: exp(psi(n / 2) + ln(2 / n) + psi'(n / 2) / 2) is 3.310 for one day and 1.033 for five.
  for (const auto& [days, times] : {std::pair{1, 3.310}, std::pair{5, 1.033}}) {
    const std::vector<double> z = normal_profits(100'000, 21);
    Random random{3};
    std::vector<double> signs, followed;
    for (std::size_t i = 0; i + static_cast<std::size_t>(days) <= z.size(); i += static_cast<std::size_t>(days)) {
      double sum = 0.0;
      for (std::size_t j = i; j < i + static_cast<std::size_t>(days); ++j) sum += z[j] * z[j] / days;
      signs.push_back(random.between(-1.0, 1.0)), followed.push_back(sum);
    }
    const auto fit = log_linear_fit<1>(signs, followed);
    REQUIRE(fit);
    CHECK(fit->variance(std::array{0.0}) == Catch::Approx(times).epsilon(0.04));
  }
}

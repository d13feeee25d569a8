#include "bulwark/math/paired_covariance.hpp"

#include <cmath>
#include <vector>

#include "bulwark/math/cholesky.hpp"
#include "bulwark/math/sample_covariance.hpp"
#include "support/catch.hpp"
#include "support/normal_profits.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
PairedCovariance paired(const std::vector<double>& values, Index series, std::vector<double>& covariance) {
  covariance.assign(static_cast<std::size_t>(series * series), 0.0);
  std::vector<double> scratch(6 * covariance.size());
  return paired_covariance({values, series}, covariance, scratch);
}
}  // namespace

TEST_CASE("without gaps it is the sample covariance", "[math][paired_covariance]") {
  const std::vector<double> z = normal_profits(5 * 60, 171);
  std::vector<double> ours, sample(25);
  const PairedCovariance report = paired(z, 5, ours);
  sample_covariance({z, 5}, 0, sample);
  CHECK((report.missing == 0 && report.complete_rows == 60 && report.fewest_together == 60 && report.repair.steps == 0));
  for (std::size_t i = 0; i < 25; ++i) CHECK(ours[i] == Catch::Approx(sample[i]).epsilon(1e-13));
}

TEST_CASE("a series that begins late keeps the others' history and says what it rests on", "[math][paired_covariance]") {
  std::vector<double> z = normal_profits(3 * 500, 172), whole(4), ours;
  for (std::size_t t = 0; t < 500; ++t) z[3 * t + 1] += z[3 * t], z[3 * t + 2] -= z[3 * t];
  std::vector<double> two;
  for (std::size_t t = 0; t < 500; ++t) two.push_back(z[3 * t]), two.push_back(z[3 * t + 1]);
  sample_covariance({two, 2}, 0, whole);
  for (std::size_t t = 0; t < 400; ++t) z[3 * t + 2] = std::nan("");
  const PairedCovariance report = paired(z, 3, ours);
  CHECK((report.missing == 400 && report.complete_rows == 100 && report.fewest_together == 100));
  CHECK(ours[0] == Catch::Approx(whole[0]).epsilon(1e-13));  // from 500 rows, though one series has 100
  CHECK(ours[1] == Catch::Approx(whole[1]).epsilon(1e-13));
  CHECK(ours[2] == Catch::Approx(-1.0).margin(0.4));
}

TEST_CASE("pairs that do not fit together are repaired, and the repair is reported", "[math][paired_covariance]") {
  // Three windows in which a pair each moves together, together, and opposite: no joint law has such correlations.
  std::vector<double> values;
  const double none = std::nan("");
  for (const double x : {1.0, -2.0, 3.0, -1.0}) {
    values.insert(values.end(), {x, x, none});
    values.insert(values.end(), {none, x, x});
    values.insert(values.end(), {x, none, -x});
  }
  std::vector<double> ours;
  const PairedCovariance report = paired(values, 3, ours);
  CHECK((report.missing == 12 && report.complete_rows == 0 && report.fewest_together == 4));
  CHECK((report.repair.converged && report.repair.distance > 0.1 && report.repair.lowest < -0.9));
  CHECK(ours[1] / ours[0] == Catch::Approx(0.5).epsilon(1e-9));  // by symmetry, on the edge of the cone
  CHECK(cholesky(ours, 3) == 2);
}

TEST_CASE("a pair never seen together leaves the covariance unknown", "[math][paired_covariance][faults]") {
  const double none = std::nan("");
  std::vector<double> ours;
  const PairedCovariance report = paired({1.0, none, 2.0, none, none, 3.0, none, 5.0}, 2, ours);
  CHECK_FALSE(report.repair.converged);
  CHECK(report.fewest_together == 0);
  for (const double c : ours) CHECK(std::isnan(c));
}

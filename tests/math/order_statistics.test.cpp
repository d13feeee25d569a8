#include "bulwark/math/order_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "golden/golden.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double a_nan = std::numeric_limits<double>::quiet_NaN();

std::vector<double> draws(int count) {
  test::Inputs inputs{51};
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(inputs.with_sign(inputs.of_sizes(-3, 6)));
  return values;
}

}  // namespace

TEST_CASE("the value of a rank is the one that sorting puts there", "[math][order_statistics]") {
  const auto values = draws(101);
  auto sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (Index rank = 0; rank < 101; ++rank) {
    auto scratch = values;
    REQUIRE(nth_smallest(scratch, rank) == sorted[static_cast<std::size_t>(rank)]);
  }
}

TEST_CASE("the order of the values changes no bit of a tail", "[math][order_statistics]") {
  auto values = draws(250);
  auto scratch = values;
  const double sum = tail_sum(scratch, 12.5);
  test::Inputs inputs{52};
  for (int round = 0; round < 50; ++round) {
    for (std::size_t i = values.size() - 1; i > 0; --i) std::swap(values[i], values[inputs.word() % (i + 1)]);
    scratch = values;
    REQUIRE(tail_sum(scratch, 12.5) == sum);
    std::vector<Weighted> weighted;
    for (const double value : values) weighted.push_back({value, 1.0});
    REQUIRE(weighted_tail_sum(weighted, 12.5) == sum);
    REQUIRE(weighted_quantile(weighted, 12.5) == nth_smallest(scratch, 12));
  }
}

TEST_CASE("a tail takes the last value in part", "[math][order_statistics]") {
  std::vector<double> values{4.0, -8.0, 2.0, -2.0};
  CHECK(tail_sum(values, 0.0) == 0.0);
  CHECK(tail_sum(values, 0.25) == -2.0);
  CHECK(tail_sum(values, 1.0) == -8.0);
  CHECK(tail_sum(values, 2.5) == -9.0);
  CHECK(tail_sum(values, 4.0) == -4.0);
  CHECK(tail_mean(values, 2.0) == -5.0);
}

TEST_CASE("a mean of a tail lies between its smallest value and its quantile", "[math][order_statistics]") {
  const auto values = draws(300);
  for (const double count : {1.0, 2.5, 7.5, 30.0, 299.5}) {
    auto scratch = values;
    const double mean = tail_mean(scratch, count);
    REQUIRE(nth_smallest(scratch, 0) <= mean);
    REQUIRE(mean <= nth_smallest(scratch, static_cast<Index>(std::ceil(count)) - 1));
  }
}

TEST_CASE("a NaN among the values is never lost", "[math][order_statistics]") {
  for (std::size_t at = 0; at < 9; ++at) {
    auto values = draws(9);
    values[at] = a_nan;
    auto scratch = values;
    REQUIRE(std::isnan(nth_smallest(scratch, 4)));
    REQUIRE(std::isnan(tail_sum(scratch, 1.0)));
    std::vector<Weighted> weighted;
    for (const double value : values) weighted.push_back({value, 1.0});
    REQUIRE(std::isnan(weighted_quantile(weighted, 3.0)));
    REQUIRE(std::isnan(weighted_tail_sum(weighted, 3.0)));
  }
}

TEST_CASE("what cannot be answered is NaN", "[math][order_statistics]") {
  std::vector<double> none, two{1.0, 2.0};
  CHECK(std::isnan(nth_smallest(none, 0)));
  CHECK(std::isnan(nth_smallest(two, 2)));
  CHECK(std::isnan(nth_smallest(two, -1)));
  CHECK(std::isnan(tail_sum(two, 2.5)));
  CHECK(std::isnan(tail_sum(two, -1.0)));
  CHECK(std::isnan(tail_sum(two, a_nan)));
  std::vector<Weighted> light{{1.0, 0.25}, {2.0, 0.25}}, bad{{1.0, -1.0}}, endless{{1.0, inf}};
  CHECK(std::isnan(weighted_quantile(light, 0.75)));
  CHECK(std::isnan(weighted_tail_sum(light, 0.75)));
  CHECK(std::isnan(weighted_quantile(bad, 0.5)));
  CHECK(std::isnan(weighted_quantile(endless, 0.5)));
}

TEST_CASE("weights decide how far a tail reaches", "[math][order_statistics]") {
  std::vector<Weighted> book{{-100.0, 0.01}, {-5.0, 0.09}, {-inf, 0.0}, {3.0, 0.9}};
  CHECK(weighted_quantile(book, 0.01) == -100.0);
  CHECK(weighted_quantile(book, 0.05) == -5.0);
  CHECK(weighted_tail_sum(book, 0.01) == -1.0);
  CHECK(std::fabs(weighted_tail_mean(book, 0.05) - (-24.0)) <= 1e-12);
}

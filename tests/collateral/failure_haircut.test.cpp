#include "bulwark/collateral/failure_haircut.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/math/random_bits.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {
constexpr double week = 7.0 / 365.0;
FailureHaircut stable(double per_year, double recovery = 0.0, double deviation = 0.02) { return {{per_year, recovery}, week, deviation}; }
}  // namespace

TEST_CASE("without danger the haircut is what the price alone may lose", "[collateral][failure_haircut]") {
  const FailureHaircut h{{0.0, 0.0}, week, 0.1};
  CHECK_THAT(h.quantile(0.99), WithinRel(-std::expm1(-2.3263478740408408 * 0.1 - 0.005), 1e-12));
  CHECK(FailureHaircut{{0.0, 0.0}, week, 0.0}.shortfall(0.99) == 0.0);
}

TEST_CASE("a rare failure is under the quantile's horizon and in the shortfall", "[collateral][failure_haircut]") {
  const FailureHaircut rare = stable(0.02, 0.3, 0.0);  // 0.04 % in a week
  CHECK(rare.quantile(0.999) == 0.0);
  CHECK_THAT(rare.shortfall(0.999), WithinRel(0.7 * -std::expm1(-0.02 * week) / 0.001, 1e-10));
  CHECK_THAT(stable(0.1, 0.3, 0.0).quantile(0.999), WithinRel(0.7, 1e-12));  // 0.2 %
  CHECK_THAT(stable(0.1, 0.3, 0.0).shortfall(0.999), WithinRel(0.7, 1e-12));
}

TEST_CASE("more danger, less recovery, more movement and more confidence never make a haircut smaller", "[collateral][failure_haircut]") {
  const auto rises = [](auto haircut, std::initializer_list<double> values) {
    double last = 0.0;
    for (const double x : values) {
      const double now = haircut(x);
      CHECK(now >= last - 1e-12);
      CHECK((now >= 0.0 && now <= 1.0));
      last = now;
    }
  };
  for (const double recovery : {0.0, 0.5, 0.98})
    for (const double confidence : {0.95, 0.999}) {
      rises([&](double rate) { return stable(rate, recovery).shortfall(confidence); }, {0.0, 0.001, 0.01, 0.1, 1.0, 10.0, 1e3});
      rises([&](double rate) { return stable(rate, recovery).quantile(confidence); }, {0.0, 0.001, 0.01, 0.1, 1.0, 10.0, 1e3});
      rises([&](double lost) { return stable(0.1, 1.0 - lost).shortfall(confidence); }, {0.0, 0.1, 0.5, 1.0});
      rises([&](double d) { return stable(0.1, recovery, d).shortfall(confidence); }, {0.0, 0.01, 0.1, 0.5, 2.0});
    }
  rises([](double c) { return stable(0.1, 0.2).shortfall(c); }, {0.5, 0.9, 0.99, 0.999, 0.9999});
  for (const double c : {0.9, 0.99, 0.999}) CHECK(stable(0.1, 0.2).shortfall(c) >= stable(0.1, 0.2).quantile(c));
}

TEST_CASE("quantile and shortfall, simulated", "[collateral][failure_haircut]") {
  const FailureHaircut h{{0.8, 0.4}, 0.05, 0.15};
  const double failed = failure_probability(h.failure, h.years);
  const Index paths = 200'000;
  std::vector<double> losses;
  for (Index i = 0; i < paths; ++i) {
    const auto u = random_pair(5, i, 0);
    const double price = bulwark::exp(0.15 * normal_quantile(u[0]) - 0.5 * 0.15 * 0.15);
    losses.push_back(1.0 - price * (u[1] < failed ? 0.4 : 1.0));
  }
  std::sort(losses.begin(), losses.end());
  const double confidence = 0.95;
  const Index first = static_cast<Index>(confidence * static_cast<double>(paths));
  double tail = 0.0, squares = 0.0;
  for (Index i = first; i < paths; ++i) {
    tail += losses[static_cast<std::size_t>(i)];
    squares += losses[static_cast<std::size_t>(i)] * losses[static_cast<std::size_t>(i)];
  }
  const double n = static_cast<double>(paths - first), mean = tail / n;
  // The shortfall's own variance: that of the tail, and of how much lies beyond the quantile.
  const double q = losses[static_cast<std::size_t>(first)];
  const double error = std::sqrt((squares / n - mean * mean + confidence * (mean - q) * (mean - q)) / n);
  CHECK_THAT(h.shortfall(confidence), WithinAbs(mean, 3.0 * error));
  // So many beyond the quantile as there should be.
  const auto beyond = static_cast<double>(losses.end() - std::upper_bound(losses.begin(), losses.end(), h.quantile(confidence)));
  CHECK_THAT(beyond, WithinAbs(0.05 * static_cast<double>(paths), 3.0 * std::sqrt(0.05 * 0.95 * static_cast<double>(paths))));
}

TEST_CASE("the terms are a haircut's, and what is unknown is no haircut", "[collateral][failure_haircut][faults]") {
  const Haircut haircut{.of_asset = {stable(0.05, 0.2).terms(0.999, 0.99)}};
  CHECK(haircut.faults().empty());
  CHECK(haircut.of_asset[0].initial > haircut.of_asset[0].maintenance);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(stable(unknown).shortfall(0.99)));
  CHECK(std::isnan(stable(0.1, 0.0, unknown).quantile(0.99)));
  CHECK(std::isnan(stable(0.1).quantile(1.0)));
  CHECK(FailureHaircut{{-1.0, 2.0}, -1.0, unknown}.faults().size() == 4);
}

#include "bulwark/oracle/update_exposure.hpp"

#include <algorithm>
#include <cmath>

#include "bulwark/oracle/freshness.hpp"
#include "bulwark/oracle/plausibility.hpp"
#include "support/catch.hpp"
#include "support/csv.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {
constexpr UpdateExposure mainnet{.deviation = 0.005, .lag = 60s};
}

TEST_CASE("a feed without lag hides its deviation and nothing else", "[oracle][update_exposure]") {
  const UpdateExposure instant{.deviation = 0.005, .lag = 0s};
  CHECK_THAT(instant.unseen_rise(2.0, 5.0), WithinRel(0.005, 1e-13));
  CHECK_THAT(instant.unseen_fall(2.0, 5.0), WithinRel(0.005, 1e-13));
}

TEST_CASE("exposure grows with lag, volatility, sigmas and jump, and a fall is less than a rise", "[oracle][update_exposure]") {
  const double now = mainnet.unseen_rise(0.8, 3.0);
  CHECK(UpdateExposure{0.005, 120s}.unseen_rise(0.8, 3.0) > now);
  CHECK(UpdateExposure{0.006, 60s}.unseen_rise(0.8, 3.0) > now);
  CHECK(UpdateExposure{0.005, 60s, 0.01}.unseen_rise(0.8, 3.0) > now);
  CHECK(mainnet.unseen_rise(0.9, 3.0) > now);
  CHECK(mainnet.unseen_rise(0.8, 4.0) > now);
  CHECK(mainnet.unseen_fall(0.8, 3.0) < now);
}

TEST_CASE("the lag's deviation is volatility times the root of time", "[oracle][update_exposure]") {
  CHECK_THAT(mainnet.lag_deviation(0.8), WithinRel(0.8 * std::sqrt(60.0 / (365.0 * 86'400.0)), 1e-15));
  CHECK_THAT(mainnet.unseen_rise(0.8, 3.0), WithinRel(1.005 * std::exp(3.0 * 0.8 * std::sqrt(60.0 / 31'536'000.0)) - 1.0, 1e-12));
  CHECK(std::isnan(mainnet.unseen_rise(std::nan(""), 3.0)));
}

TEST_CASE("every fault of an exposure is named", "[oracle][update_exposure][faults]") {
  CHECK(mainnet.faults().empty());
  CHECK(UpdateExposure{1.0, -1s, -0.1}.faults().size() == 3);
}

TEST_CASE("Chainlink's ETH rounds come hourly or sooner, and two in a hundred move further than a minute's diffusion allows",
          "[oracle][update_exposure]") {
  const auto path = shared("data/prices/chainlink_eth_usd_2023_2024.csv");
  if (!path) return;
  const Csv rounds{*path};
  const Freshness hourly{.stale_after = 3'700s, .expired_after = 3h};
  // 0.6 is above ETH's realised volatility of those ten months; 3 sigmas.
  UpdateExposure with_jump = mainnet;
  with_jump.jump = 0.03;
  const double allowed = 1.0 + mainnet.unseen_rise(0.6, 3.0), with_jump_allowed = 1.0 + with_jump.unseen_rise(0.6, 3.0);
  Index late = 0, beyond = 0;
  double largest = 1.0;
  for (Index i = 1; i < rounds.rows(); ++i) {
    const Timestamp before{std::chrono::seconds{static_cast<long long>(*rounds.number(i - 1, "updated_at"))}};
    const Timestamp after{std::chrono::seconds{static_cast<long long>(*rounds.number(i, "updated_at"))}};
    const double ratio = price_ratio(*rounds.number(i - 1, "price"), *rounds.number(i, "price"));
    late += hourly.trust(before, after) != Trust::trusted;
    CHECK(hourly.trust(before, after) != Trust::expired);
    beyond += ratio > allowed;
    largest = std::max(largest, ratio);
  }
  CHECK(rounds.rows() > 11'000);
  CHECK(late <= 2);
  CHECK(beyond > 0);  // a feed's deviation is where it starts to move, not where it stops
  CHECK(beyond * 50 < rounds.rows());
  CHECK(largest < with_jump_allowed);
}

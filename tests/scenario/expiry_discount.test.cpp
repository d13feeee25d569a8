#include "bulwark/scenario/expiry_discount.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

namespace {

constexpr ExpiryDiscount discount{
    .gain = 0.95, .gain_rate_share = 1.0, .gain_rate = 0.12, .loss = 1.05, .loss_rate_share = 0.5, .loss_rate = 0.08};

}  // namespace

TEST_CASE("a gain counts for less and a loss for more the further away it is", "[scenario][expiry_discount]") {
  ExpiryFactors before = expiry_factors(discount, 0.0, 0.05, 1.0);
  CHECK(before.gain == 0.95);
  CHECK(before.loss == 1.05);
  for (const double years : {0.01, 0.25, 1.0, 10.0}) {
    const ExpiryFactors factors = expiry_factors(discount, years, 0.05, 1.0);
    CHECK(factors.gain < before.gain);
    CHECK(factors.loss > before.loss);
    before = factors;
  }
}

TEST_CASE("both grow apart with the rate, and a negative rate counts as none", "[scenario][expiry_discount]") {
  const ExpiryFactors none = expiry_factors(discount, 0.5, 0.0, 1.0), some = expiry_factors(discount, 0.5, 0.1, 1.0),
                      negative = expiry_factors(discount, 0.5, -0.3, 1.0);
  CHECK(some.gain < none.gain);
  CHECK(some.loss > none.loss);
  CHECK(negative.gain == none.gain);
  CHECK(negative.loss == none.loss);
}

TEST_CASE("without any terms everything counts as it is", "[scenario][expiry_discount]") {
  const ExpiryFactors plain = expiry_factors({}, 3.0, 0.2, 0.8);
  CHECK(plain.gain == 1.0);
  CHECK(plain.loss == 1.0);
}

TEST_CASE("a capped loss is at most undiscounted, and never less than it is", "[scenario][expiry_discount]") {
  ExpiryDiscount capped = discount;
  capped.is_loss_capped = true;
  CHECK(expiry_factors(capped, 0.5, 0.05, 0.5).loss == expiry_factors(discount, 0.5, 0.05, 0.5).loss);  // 2 is no cap
  CHECK(expiry_factors(capped, 0.5, 0.05, 0.96875).loss == 1.0 / 0.96875);
  CHECK(expiry_factors(capped, 0.5, 0.05, 1.0).loss == 1.0);
  CHECK(expiry_factors(capped, 0.5, 0.05, 1.25).loss == 1.0);  // what a negative rate makes of the discount
  CHECK(expiry_factors(capped, 0.5, 0.05, 0.96875).gain == expiry_factors(discount, 0.5, 0.05, 1.0).gain);
}

TEST_CASE("the factors are the formula's", "[scenario][expiry_discount]") {
  const ExpiryFactors factors = expiry_factors(discount, 0.75, 0.05, 1.0);
  CHECK_THAT(factors.gain, WithinRel(0.95 * std::exp(-0.75 * (0.05 + 0.12)), 1e-15));
  CHECK_THAT(factors.loss, WithinRel(1.05 * std::exp(0.75 * (0.5 * 0.05 + 0.08)), 1e-15));
}

TEST_CASE("an unknown rate makes unknown factors", "[scenario][expiry_discount]") {
  const ExpiryFactors unknown = expiry_factors(discount, 0.75, std::numeric_limits<double>::quiet_NaN(), 1.0);
  CHECK_FALSE(unknown.gain == unknown.gain);
  CHECK_FALSE(unknown.loss == unknown.loss);
}

TEST_CASE("gains marked up, losses marked down and rates below zero are faults, each by its name", "[scenario][expiry_discount][faults]") {
  CHECK(faults(discount).empty());
  CHECK(faults(ExpiryDiscount{}).empty());
  const ExpiryDiscount bad{.gain = 1.25,
                           .gain_rate_share = -1.0,
                           .gain_rate = -2.0,
                           .loss = 0.5,
                           .loss_rate_share = -3.0,
                           .loss_rate = std::numeric_limits<double>::quiet_NaN()};
  CHECK(said(faults(bad)) ==
        std::vector<std::string>{
            "expiry_discount.gain is out of range, got 1.25", "expiry_discount.loss is out of range, got 0.5",
            "expiry_discount.gain_rate_share is out of range, got -1", "expiry_discount.gain_rate is out of range, got -2",
            "expiry_discount.loss_rate_share is out of range, got -3", "expiry_discount.loss_rate is out of range, got nan"});
  CHECK(faults(ExpiryDiscount{.gain = -0.1}).size() == 1);
}

#include "bulwark/settlement/clamped_funding.hpp"

#include <array>
#include <limits>

#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {
constexpr ClampedFunding eight_hours{.interest = 0.0001, .clamp = 0.0005, .cap = 0.003};
constexpr ClampedFunding band{.interest = 0.0, .clamp = 0.00025, .cap = 0.005};
}  // namespace

TEST_CASE("near the index buyers pay the interest, and far from it the premium less the clamp", "[settlement][clamped_funding]") {
  for (const double premium : {-0.0003, 0.0, 0.0001, 0.0005}) CHECK_THAT(eight_hours.rate(premium), WithinAbs(0.0001, 1e-19));
  CHECK_THAT(eight_hours.rate(0.002), WithinAbs(0.0015, 1e-18));
  CHECK_THAT(eight_hours.rate(-0.002), WithinAbs(-0.0015, 1e-18));
}

TEST_CASE("a band about the index is the same rule without interest", "[settlement][clamped_funding]") {
  for (double premium = -0.004; premium <= 0.004; premium += 0.00001)
    CHECK_THAT(band.rate(premium), WithinAbs(greatest(0.00025, premium) + least(-0.00025, premium), 1e-18));
}

TEST_CASE("the rate never falls as the premium rises, and stays within its cap", "[settlement][clamped_funding]") {
  double last = -1.0;
  for (double premium = -0.01; premium <= 0.01; premium += 0.00001) {
    const double rate = eight_hours.rate(premium);
    CHECK((rate >= last && magnitude(rate) <= 0.003));
    last = rate;
  }
  CHECK(last == 0.003);
  CHECK(ClampedFunding{.interest = 0.0001, .clamp = 0.0005, .cap = 0.003, .share = 0.125}.payment(1.0) == 0.003 / 8.0);
  CHECK_THAT((ClampedFunding{.interest = 0.0, .clamp = 0.0, .cap = 1.0, .added = 0.0002}.rate(0.001)), WithinAbs(0.0012, 1e-18));
}

TEST_CASE("an interval's premium is the mean of its samples, and the later ones may weigh more", "[settlement][clamped_funding]") {
  constexpr std::array samples{0.001, 0.002, 0.006};
  CHECK_THAT(mean_premium(samples), WithinAbs(0.003, 1e-18));
  CHECK_THAT(later_weighted_premium(samples), WithinAbs((0.001 + 2 * 0.002 + 3 * 0.006) / 6.0, 1e-18));
}

TEST_CASE("without samples, or with one unknown, no funding is known", "[settlement][clamped_funding][faults]") {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(is_finite(eight_hours.payment(mean_premium({}))));
  CHECK_FALSE(is_finite(eight_hours.payment(later_weighted_premium({}))));
  CHECK_FALSE(is_finite(eight_hours.payment(mean_premium(std::array{0.1, unknown}))));
  CHECK(ClampedFunding{.interest = unknown, .clamp = -1.0, .cap = unknown, .added = unknown, .share = 0.0}.faults().size() == 5);
}

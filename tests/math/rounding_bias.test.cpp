#include "bulwark/math/rounding_bias.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("less is rounded away of more, and nothing where the rate is whole", "[math][rounding_bias]") {
  const Fraction<long long> rate{1'058, 1'000};
  test::Random random{7};
  for (int i = 0; i < 2'000; ++i) {
    const long long amount = 1 + random.below(1'000'000'000);
    const std::optional<double> error = rounding_error(amount, rate, Rounding::floor);
    REQUIRE(error);
    CHECK(*error >= 0.0);
    CHECK(*error * static_cast<double>(amount) * 1.058 < 1.0);  // less than one unit
    CHECK(rounding_error(amount, Fraction<long long>{3, 1}, Rounding::ceil) == 0.0);
  }
  CHECK_FALSE(rounding_error(0LL, rate, Rounding::floor));
  CHECK_FALSE(rounding_error(9LL, {0, 1}, Rounding::floor));
  CHECK_FALSE(rounding_error(9LL, {1, 0}, Rounding::floor));
  CHECK(rounding_error(1LL, {1, 2}, Rounding::floor) == 1.0);
  CHECK(rounding_error(1LL, {1, 2}, Rounding::ceil) == 1.0);  // twice what it should be
}

TEST_CASE("drift is a compounded error: what is kept is a power", "[math][rounding_bias]") {
  for (const double error : {1e-12, 1e-6, 1e-3, 0.2, 0.9})
    for (const double n : {1.0, 7.0, 65.0}) CHECK_THAT(drift_after(error, n), WithinRel(-std::expm1(n * std::log1p(-error)), 1e-14));
  CHECK(drift_after(0.0, 1e9) == 0.0);
  CHECK(drift_after(1.0, 1.0) == 1.0);
  CHECK(drift_after(1.0, 0.0) == 0.0);
  CHECK(std::isnan(drift_after(std::numeric_limits<double>::quiet_NaN(), 2.0)));
}

TEST_CASE("from the least amount on every conversion is allowed, and one that nobody knows is not", "[math][rounding_bias]") {
  const RoundingLimit limit{.most_per_operation = 1e-3, .most_drift = 0.5};
  const auto least = static_cast<long long>(limit.least_amount(1.058));
  for (long long amount = least; amount < least + 2'000; ++amount)
    CHECK_FALSE(limit.is_biased(rounding_error(amount, Fraction<long long>{1'058, 1'000}, Rounding::floor)));
  CHECK(limit.is_biased(std::nullopt));
  CHECK(limit.is_biased(std::numeric_limits<double>::quiet_NaN()));
  CHECK_FALSE(limit.is_biased(1e-4, 100.0));
  CHECK(limit.is_biased(1e-4, 10'000.0));
  CHECK(RoundingLimit{}.faults().empty());
  CHECK(RoundingLimit{0.0, 1.0}.faults().size() == 2);
}

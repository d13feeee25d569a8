#include "bulwark/math/poisson_tails.hpp"

#include <cmath>
#include <limits>
#include <boost/math/distributions/poisson.hpp>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("tails of a Poisson number are whole, however far out", "[math][poisson_tails]") {
  for (const double mean : {1e-6, 0.02, 0.5, 3.0, 40.0, 690.0}) {
    const std::vector<double> tails = poisson_tails(mean);
    const boost::math::poisson_distribution<double> law(mean);
    REQUIRE(tails.size() >= 2);
    CHECK(tails[0] == 1.0);
    for (std::size_t n = 1; n < tails.size(); ++n) {
      CHECK(tails[n] == Catch::Approx(cdf(complement(law, static_cast<double>(n) - 1.0))).epsilon(1e-10 + mean * 1e-14));
      CHECK(tails[n] < tails[n - 1] + 1e-12);
    }
    CHECK(cdf(complement(law, static_cast<double>(tails.size()) - 1.0)) < 0x1p-59);
  }
  CHECK(poisson_tails(0.0) == std::vector<double>{1.0});
}

TEST_CASE("the number of a tail is at least n just as often as the tail says", "[math][poisson_tails]") {
  const std::vector<double> tails = poisson_tails(0.3);
  CHECK(number_of_tail(tails, 1.0) == 0);
  for (std::size_t n = 1; n < tails.size(); ++n) {
    CHECK(number_of_tail(tails, tails[n]) == static_cast<Index>(n));
    CHECK(number_of_tail(tails, std::nextafter(tails[n], 1.0)) == static_cast<Index>(n) - 1);
  }
  CHECK(number_of_tail(poisson_tails(0.0), 0x1p-53) == 0);
}

TEST_CASE("a mean that is none has no tails", "[math][poisson_tails][faults]") {
  for (const double mean : {-1.0, 701.0, std::numeric_limits<double>::quiet_NaN()}) CHECK(poisson_tails(mean).empty());
}

#include "bulwark/oracle/trimmed_mean_price.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
double mean(Index dropped, std::vector<Weighted> prices) { return TrimmedMeanPrice{dropped}.price(prices); }
}  // namespace

TEST_CASE("the trimmed mean is the mean of what is left", "[oracle][trimmed_mean_price]") {
  CHECK(mean(1, {{1.0, 1.0}, {2.0, 1.0}, {4.0, 1.0}, {100.0, 1.0}}) == 3.0);
  CHECK(mean(0, {{1.0, 1.0}, {1'000.0, 1.0}}) == 500.5);  // the mean, which one liar moves anywhere
}

TEST_CASE("trimmed to the middle it is the median", "[oracle][trimmed_mean_price]") {
  CHECK(mean(1, {{3.0, 1.0}, {1.0, 1.0}, {2.0, 1.0}}) == 2.0);
  CHECK(mean(1, {{4.0, 1.0}, {1.0, 1.0}, {3.0, 1.0}, {2.0, 1.0}}) == 2.5);
}

TEST_CASE("when more is dropped than there is, nothing is known", "[oracle][trimmed_mean_price]") {
  CHECK(TrimmedMeanPrice{2}.least_sources() == 5);
  CHECK(std::isnan(mean(1, {{1.0, 1.0}, {2.0, 1.0}})));
  CHECK(std::isnan(mean(-1, {{1.0, 1.0}, {2.0, 1.0}})));
}

TEST_CASE("a negative number of sources to drop is a fault", "[oracle][trimmed_mean_price][faults]") {
  CHECK(TrimmedMeanPrice{0}.faults().empty());
  CHECK(TrimmedMeanPrice{-1}.faults().size() == 1);
}

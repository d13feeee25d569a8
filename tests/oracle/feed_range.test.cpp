#include "bulwark/oracle/feed_range.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
}

TEST_CASE("a price near its feed's least or most answer is no price (F10)", "[oracle][feed_range]") {
  const FeedRange range{.least = 0.10, .most = 1'000.0, .zone = 0.1};
  CHECK(range.trust(0.10) == Trust::invalid);
  CHECK(range.trust(0.107) == Trust::invalid);
  CHECK(range.trust(0.12) == Trust::trusted);
  CHECK(range.trust(899.0) == Trust::trusted);
  CHECK(range.trust(900.0) == Trust::invalid);
}

TEST_CASE("without a range every positive number is a price, and nothing else is", "[oracle][feed_range]") {
  const FeedRange range{};
  CHECK(range.trust(1e-300) == Trust::trusted);
  CHECK(range.trust(1e300) == Trust::trusted);
  for (const double bad : {0.0, -0.0, -1.0, unknown, infinite, -infinite}) CHECK(range.trust(bad) == Trust::invalid);
}

TEST_CASE("the end itself is outside even without a zone", "[oracle][feed_range]") {
  const FeedRange range{.least = 2.0, .most = 3.0, .zone = 0.0};
  CHECK(range.trust(2.0) == Trust::invalid);
  CHECK(range.trust(2.5) == Trust::trusted);
  CHECK(range.trust(3.0) == Trust::invalid);
}

TEST_CASE("a range without room is a fault", "[oracle][feed_range][faults]") {
  CHECK(FeedRange{}.faults().empty());
  CHECK(FeedRange{.least = -1.0, .most = infinite, .zone = 0.1}.faults().size() == 1);
  CHECK(FeedRange{.least = 1.0, .most = 1.2, .zone = 0.1}.faults().size() == 1);
  CHECK(FeedRange{.least = unknown, .most = unknown, .zone = 1.0}.faults().size() == 3);
}

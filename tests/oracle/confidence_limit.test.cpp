#include "bulwark/oracle/confidence_limit.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
constexpr ConfidenceLimit limit{.widest = 0.02};
Trust of(double price, double confidence) { return limit.trust({price, confidence, {}}); }
}  // namespace

TEST_CASE("two per cent of the price is still sure, more is not (F07)", "[oracle][confidence_limit]") {
  CHECK(of(100.0, 0.0) == Trust::trusted);
  CHECK(of(100.0, 2.0) == Trust::trusted);
  CHECK(of(100.0, 2.000001) == Trust::uncertain);
}

TEST_CASE("certainty is a matter of shares, not of units", "[oracle][confidence_limit]") {
  for (const double scale : {0x1p-40, 1.0, 0x1p40})
    for (const double width : {0.5, 2.0, 2.1, 50.0}) CHECK(of(100.0 * scale, width * scale) == of(100.0, width));
}

TEST_CASE("a width that is no number is no certainty", "[oracle][confidence_limit]") {
  CHECK(of(100.0, unknown) == Trust::invalid);
  CHECK(of(100.0, infinite) == Trust::invalid);
  CHECK(of(100.0, -1.0) == Trust::invalid);
  CHECK(of(unknown, 1.0) == Trust::invalid);
  CHECK(of(0.0, 0.0) == Trust::invalid);
}

TEST_CASE("a confidence limit is a share", "[oracle][confidence_limit][faults]") {
  CHECK(limit.faults().empty());
  CHECK(ConfidenceLimit{-0.1}.faults().size() == 1);
  CHECK(ConfidenceLimit{unknown}.faults().size() == 1);
}

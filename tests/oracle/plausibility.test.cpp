#include "bulwark/oracle/plausibility.hpp"

#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
constexpr Plausibility average, anchor{.suspect_ratio = 1.5, .implausible_ratio = 5.0};
}  // namespace

TEST_CASE("how far two prices are apart does not depend on which is which, nor on units", "[oracle][plausibility]") {
  CHECK(price_ratio(2.0, 8.0) == 4.0);
  for (const double a : {0.3, 1.0, 7.0})
    for (const double b : {0.3, 1.0, 7.0}) {
      CHECK(price_ratio(a, b) == price_ratio(b, a));
      CHECK(price_ratio(a * 0x1p30, b * 0x1p30) == price_ratio(a, b));
      CHECK(price_ratio(a, b) >= 1.0);
    }
  for (const double bad : {0.0, -1.0, unknown, infinite}) CHECK((std::isnan(price_ratio(bad, 1.0)) && std::isnan(price_ratio(1.0, bad))));
}

TEST_CASE("a crash is believed, six times the average is not (F07, F17)", "[oracle][plausibility]") {
  CHECK(average.trust(60.0, 100.0) == Trust::trusted);
  CHECK(average.trust(95.1, 171.0) == Trust::trusted);
  CHECK(average.trust(500.0, 100.0) == Trust::trusted);
  CHECK(average.trust(600.0, 100.0) == Trust::implausible);
  CHECK(average.trust(16.0, 100.0) == Trust::implausible);
}

TEST_CASE("a venue that prints away from its anchor is suspect, far away implausible", "[oracle][plausibility]") {
  CHECK(anchor.trust(1.4, 1.0) == Trust::trusted);
  CHECK(anchor.trust(1.6, 1.0) == Trust::suspect);
  CHECK(anchor.trust(0.113, 1.0) == Trust::implausible);
}

TEST_CASE("trust falls with distance", "[oracle][plausibility]") {
  Trust before = Trust::trusted;
  for (double price = 1.0; price < 10.0; price += 0.01) {
    const Trust trust = anchor.trust(price, 1.0);
    CHECK_FALSE(before < trust);
    CHECK(anchor.trust(1.0, price) == trust);
    before = trust;
  }
}

TEST_CASE("what is no price is not judged plausible", "[oracle][plausibility]") {
  for (const double bad : {0.0, -1.0, unknown, infinite}) {
    CHECK(average.trust(bad, 1.0) == Trust::invalid);
    CHECK(average.trust(1.0, bad) == Trust::invalid);
  }
  CHECK(average.trust(1e300, 1e-300) == Trust::implausible);  // the ratio overflows
}

TEST_CASE("ratios below one or out of order are faults", "[oracle][plausibility][faults]") {
  CHECK(average.faults().empty());
  CHECK(Plausibility{0.5, 0.4}.faults().size() == 2);
  CHECK(Plausibility{unknown, infinite}.faults().size() == 2);
}

#include <cmath>
#include <limits>

#include "bulwark/evaluate/liquidation_price.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

/// An account of which only the surplus is known.
template <class Surplus>
struct Imagined {
  Surplus surplus;

  RiskReport at(double price) const { return {.resources = {.maintenance = surplus(price)}}; }
};
template <class Surplus>
Imagined(Surplus) -> Imagined<Surplus>;

/// The flip, checked against its definition, and what it took to find.
Index check_flip(const auto& surplus, const auto& is_safe, double start, double end) {
  Imagined account{surplus};
  Index evaluations = 0;
  const auto counted = [&](double price) { return ++evaluations, is_safe(price); };
  const AdjacentPair edge = verdict_flip(account, counted, start, end, is_safe(start), evaluations);
  INFO("from " << start << " to " << end << ": " << edge.before << ", " << edge.after);
  CHECK(is_safe(edge.before) == is_safe(start));
  CHECK(is_safe(edge.after) == is_safe(end));
  CHECK(edge.after == std::nextafter(edge.before, end));
  return evaluations;
}

}  // namespace

TEST_CASE("where the verdict follows the surplus, its root is where the verdict flips", "[evaluate][liquidation_price]") {
  for (const double threshold : {1.0, 3.0, 12345.678, 0x1p-30, 7e9}) {
    const auto surplus = [&](double price) { return price - threshold; };
    const auto above = [&](double price) { return surplus(price) >= 0.0; };
    CHECK(check_flip(surplus, above, 0x1p-40, 0x1p40) < 20);
    CHECK(check_flip(surplus, above, 0x1p40, 0x1p-40) < 20);
    const auto bent = [&](double price) { return price < threshold ? 1e6 * (price - threshold) : std::sqrt(price - threshold); };
    CHECK(check_flip(bent, above, 0x1p-40, 0x1p40) < 130);
  }
}

TEST_CASE("only the verdict decides: a surplus that misleads costs evaluations and no more", "[evaluate][liquidation_price]") {
  const auto above_five = [](double price) { return price >= 5.0; };
  check_flip([](double price) { return price - 3.0; }, above_five, 1.0, 100.0);                         // liquidated at another health
  check_flip([](double price) { return price - 5.0 * (1.0 + 1e-12); }, above_five, 1.0, 100.0);         // nearly so
  check_flip([](double price) { return price < 5.0 ? -2.0 : 3.0; }, above_five, 1.0, 100.0);            // a step
  check_flip([](double) { return 1.0; }, above_five, 1.0, 100.0);                                       // no root
  check_flip([](double) { return 0.0; }, above_five, 100.0, 1.0);                                       // nothing but roots
  check_flip([](double) { return std::numeric_limits<double>::quiet_NaN(); }, above_five, 1.0, 100.0);  // unknown
  check_flip([](double price) { return price < 5.0 ? std::numeric_limits<double>::quiet_NaN() : 1.0; }, above_five, 1.0, 100.0);
  check_flip([](double price) { return 3.0 - price; }, above_five, 1.0, 100.0);  // the wrong way round
  check_flip([](double price) { return price - 1.0; }, above_five, 1.0, 100.0);  // the root is an end
  check_flip([](double price) { return price - 100.0; }, above_five, 1.0, 100.0);
}

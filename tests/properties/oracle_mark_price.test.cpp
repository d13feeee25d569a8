// What a mark may not do, whatever its candidates are.

#include <algorithm>
#include <cmath>
#include <limits>

#include "bulwark/oracle/mark_price.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("F02: one candidate that lies leaves the mark between the other two", "[properties][mark_price]") {
  Random random{122};
  const MarkPrice rule{.band = 0.9};
  for (int draw = 0; draw < 10'000; ++draw) {
    const double index = random.between(1.0, 100.0), a = index * random.between(0.8, 1.2), b = index * random.between(0.8, 1.2);
    const double lie = draw % 3 == 0 ? random.between(0.001, 1.0) : random.between(1.0, 1e6);
    const Mark mark = draw % 2 == 0 ? rule.of(index, a, lie, b) : rule.of(index, lie, b, a);
    CHECK((mark.price >= std::min(a, b) && mark.price <= std::max(a, b) && mark.trust == MarkTrust::trusted));
  }
}

TEST_CASE("F01: a mark lies within the band and between its candidates or at the band's end", "[properties][mark_price]") {
  Random random{123};
  for (int draw = 0; draw < 10'000; ++draw) {
    const MarkPrice rule{random.between(0.01, 0.5)};
    const double index = random.between(1.0, 100.0);
    const double c[] = {index * random.between(0.3, 2.0), index * random.between(0.3, 2.0),
                        draw % 5 == 0 ? none : index * random.between(0.3, 2.0)};
    const Mark mark = rule.of(index, c[0], c[1], c[2]);
    CHECK((mark.price >= index * (1.0 - rule.band) && mark.price <= index * (1.0 + rule.band)));
    if (mark.trust == MarkTrust::clamped) continue;
    double low = std::min(c[0], c[1]), high = std::max(c[0], c[1]);
    if (!std::isnan(c[2])) low = std::min(low, c[2]), high = std::max(high, c[2]);
    CHECK((mark.price >= low && mark.price <= high));
  }
}

TEST_CASE("F03: a mark does not depend on the order of its candidates, scales with prices and never falls when one rises",
          "[properties][mark_price]") {
  Random random{124};
  const MarkPrice rule{.band = 0.25};
  for (int draw = 0; draw < 10'000; ++draw) {
    const double index = random.between(1.0, 100.0), a = index * random.between(0.5, 1.5), b = index * random.between(0.5, 1.5),
                 c = index * random.between(0.5, 1.5);
    const double mark = rule.of(index, a, b, c).price;
    CHECK((rule.of(index, c, a, b).price == mark && rule.of(index, b, a, c).price == mark));
    CHECK(rule.of(8.0 * index, 8.0 * a, 8.0 * b, 8.0 * c).price == 8.0 * mark);
    CHECK(rule.of(index, a * random.between(1.0, 1.5), b, c).price >= mark);
  }
}

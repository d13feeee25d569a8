#include "bulwark/oracle/mark_price.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "bulwark/oracle/exponential_average.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using namespace std::chrono_literals;
using Catch::Matchers::WithinRel;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("the middle of three is what sorting gives, and NaN when one is", "[oracle][mark_price]") {
  Random random{121};
  for (int draw = 0; draw < 2'000; ++draw) {
    std::vector<double> three{random.quantity(), random.quantity(), random.quantity()};
    const double middle = middle_of(three[0], three[1], three[2]);
    std::sort(three.begin(), three.end());
    CHECK(middle == three[1]);
  }
  for (const double x : {middle_of(none, 1.0, 2.0), middle_of(1.0, none, 2.0), middle_of(1.0, 2.0, none)}) CHECK(std::isnan(x));
}

TEST_CASE("a print far outside the spread moves a book's price to its own side of it at most", "[oracle][mark_price]") {
  CHECK(book_price({99.0, 101.0, 100.0}) == 100.0);
  CHECK(book_price({99.0, 101.0, 5'000.0}) == 101.0);
  CHECK(book_price({99.0, 101.0, 0.01}) == 99.0);
}

TEST_CASE("Binance's first price is the index and the funding that is left", "[oracle][mark_price]") {
  CHECK_THAT(index_with_funding(10'000.0, 0.0001, 4h, 8h), WithinRel(10'000.5, 1e-15));
  CHECK(index_with_funding(10'000.0, 0.0001, 0h, 8h) == 10'000.0);
}

TEST_CASE("a mark is trusted within the band, clamped at its end, thin without a candidate, unknown without two", "[oracle][mark_price]") {
  const MarkPrice rule{.band = 0.05};
  const auto is = [](const Mark& mark, double price, MarkTrust trust) { return mark.price == price && mark.trust == trust; };
  CHECK(is(rule.of(100.0, 101.0, 102.0, 90.0), 101.0, MarkTrust::trusted));
  CHECK(is(rule.of(100.0, 180.0, 181.0, 100.0), 105.0, MarkTrust::clamped));
  CHECK(is(rule.of(100.0, 20.0, 18.0, 100.0), 95.0, MarkTrust::clamped));
  CHECK(is(rule.of(100.0, 104.0, none, 99.0), 99.0, MarkTrust::thin));
  CHECK(is(rule.of(100.0, 104.0, 120.0, 0.0), 104.0, MarkTrust::thin));
  for (const Mark& mark : {rule.of(none, 1.0, 1.0, 1.0), rule.of(0.0, 1.0, 1.0, 1.0), rule.of(100.0, none, -1.0, 100.0)})
    CHECK((mark.trust == MarkTrust::unknown && std::isnan(mark.price)));
}

TEST_CASE("XPL's book at 1.80 against 0.55 elsewhere marks nobody out of the market", "[oracle][mark_price]") {
  // As it was, the book alone: 1.80. With an index from elsewhere the average follows slowly and the band ends the rest.
  const double index = 0.55, squeezed = 1.8;
  const ExponentialAverage average{.time_constant = 150s};
  const Timestamp start{};
  AveragedPrice basis = average.from(0.0, start);
  basis = average.updated(basis, squeezed - index, start);
  const Mark after =
      MarkPrice{.band = 0.1}.of(index, index + average.at(basis, start + 60s), book_price({squeezed, squeezed, squeezed}), 0.56);
  CHECK(after.trust == MarkTrust::clamped);
  CHECK_THAT(after.price, WithinRel(1.1 * index, 1e-15));
  CHECK(MarkPrice{.band = 0.1}.of(index, index, squeezed, 0.56).price == 0.56);
}

TEST_CASE("a mark price reports its fault", "[oracle][mark_price][faults]") {
  CHECK(MarkPrice{}.faults().empty());
  CHECK(said(MarkPrice{.band = 1.0}.faults()) == std::vector<std::string>{"mark_price.band is out of range, got 1"});
}

#include "bulwark/math/histogram.hpp"

#include <limits>
#include <numeric>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity(), unknown = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> edges{-1.0, 0.0, 0.5, 2.0};
}  // namespace

TEST_CASE("every number is in the bin that begins at or below it", "[math][histogram]") {
  Histogram<8> histogram = *Histogram<8>::from(edges);
  for (const double x : {-infinity, -1.5, -1.0, -0.5, 0.0, -0.0, 0.25, 0.5, 1.9, 2.0, 7.0, infinity, unknown}) histogram.add(x);
  const std::vector<Index> expected{2, 2, 3, 2, 3};
  CHECK(std::vector<Index>(histogram.counts().begin(), histogram.counts().end()) == expected);
  CHECK(histogram.unknown() == 1);
  CHECK(std::vector<double>(histogram.edges().begin(), histogram.edges().end()) == edges);
}

TEST_CASE("parts merge to the whole", "[math][histogram]") {
  Random random{1};
  Histogram<8> whole = *Histogram<8>::from(edges);
  std::vector<Histogram<8>> parts(3, whole);
  for (int i = 0; i < 5'000; ++i) {
    const double x = random.between(-2.0, 3.0);
    whole.add(x), parts[static_cast<std::size_t>(random.below(3))].add(x);
  }
  Histogram<8> merged = parts[2];
  CHECK(merged.merge(parts[0]));
  CHECK(merged.merge(parts[1]));
  CHECK(merged == whole);
  CHECK(std::accumulate(whole.counts().begin(), whole.counts().end(), Index{0}) == 5'000);
}

TEST_CASE("counts between other edges do not merge", "[math][histogram]") {
  Histogram<8> one = *Histogram<8>::from(edges), other = *Histogram<8>::from(std::vector<double>{-1.0, 0.0, 0.5, 3.0}), none;
  other.add(1.0);
  const Histogram<8> before = one;
  CHECK_FALSE(one.merge(other));
  CHECK_FALSE(one.merge(none));
  CHECK(one == before);
  none.add(4.0);  // without edges there is one bin
  CHECK(none.counts().size() == 1);
  CHECK(none.counts()[0] == 1);
}

TEST_CASE("edges that are no numbers, do not increase or are too many are faults", "[math][histogram]") {
  CHECK(Histogram<8>::from(std::vector<double>{1.0, unknown}).faults().size() == 2);
  CHECK(Histogram<8>::from(std::vector<double>{1.0, infinity}).faults()[0].code == FaultCode::not_finite);
  CHECK(Histogram<8>::from(std::vector<double>{1.0, 1.0}).faults()[0].code == FaultCode::out_of_order);
  CHECK(Histogram<2>::from(std::vector<double>{1.0, 2.0, 3.0}).faults()[0].code == FaultCode::length_mismatch);
  CHECK(Histogram<2>::from({}));
}

#include "bulwark/backstop/fund_size_of_parts.hpp"

#include <bit>
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

SmallestOfMany merged(Random& random, const std::vector<double>& needs, Index wanted) {
  SmallestOfMany whole(wanted);
  for (std::size_t at = 0; at < needs.size();) {
    const auto piece = std::min(needs.size() - at, static_cast<std::size_t>(1 + random.below(3'000)));
    SmallestOfMany part(wanted);
    for (std::size_t i = at; i < at + piece; ++i) part.add(std::vector<double>{-needs[i]});
    whole.merge(part);
    at += piece;
  }
  return whole;
}

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

}  // namespace

TEST_CASE("the size from merged parts has the bits of the size from all needs, and its error", "[backstop][fund_size_of_parts]") {
  Random random{19};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> needs(static_cast<std::size_t>(1 + random.below(trial < 50 ? 30 : 5'000)));
    for (double& need : needs) need = std::max(0.0, random.between(-1.0, 1.0));  // half of the paths need nothing
    for (const double ruin : {0.5, 0.1, 0.01, 0.001, 0.97}) {
      SmallestOfMany whole = merged(random, needs, needs_in_tail(std::ssize(needs), ruin));
      std::vector<double> scratch = needs;
      const FundEstimate all = fund_size(scratch, ruin), from = fund_size(whole, ruin);
      CHECK(same(from.value, all.value));
      CHECK((same(from.standard_error, all.standard_error) || (std::isnan(from.standard_error) && std::isnan(all.standard_error))));
    }
  }
}

TEST_CASE("of needs from one to a thousand one per cent is ruined by less than 990", "[backstop][fund_size_of_parts]") {
  SmallestOfMany whole(needs_in_tail(1'000, 0.01));
  for (int i = 1; i <= 1'000; ++i) whole.add(std::vector<double>{-1.0 * i});
  CHECK(fund_size(whole, 0.01).value == 990.0);
}

TEST_CASE("no path, no share, a NaN and too few of the largest are no size", "[backstop][fund_size_of_parts][faults]") {
  Random random{23};
  std::vector<double> needs(9'000);
  for (double& need : needs) need = random.between(0.0, 1.0);
  SmallestOfMany none(10), few = merged(random, needs, 1), good = merged(random, needs, needs_in_tail(9'000, 0.1));
  CHECK(std::isnan(fund_size(none, 0.1).value));
  CHECK(std::isnan(fund_size(few, 0.3).value));
  for (const double ruin : {0.0, 1.0, std::nan("")}) CHECK(std::isnan(fund_size(good, ruin).value));
  CHECK_FALSE(std::isnan(fund_size(good, 0.1).value));
  needs[3] = std::nan("");
  SmallestOfMany bad = merged(random, needs, needs_in_tail(9'000, 0.1));
  CHECK(std::isnan(fund_size(bad, 0.1).value));
}

#include "bulwark/protection/base_fee.hpp"

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;
using Int = long long;

namespace {
constexpr BaseFee<Int> chain{.target = 10'000'000};
constexpr Int gwei = 1'000'000'000;
long long next(Int fee, Int used) { return chain.next(fee, used); }
}  // namespace

TEST_CASE("a block at its target leaves the fee, one above raises it, one below lowers it", "[protection][base_fee]") {
  // Ethereum's clients test these three.
  CHECK(next(gwei, 10'000'000) == 1'000'000'000);
  CHECK(next(gwei, 9'000'000) == 987'500'000);
  CHECK(next(gwei, 11'000'000) == 1'012'500'000);
}

TEST_CASE("a fee moves by at most an eighth, and never falls below nothing", "[protection][base_fee]") {
  CHECK(next(gwei, 20'000'000) == 1'125'000'000);
  CHECK(next(gwei, 0) == 875'000'000);
  CHECK(next(0, 0) == 0);
  CHECK(next(0, 20'000'000) == 1);  // at least one unit
  CHECK(next(7, 0) == 7);           // an eighth of it is less than one
}

TEST_CASE("more gas used never makes the next block cheaper", "[protection][base_fee]") {
  for (Int fee : {Int(0), Int(1), Int(9), gwei, 300 * gwei}) {
    long long before = 0;
    for (Int used = 0; used <= 20'000'000; used += 50'000) {
      CHECK(next(fee, used) >= before);
      before = next(fee, used);
    }
  }
}

TEST_CASE("doubles are as the chain, but for the units", "[protection][base_fee]") {
  constexpr BaseFee<double> real{.target = 1e7};
  Random random{12};
  for (int i = 0; i < 500; ++i) {
    const auto fee = static_cast<Int>(gwei + random.below(400'000'000'000)), used = static_cast<Int>(random.below(20'000'001));
    CHECK_THAT(real.next(static_cast<double>(fee), static_cast<double>(used)), WithinRel(static_cast<double>(chain.next(fee, used)), 3e-9));
  }
  double fee = 1.0;
  for (int block = 0; block < 50; ++block) fee = real.next(fee, 2e7);
  CHECK_THAT(fee, WithinRel(361.09886, 1e-7));  // ten minutes of full blocks
}

TEST_CASE("a target of nothing is a fault", "[protection][base_fee][faults]") {
  CHECK(chain.faults().empty());
  CHECK(BaseFee<Int>{0, 1}.faults().size() == 2);
}

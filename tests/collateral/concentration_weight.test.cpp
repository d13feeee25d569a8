#include "bulwark/collateral/concentration_weight.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

TEST_CASE("weight times what is held stays what it was where scaling starts", "[collateral][concentration_weight]") {
  const Int start = 500'000;
  Int before = 9'000;
  for (Int held = 0; held < 5'000'000; held += 12'500) {
    const Int weight = concentrated_weight<Int>(9'000, held, start);
    CHECK(weight <= before);
    CHECK(weight * held <= 9'000 * start);
    if (held <= start) CHECK(weight == 9'000);
    if (held > start) CHECK(weight * held > 9'000 * start - held);
    const double real = concentrated_weight(0.9, static_cast<double>(held), static_cast<double>(start));
    CHECK(std::abs(real - static_cast<double>(weight) / 1e4) < 1e-4 + 1e-12);
    before = weight;
  }
}

TEST_CASE("scaling that never starts changes nothing", "[collateral][concentration_weight]") {
  CHECK(concentrated_weight<Int>(9'000, 1'000'000'000, 0) == 9'000);
  CHECK(concentrated_weight(0.9, 1e12, std::numeric_limits<double>::infinity()) == 0.9);
  CHECK(concentrated_weight(0.9, 0.0, 5.0) == 0.9);
  CHECK(crowded_weight(1.2, 1e12, std::numeric_limits<double>::infinity()) == 1.2);
  CHECK(crowded_weight(1.2, 4.0, 5.0) == 1.2);
  CHECK(crowded_weight(1.2, 10.0, 5.0) == 2.4);
}

TEST_CASE("scaled weights are those of the programme's tests", "[collateral][concentration_weight]") {
  // drift_v2.json, "scaled_weight.20000", "...40000", "...60000": deposits at 25 against 500,000.
  CHECK(concentrated_weight<Int>(9'000, 500'000'000'000, 500'000'000'000) == 9'000);
  CHECK(concentrated_weight<Int>(9'000, 1'000'000'000'000, 500'000'000'000) == 4'500);
  CHECK(concentrated_weight<Int>(9'000, 1'500'000'000'000, 500'000'000'000) == 3'000);
}

TEST_CASE("a concentrated deposit counts for less to open and in full to stay, by the price", "[collateral][concentration_weight]") {
  const ConcentrationWeight weight{.initial = 0.8, .maintenance = 0.9, .deposits = 1'000.0, .start = 50'000.0};
  CHECK(weight.share(1.0, 50.0).initial == 0.8);
  CHECK(weight.share(1.0, 100.0).initial == 0.4);
  CHECK(weight.share(1e6, 100.0).initial == 0.4);  // the account's own size does not matter
  CHECK(weight.share(1.0, 100.0).maintenance == 0.9);
  const double unknown = weight.share(1.0, std::numeric_limits<double>::quiet_NaN()).initial;
  CHECK(unknown != unknown);
}

TEST_CASE("a concentration weight reports every fault", "[collateral][concentration_weight][faults]") {
  CHECK(ConcentrationWeight{.initial = 0.8, .maintenance = 0.9}.faults().empty());
  CHECK(said(ConcentrationWeight{.initial = 0.9, .maintenance = 0.8, .deposits = -1.0, .start = 0.0}.faults()) ==
        std::vector<std::string>{"concentration_weight is out of range, got 0.80000000000000004",
                                 "concentration_weight.deposits is out of range, got -1",
                                 "concentration_weight.start must be positive, got 0"});
}

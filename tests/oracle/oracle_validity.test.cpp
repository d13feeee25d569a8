#include "bulwark/oracle/oracle_validity.hpp"

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Int = long long;

namespace {
constexpr Int quote = 1'000'000;
const OracleGuard<Int> guard;
OracleReading<Int> reading(Int price = 100 * quote, Int average = 100 * quote, Int confidence = 0, Int delay = 0, bool has_enough = true) {
  return {price, average, confidence, delay, has_enough};
}
}  // namespace

TEST_CASE("a price is as bad as the worst thing about it", "[oracle][oracle_validity]") {
  CHECK(guard.validity(reading()) == OracleValidity::valid);
  CHECK(guard.validity(reading(0, 100 * quote, 10 * quote, 1'000, false)) == OracleValidity::not_positive);
  CHECK(guard.validity(reading(-1)) == OracleValidity::not_positive);
  CHECK(guard.validity(reading(600 * quote, 100 * quote, 600 * quote, 1'000, false)) == OracleValidity::too_volatile);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 3 * quote, 1'000, false)) == OracleValidity::too_uncertain);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 0, 121, false)) == OracleValidity::stale_for_margin);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 0, 120, false)) == OracleValidity::insufficient_data);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 0, 11)) == OracleValidity::stale_for_fills);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 0, 10)) == OracleValidity::stale_for_immediate);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 0, 0)) == OracleValidity::valid);
}

TEST_CASE("a price is volatile from six times its average, or a sixth of it", "[oracle][oracle_validity]") {
  CHECK(guard.validity(reading(600 * quote - 1)) == OracleValidity::valid);
  CHECK(guard.validity(reading(600 * quote)) == OracleValidity::too_volatile);
  CHECK(guard.validity(reading(100 * quote, 600 * quote - 1)) == OracleValidity::valid);
  CHECK(guard.validity(reading(100 * quote, 600 * quote)) == OracleValidity::too_volatile);
}

TEST_CASE("riskier markets may be less certain, stablecoins older", "[oracle][oracle_validity]") {
  OracleGuard<Int> risky, stable, never;
  risky.confidence_multiple = 10;
  stable.margin_multiple = 3;
  never.immediate_slots.reset();
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 2 * quote)) == OracleValidity::valid);
  CHECK(guard.validity(reading(100 * quote, 100 * quote, 2 * quote + 100)) == OracleValidity::too_uncertain);
  CHECK(risky.validity(reading(100 * quote, 100 * quote, 20 * quote)) == OracleValidity::valid);
  CHECK(risky.validity(reading(100 * quote, 100 * quote, 21 * quote)) == OracleValidity::too_uncertain);
  CHECK(stable.validity(reading(100 * quote, 100 * quote, 0, 360)) == OracleValidity::stale_for_fills);
  CHECK(stable.validity(reading(100 * quote, 100 * quote, 0, 361)) == OracleValidity::stale_for_margin);
  CHECK(never.validity(reading()) == OracleValidity::stale_for_immediate);
}

TEST_CASE("an older or less certain price is never more valid", "[oracle][oracle_validity]") {
  for (const Int confidence : {0LL, 1 * quote, 2 * quote, 3 * quote, 50 * quote}) {
    OracleValidity before = OracleValidity::valid;
    for (Int delay = 0; delay < 200; ++delay) {
      const OracleValidity now_valid = guard.validity(reading(100 * quote, 100 * quote, confidence, delay));
      CHECK(now_valid <= before);
      CHECK(now_valid <= guard.validity(reading(100 * quote, 100 * quote, confidence / 2, delay)));
      CHECK(guard.validity(reading(100 * quote, 100 * quote, confidence, delay, false)) <= now_valid);
      before = now_valid;
    }
  }
}

TEST_CASE("an oracle guard reports every fault", "[oracle][oracle_validity][faults]") {
  CHECK(guard.faults().empty());
  CHECK(said(OracleGuard<Int>{0, -1, 0, 5, 1, 10, Int(11)}.faults()) ==
        std::vector<std::string>{"oracle_guard.volatile_ratio is out of range, got 0", "oracle_guard.confidence is out of range, got -1",
                                 "oracle_guard.confidence_multiple is out of range, got 0",
                                 "oracle_guard.margin_slots is out of range, got 5",
                                 "oracle_guard.immediate_slots is out of range, got 11"});
}

#include "bulwark/system/gas_queue.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

namespace {

constexpr GasQueue queue{.congestion = {.fee = {.target = 15e6}, .gas_per_liquidation = 5e6, .tip = 0.0}, .other_gas = 20e6};

}  // namespace

TEST_CASE("a block takes what fits beside the others and makes the next one dearer", "[system][gas_queue]") {
  const double rewards[] = {50.0, 40.0, 30.0, 20.0};
  const QueueRound<double> full = queue.round(1e-6, rewards);  // 5 quote a liquidation
  CHECK(full.admitted == 2);
  CHECK_THAT(full.next, WithinRel(1.125e-6, 1e-14));
  CHECK(queue.round(9e-6, rewards).admitted == 1);  // 45 quote
  CHECK(queue.round(11e-6, rewards).admitted == 0);
  CHECK(queue.round(1e-6, {}).next > 1e-6);  // the others alone are above the target
}

TEST_CASE("gas that others use is not negative", "[system][gas_queue][faults]") {
  CHECK(queue.faults().empty());
  GasQueue bad = queue;
  bad.other_gas = -1.0;
  CHECK(bad.faults().size() == 1);
}

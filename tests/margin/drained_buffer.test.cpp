#include "bulwark/margin/drained_buffer.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a buffer takes the first quarter of a rise, and fills again", "[margin][drained_buffer]") {
  const DrainedBuffer rule{.buffer = 0.25, .refill = 0.0};
  CHECK(rule.whole(0.1) == 0.125);
  CHECK(rule.next(0.125, 0.11) == 0.125);  // nobody is called
  CHECK(rule.next(0.125, 0.125) == 0.125);
  CHECK(rule.next(0.125, 0.2) == 0.2);  // drained: what is calculated is charged
  CHECK(rule.next(0.2, 0.1) == 0.125);  // and never more than the whole buffer
  const DrainedBuffer refilled{.buffer = 0.25, .refill = 0.5};
  double charged = 0.2;
  for (int day = 0; day < 60; ++day) {
    const double next = refilled.next(charged, 0.2);
    CHECK(next >= charged);
    charged = next;
  }
  CHECK(charged == Catch::Approx(0.25).epsilon(1e-12));
  Random random{4};
  double calculated = 0.1;
  charged = refilled.whole(calculated);
  for (int day = 0; day < 2000; ++day) {
    calculated *= random.between(0.8, 1.25);
    charged = refilled.next(charged, calculated);
    CHECK(charged >= calculated);
    CHECK(charged <= refilled.whole(calculated));
  }
  CHECK(std::isnan(refilled.next(0.1, std::nan(""))));
  CHECK(std::isnan(refilled.next(std::nan(""), 0.1)));
  CHECK(said(DrainedBuffer{.buffer = -1.0, .refill = 2.0}.faults()) ==
        std::vector<std::string>{"drained_buffer.buffer must not be negative, got -1", "drained_buffer.refill is out of range, got 2"});
}

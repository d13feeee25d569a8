#include "bulwark/margin/doubt.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("doubt starts at the threshold and grows as certainty falls", "[margin][doubt]") {
  const Doubt doubt{.threshold = 0.6, .factor = 0.5};
  CHECK(doubt.share(1.0) == 0.0);
  CHECK(doubt.share(0.6) == 0.0);
  CHECK(doubt.share(0.5) == 0.25);
  CHECK(doubt.share(0.0) == 0.5);
  CHECK(Doubt{}.share(0.0) == 0.0);
  double last = 0.0;
  for (double certainty = 0.6; certainty >= 0.0; certainty -= 0.01) {
    CHECK(doubt.share(certainty) >= last);
    last = doubt.share(certainty);
  }
  CHECK_FALSE(is_finite(doubt.share(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("a threshold is a certainty and a factor no gain", "[margin][doubt][faults]") {
  CHECK(Doubt{}.faults().empty());
  CHECK(said(Doubt{.threshold = 1.25, .factor = -1.0}.faults()) ==
        std::vector<std::string>{"doubt.threshold is out of range, got 1.25", "doubt.factor is out of range, got -1"});
}

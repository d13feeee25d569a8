#include "bulwark/evaluate/parameter_ramp.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
constexpr Timestamp start{1'700'000'000s};
}

TEST_CASE("a ramp starts at the old, ends at the new, never turns back and never jumps", "[evaluate][parameter_ramp]") {
  test::Random random{9};
  for (int i = 0; i < 5'000; ++i) {
    const ParameterRamp ramp{start, std::chrono::milliseconds{1 + random.below(1'000'000)}};
    const double from = random.between(-2.0, 2.0), to = random.between(-2.0, 2.0);
    const auto at = [&](Timestamp t) { return ramp.at(t, from, to); };
    CHECK(at(start - 1h) == from);
    CHECK(at(start) == from);
    CHECK(at(start + ramp.length) == to);
    CHECK(at(start + ramp.length + 1h) == to);
    const auto length = ramp.length.count();
    const std::chrono::milliseconds a{random.below(length + 1)}, b{random.below(length + 1)};
    const Timestamp early = start + std::min(a, b), late = start + std::max(a, b);
    CHECK((to >= from ? at(early) <= at(late) : at(early) >= at(late)));
    const double most = std::abs(to - from) * static_cast<double>((late - early).count()) / static_cast<double>(length);
    CHECK(std::abs(at(late) - at(early)) <= most + 4e-15);
  }
}

TEST_CASE("half way a ramp is half way", "[evaluate][parameter_ramp]") {
  CHECK(ParameterRamp{start, 48h}.at(start + 24h, 0.02, 0.04) == 0.03);
  CHECK(ParameterRamp{start, 48h}.at(start + 12h, 0.5, 0.25) == 0.4375);
}

TEST_CASE("a parameter that is no number is none at any time, and a ramp takes time", "[evaluate][parameter_ramp][faults]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const auto t : {-1h, 0h, 1h, 2h, 3h}) {
    CHECK(std::isnan(ParameterRamp{start, 2h}.at(start + t, nan, 1.0)));
    CHECK(std::isnan(ParameterRamp{start, 2h}.at(start + t, 1.0, nan)));
  }
  CHECK(ParameterRamp{start, 0ms}.faults().size() == 1);
  CHECK(ParameterRamp{start, 1ms}.faults().empty());
}

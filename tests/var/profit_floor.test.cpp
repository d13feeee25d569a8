#include "bulwark/var/profit_floor.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "bulwark/var/linear_positions.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

struct Seen {
  Index missed = 0;  ///< called too good and worse than the threshold
  Index marked = 0;
  Index below = 0;
  Index paths = 0;
};

/// What the floor says of the scenarios of a law, beside their profits.
Seen seen(const CorrelatedJumps& law, const std::vector<double>& exposure, double tail) {
  constexpr Index blocks = 20, block = JumpSampler::block;
  const JumpSampler sampler(law, 11);
  const LinearPositions book(exposure);
  const ProfitFloor floor = book.floor(sampler);
  std::vector<double> scratch(static_cast<std::size_t>(sampler.scratch_size())), profits(block), all;
  sampler.walk(0, blocks * block, JumpSampler::DrawnTails{}, scratch, [&](const Paths& paths) {
    book(paths, profits.data());
    all.insert(all.end(), profits.begin(), profits.begin() + paths.count);
  });
  std::vector<double> sorted = all;
  std::sort(sorted.begin(), sorted.end());
  const double threshold = sorted[static_cast<std::size_t>(tail * static_cast<double>(sorted.size()))];
  Seen found;
  Index first = 0;
  const auto look = [&](const double* normals) {
    const std::uint32_t mark = floor.may_be_below(threshold, normals);
    for (Index s = 0; s < scenario_block; ++s, ++found.paths) {
      const bool is_below = all[static_cast<std::size_t>(first + s)] < threshold, has_mark = (mark >> s & 1u) != 0;
      found.below += is_below ? 1 : 0;
      found.marked += has_mark ? 1 : 0;
      found.missed += is_below && !has_mark ? 1 : 0;
    }
    first += scenario_block;
    return mark;
  };
  sampler.walk_where(0, blocks * block, JumpSampler::DrawnTails{}, scratch, look, [](const Paths&) {});
  return found;
}

CorrelatedJumps law_of(Index assets, double years, double correlation, Index factors = 0) {
  CorrelatedJumps law{.years = years, .volatility = {}, .factors = factors};
  for (Index i = 0; i < assets; ++i) {
    law.volatility.push_back(0.3 + 0.5 * double(i % 7) / 7.0);
    if (correlation > 0.0)
      for (Index j = 0; j < assets; ++j) law.correlation.push_back(i == j ? 1.0 : correlation);
  }
  return law;
}

}  // namespace

TEST_CASE("no scenario below a threshold is called too good, whatever is held", "[var][profit_floor]") {
  Random random{31};
  for (const double years : {1.0 / 365.0, 10.0 / 365.0, 1.0})
    for (const double correlation : {0.0, 0.6, 0.99})
      for (const Index factors : {Index{0}, Index{3}})
        for (int sides = 0; sides < 4; ++sides) {
          std::vector<double> exposure(20);
          for (double& e : exposure)
            e = sides == 0 ? random.between(0.0, 1e6) : sides == 1 ? random.between(-1e6, 0.0) : random.between(-1e6, 1e6);
          if (sides == 3) exposure.assign(20, 0.0), exposure[4] = 1e6, exposure[5] = -1e6;  // what is left is mostly curvature
          for (const double tail : {0.01, 0.1}) CHECK(seen(law_of(20, years, correlation, factors), exposure, tail).missed == 0);
        }
}

TEST_CASE("over a day few scenarios beyond those of the tail are looked at", "[var][profit_floor]") {
  Random random{32};
  std::vector<double> held(50), both(50);
  for (std::size_t i = 0; i < 50; ++i) held[i] = random.between(0.0, 1e6), both[i] = random.between(-1e6, 1e6);
  const CorrelatedJumps law = law_of(50, 1.0 / 365.0, 0.6);
  CHECK(seen(law, held, 0.01).marked < Index(1.4 * double(seen(law, held, 0.01).below)));
  CHECK(seen(law, both, 0.01).marked < Index(3.0 * double(seen(law, both, 0.01).below)));
}

TEST_CASE("where an exposure is no number, or the threshold is none, every scenario is looked at", "[var][profit_floor][faults]") {
  const CorrelatedJumps law = law_of(2, 1.0 / 365.0, 0.5);
  const JumpSampler sampler(law, 1);
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> zeros(2 * scenario_block, 0.0);
  const auto marked = [&](std::vector<double> exposure, double threshold) {
    return LinearPositions(exposure).floor(sampler).may_be_below(threshold, zeros.data());
  };
  CHECK(marked({1.0, -1.0}, -0.1) == 0u);
  CHECK(marked({1.0, -1.0}, 0.1) == 0xffff'ffffu);
  CHECK(marked({1.0, -1.0}, unknown) == 0xffff'ffffu);
  CHECK(marked({unknown, -1.0}, -0.1) == 0xffff'ffffu);
  CHECK(marked({1e308, -1e308}, -0.1) == 0xffff'ffffu);
  CHECK(marked({std::numeric_limits<double>::infinity(), 1.0}, -0.1) == 0xffff'ffffu);
}

#include "bulwark/scenario/paths.hpp"

#include <vector>

#include "bulwark/scenario/jump_sampler.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {
constexpr auto noexcept_book = [](const Paths&, double*) noexcept {};
constexpr auto throwing_book = [](const Paths&, double*) {};
static_assert(RevaluesPaths<decltype(noexcept_book)> && !RevaluesPaths<decltype(throwing_book)> && !RevaluesPaths<int>);
}  // namespace

TEST_CASE("a walk shows what a fill writes, in order and once", "[scenario][paths]") {
  const JumpSampler sampler({.years = 1.0 / 365.0,
                             .volatility = {0.5, 0.7},
                             .model = {JumpParameters{300.0, -0.05, 0.05}, JumpParameters{150.0, -0.07, 0.07}},
                             .correlation = {1.0, 0.85, 0.85, 1.0},
                             .common_per_year = 120.0},
                            3);
  constexpr Index first = 77, count = 1'000;
  std::vector<double> out(2 * count), scratch(static_cast<std::size_t>(sampler.scratch_size()));
  sampler.fill(first, count, out, scratch);
  Index next = first;
  sampler.walk(
      first, count, [&](Index s) { return sampler.drawn_tail(s); }, scratch,
      [&](const Paths& paths) {
        CHECK(paths.scenario[0] == static_cast<std::uint64_t>(next));
        CHECK(paths.stride >= paths.count);
        for (Index a = 0; a < 2; ++a)
          for (Index s = 0; s < paths.count; ++s) CHECK(paths.of(a)[s] == out[static_cast<std::size_t>(2 * (next - first + s) + a)]);
        next += paths.count;
      });
  CHECK(next == first + count);
}

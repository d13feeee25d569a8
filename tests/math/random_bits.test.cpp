#include "bulwark/math/random_bits.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("Philox is that of its authors", "[math][random_bits]") {
  // Random123, kat_vectors: philox4x32, ten rounds.
  using Words = std::array<std::uint32_t, 4>;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("numbers keep inside the unit interval, at either end", "[math][random_bits]") {
  CHECK(unit_number(0) == 0x1p-53);
  CHECK(unit_number(~std::uint64_t{0}) == 1.0 - 0x1p-53);
  CHECK(unit_number(std::uint64_t{1} << 63) == 0.5 + 0x1p-53);
}

TEST_CASE("a number is a function of seed, scenario and factor, evenly spread and not related to its neighbours", "[math][random_bits]") {
  constexpr Index count = 100'000;
  double mean = 0.0, square = 0.0, with_next = 0.0, with_partner = 0.0, with_seed = 0.0;
  for (Index s = 0; s < count; ++s) {
    const auto here = random_pair(7, s, 3), next = random_pair(7, s + 1, 3), seed = random_pair(8, s, 3);
    CHECK(random_pair(7, s, 3) == here);
    const double x = here[0] - 0.5;
    mean += x, square += x * x, with_partner += x * (here[1] - 0.5), with_next += x * (next[0] - 0.5), with_seed += x * (seed[0] - 0.5);
  }
  const double error = 1.0 / std::sqrt(12.0 * count);
  CHECK(std::fabs(mean / count) < 4.0 * error);
  CHECK(square / count == Catch::Approx(1.0 / 12.0).epsilon(0.01));
  for (const double related : {with_next, with_partner, with_seed})
    CHECK(std::fabs(related / count) < 4.0 / 12.0 / std::sqrt(double{count}));
}

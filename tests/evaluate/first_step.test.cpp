#include "bulwark/evaluate/first_step.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using bulwark::test::Random;

namespace {

/// The same by looking at every step.
Index by_all(const std::vector<bool>& holds) {
  for (std::size_t n = 1; n < holds.size(); ++n)
    if (holds[n]) return static_cast<Index>(n);
  return 0;
}

}  // namespace

TEST_CASE("one edge is found exactly, whatever is guessed and however few points are looked at", "[evaluate][first_step]") {
  Random random{1};
  for (int i = 0; i < 5000; ++i) {
    const Index most = 1 + random.below(3000), edge = 1 + random.below(most), guess = random.below(most + 20), points = random.below(40);
    Index calls = 0;
    const auto found = first_step(most, guess, points, [&](Index n) { return ++calls, n >= edge; });
    REQUIRE(found);
    CHECK(found->step == edge);
    CHECK(found->is_edge);
    CHECK(calls <= points + 3 + 13);
  }
}

TEST_CASE("a right guess is certain after two looks", "[evaluate][first_step]") {
  Index calls = 0;
  CHECK(first_step(1'000'000, 777, 0, [&](Index n) { return ++calls, n >= 777; })->step == 777);
  CHECK(calls == 2);
}

TEST_CASE("what is found holds and the step before does not, and no stretch as long as a spacing is passed over",
          "[evaluate][first_step]") {
  Random random{2};
  int later = 0;
  for (int i = 0; i < 2000; ++i) {
    const Index most = 64 + random.below(2000), points = 1 + random.below(64), spacing = (most + points - 1) / points;
    std::vector<bool> holds(static_cast<std::size_t>(most) + 1, false);
    for (Index stretch = random.below(4); stretch > 0; --stretch) {
      const Index from = 1 + random.below(most), length = random.below(2 * spacing);
      for (Index n = from; n < from + length && n <= most; ++n) holds[static_cast<std::size_t>(n)] = true;
    }
    const auto found = first_step(most, random.below(most), points, [&](Index n) { return bool{holds[static_cast<std::size_t>(n)]}; });
    const Index exact = by_all(holds);
    if (found) {
      CHECK(holds[static_cast<std::size_t>(found->step)]);
      CHECK_FALSE((found->step > 1 && holds[static_cast<std::size_t>(found->step - 1)]));
    }
    Index run = 0;  // the first stretch that every spacing sees
    for (Index n = 1; n <= most && run < spacing; ++n) run = holds[static_cast<std::size_t>(n)] ? run + 1 : 0;
    if (run >= spacing) REQUIRE(found);
    if (found && found->step != exact) {
      ++later;
      Index length = 0;
      while (holds[static_cast<std::size_t>(exact + length)]) ++length;
      CHECK(length < spacing);
    }
  }
  CHECK(later > 20);  // what a scan can miss is missed
}

TEST_CASE("nothing that holds is no step, and holes beyond the first edge are told", "[evaluate][first_step]") {
  CHECK_FALSE(first_step(100, 50, 10, [](Index) { return false; }));
  CHECK_FALSE(first_step(1, 0, 0, [](Index) { return false; }));
  const auto found = first_step(100, 0, 10, [](Index n) { return n >= 15 && n < 55; });
  REQUIRE(found);
  CHECK(found->step == 15);
  CHECK_FALSE(found->is_edge);
}

#include "bulwark/math/smallest_few.hpp"

#include <limits>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the smallest few are those that a sort puts first, in whatever order they come", "[math][smallest_few]") {
  Random random{1};
  for (int trial = 0; trial < 2000; ++trial) {
    const Index size = random.below(40), wanted = random.below(9);
    std::vector<Placed> all;
    for (Index i = 0; i < size; ++i) all.push_back({static_cast<double>(random.below(12)), i});  // with ties
    SmallestFew<8> forwards(wanted), backwards(wanted);
    for (const Placed& p : all) forwards.add(p.value, p.place);
    for (auto p = all.rbegin(); p != all.rend(); ++p) backwards.add(p->value, p->place);
    std::sort(all.begin(), all.end());
    const auto kept = forwards.sorted(), other = backwards.sorted();
    REQUIRE(std::ssize(kept) == std::min(size, wanted));
    REQUIRE(kept.size() == other.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      CHECK(kept[i].value == all[i].value);
      CHECK(kept[i].place == all[i].place);
      CHECK(other[i].place == all[i].place);
    }
  }
}

TEST_CASE("a number that is none is told and kept out", "[math][smallest_few]") {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  SmallestFew<4> few(2);
  CHECK_FALSE(few.has_nan());
  few.add(3.0, 0);
  few.add(nothing, 1);
  few.add(1.0, 2);
  few.add(nothing, 3);
  few.add(2.0, 4);
  CHECK(few.has_nan());
  REQUIRE(few.sorted().size() == 2);
  CHECK(few.sorted()[0].value == 1.0);
  CHECK(few.sorted()[1].place == 4);
  SmallestFew<4> none(0);
  none.add(1.0, 0);
  CHECK(none.sorted().empty());
}

#include "bulwark/math/first_few.hpp"

#include <algorithm>
#include <vector>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("the first few are those that a sort puts first, for any split and any order", "[math][first_few]") {
  Random random{1};
  for (int trial = 0; trial < 2'000; ++trial) {
    std::vector<Index> all;
    for (Index i = random.below(40); i > 0; --i) all.push_back(random.below(30));
    const Index wanted = random.below(9);
    FirstFew<Index, 8> whole(wanted);
    std::vector<FirstFew<Index, 8>> parts(4, FirstFew<Index, 8>(wanted));
    for (const Index x : all) whole.add(x), parts[static_cast<std::size_t>(random.below(4))].add(x);
    FirstFew<Index, 8> merged(wanted);
    for (const auto& part : parts) merged.merge(part);
    CHECK(merged == whole);
    std::sort(all.begin(), all.end());
    const auto kept = whole.values();
    REQUIRE(std::ssize(kept) == std::min(std::ssize(all), wanted));
    CHECK(std::equal(kept.begin(), kept.end(), all.begin()));
  }
}

TEST_CASE("few are kept where few are wanted, and none where none", "[math][first_few]") {
  FirstFew<int, 4> none(0), all;
  for (const int x : {5, 3, 4, 1, 2}) none.add(x), all.add(x);
  CHECK(none.values().empty());
  REQUIRE(all.values().size() == 4);
  CHECK(all.values().front() == 1);
  CHECK(all.values().back() == 4);
  CHECK(all.wanted() == 4);
}

#include "bulwark/liquidation/disposal.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/judged.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("a share of what is left goes at each step, bounded by the book, and the last of it at once", "[liquidation][disposal]") {
  // Vega 0012-POSR-013: 280 goes as 100, 90, 45, 45.
  const Disposal disposal{.fraction = 0.5, .whole_at = 50.0, .most_of_book = 0.01};
  std::vector<double> sizes;
  for (double left = 280.0; left > 0.0; left -= sizes.back()) sizes.push_back(disposal.size(left, 10'000.0));
  CHECK(sizes == std::vector{100.0, 90.0, 45.0, 45.0});
}

TEST_CASE("it never sells more than it has, nor more than its share of the book", "[liquidation][disposal]") {
  const Disposal disposal;
  CHECK(disposal.size(20.0, 1e9) == 20.0);
  CHECK(disposal.size(21.0, 1e9) == 2.1);
  CHECK(disposal.size(1e6, 100.0) == 5.0);
  CHECK(disposal.size(10.0, 0.0) == 0.0);
  CHECK(disposal.size(0.0, 100.0) == 0.0);
  CHECK_FALSE(disposal.size(NAN, 100.0) == disposal.size(NAN, 100.0));
}

TEST_CASE("a disposal that never ends, or takes more than there is, is a fault", "[liquidation][disposal][faults]") {
  CHECK(Disposal{}.faults().empty());
  CHECK(said(Disposal{.step = {}, .fraction = 0.0, .whole_at = -1.0, .most_of_book = 1.5}.faults()) ==
        std::vector<std::string>{"disposal.step is out of range, got 0", "disposal.fraction is out of range, got 0",
                                 "disposal.whole_at is out of range, got -1", "disposal.most_of_book is out of range, got 1.5"});
}

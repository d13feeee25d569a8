#include "bulwark/margin/net_and_hedged.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using bulwark::test::Random;

TEST_CASE("what is hedged is half of what gross exceeds net by", "[margin][net_and_hedged]") {
  Random random{1};
  for (int trial = 0; trial < 100; ++trial) {
    NetAndHedged sides;
    double net = 0.0, gross = 0.0;
    for (int i = 0; i < 6; ++i) {
      const double amount = random.quantity();
      sides.add(amount);
      net += amount, gross += magnitude(amount);
    }
    CHECK(sides.net() == net);
    CHECK(sides.gross() == gross);
    CHECK(sides.hedged() == (gross - magnitude(net)) / 2.0);
  }
}

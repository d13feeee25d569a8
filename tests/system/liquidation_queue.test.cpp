#include "bulwark/system/liquidation_queue.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("everybody at once, or so many a round", "[system][liquidation_queue]") {
  const double rewards[] = {5.0, 4.0, 0.0};
  CHECK(AtOnce{}.round({}, rewards).admitted == 3);
  CHECK(LotsPerRound{2}.round({}, rewards).admitted == 2);
  CHECK(LotsPerRound{7}.round({}, rewards).admitted == 3);
}

TEST_CASE("a round for nobody is a fault", "[system][liquidation_queue][faults]") {
  CHECK(LotsPerRound{1}.faults().empty());
  CHECK(LotsPerRound{0}.faults().size() == 1);
}

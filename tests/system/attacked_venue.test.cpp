#include "bulwark/system/attacked_venue.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/random.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;
using Catch::Matchers::WithinRel;

TEST_CASE("an averaged oracle moves by the share of the window that a price was held for", "[system][attacked_venue]") {
  const AttackedVenue venue{.loot = Loot::pool_closed, .most_position = 1.0, .liquidity = 1.0, .weight = 1.0, .window = 600.0};
  CHECK(venue.oracle(2.0, 10.0, 60.0) == 2.8);
  CHECK(venue.oracle(2.0, 10.0, 600.0) == 10.0);
  CHECK(venue.oracle(2.0, 10.0, 6'000.0) == 10.0);
  CHECK(AttackedVenue{.loot = Loot::pool_closed, .most_position = 1.0, .liquidity = 1.0, .weight = 1.0}.oracle(2.0, 10.0, 0.0) == 10.0);
}

TEST_CASE("no position between none and the cap takes more than the haul", "[system][attacked_venue]") {
  Random random{171};
  for (int draw = 0; draw < 3'000; ++draw) {
    const Loot loot = static_cast<Loot>(draw % 3);
    const AttackedVenue venue{.loot = loot,
                              .most_position = random.between(0.0, 100.0),
                              .liquidity = random.between(0.0, 100.0),
                              .weight = random.between(0.0, 1.0),
                              .initial = random.between(0.0, 0.5),
                              .fee = random.between(0.0, 0.05)};
    const double price = random.between(0.5, 2.0), oracle = price * random.between(0.1, 10.0), stranded = random.between(0.0, 20.0);
    const double best = venue.haul(price, oracle, stranded).gain();
    CHECK(best >= 0.0);
    for (int i = 0; i <= 50; ++i) {
      const double position = venue.most_position * i / 50.0, moved = std::abs(oracle - price), deposit = venue.initial * price * position;
      double gain = -venue.fee * price * position;
      if (loot == Loot::profit_withdrawn)
        gain += std::max(0.0, std::min(venue.liquidity, deposit + venue.weight * moved * position - venue.initial * oracle * position)) +
                std::max(0.0, deposit - moved * position) - 2.0 * deposit;
      else if (loot == Loot::collateral_borrowed)
        gain += std::min(venue.liquidity, venue.weight * oracle * position) - price * position + std::min(stranded, price * position);
      else
        gain += std::min(venue.liquidity, venue.weight * moved * position);
      CHECK(gain <= best + 1e-9);
    }
  }
}

TEST_CASE("Mango's accounts: 483 million units lend what there is to lend", "[system][attacked_venue]") {
  const AttackedVenue mango{.loot = Loot::profit_withdrawn, .most_position = 483e6, .liquidity = 116e6, .weight = 1.0, .initial = 0.1};
  const Haul haul = mango.haul(0.0382, 0.91);
  CHECK(haul.extracted == 116e6);
  CHECK(haul.position < 483e6);  // a third of it would have done
  CHECK_THAT(haul.position, WithinRel(116e6 / (0.9 * (0.91 - 0.0382)), 1e-12));
  AttackedVenue house = mango;
  house.weight = 0.0;
  CHECK(house.haul(0.0382, 0.91).gain() == 0.0);
}

TEST_CASE("an attacked venue reports every fault", "[system][attacked_venue][faults]") {
  const AttackedVenue broken{Loot::pool_closed, -1.0, std::nan(""), 2.0, -1.0, -1.0, -1.0, -1.0, 0.5};
  CHECK(said(broken.faults()) ==
        std::vector<std::string>{"attacked_venue.most_position is out of range, got -1",
                                 "attacked_venue.liquidity is out of range, got nan", "attacked_venue.weight is out of range, got 2",
                                 "attacked_venue.initial is out of range, got -1", "attacked_venue.fee is out of range, got -1",
                                 "attacked_venue.window is out of range, got -1", "attacked_venue.block is out of range, got -1",
                                 "attacked_venue.most_ratio is out of range, got 0.5"});
}

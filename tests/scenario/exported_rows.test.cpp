#include "bulwark/scenario/exported_rows.hpp"

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("exported rows are merged, in listing order, 12 bytes a position and 8 for its leg", "[scenario][exported_rows]") {
  const Listing listing = *Listing::from(chain());
  const std::vector<Account> accounts{{.positions = {{LinearFuture{btc}, 1.0, 104'000.0},
                                                     {VanillaOption{btc, OptionSide::put, 104'000.0, july}, -2.0, 0.0, AssetId::quote},
                                                     {LinearFuture{btc}, 2.0, 102'400.0}},
                                       .cash = 7.0},
                                      {.positions = {}, .cash = 11.0}};
  const ExportedRows held = exported(listing, listing.admit(accounts));
  CHECK(held.offsets == std::vector<Index>{0, 2, 2});
  CHECK(held.quantity == std::vector<double>{-2.0, 3.0});  // perpetuals come last
  CHECK(held.leg == std::vector<double>{0.0, -308'800.0});
  CHECK(held.cash == std::vector<double>{7.0, 11.0});
  CHECK(held.generation == listing.generation());
  CHECK(listing.rank(static_cast<Index>(held.row[0])) < listing.rank(static_cast<Index>(held.row[1])));
}

TEST_CASE("coins that are left of a unit with no positions go with zero contracts of one of its rows", "[scenario][exported_rows]") {
  const Listing listing = *Listing::from(chain());
  const std::vector<Account> accounts{
      {.positions = {{InverseFuture{eth}, 2048.0, 2'500.0, eth}, {InverseFuture{eth}, -2048.0, 2'560.0, eth}}, .cash = 5e4}};
  const AccountRows rows = listing.admit(accounts);
  const ExportedRows held = exported(listing, rows);
  REQUIRE(held.row.size() == 1);
  CHECK(listing.unit(static_cast<Index>(held.row[0])) == rows.at(0).segments[0].unit);
  CHECK(held.quantity[0] == 0.0);
  CHECK(held.leg[0] == rows.at(0).segments[0].coins);
}

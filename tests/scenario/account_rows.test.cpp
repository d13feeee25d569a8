#include "bulwark/scenario/account_rows.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

const Listing listing = *Listing::from(chain());

std::vector<std::string> said(const Faults& faults) {
  std::vector<std::string> words;
  for (const Fault& fault : faults) words.push_back(describe(fault));
  return words;
}

}  // namespace

TEST_CASE("duplicates are merged in listing order, entry prices become legs", "[scenario][account_rows]") {
  const Account account{.positions = {{LinearFuture{sol}, 2.0, 100.0},
                                      {LinearFuture{btc}, 1.0, 50'000.0},
                                      {LinearFuture{sol}, 3.0, 200.0},
                                      {InverseFuture{btc}, 10.0, 50'000.0}}};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(rows.faults().empty());
  const AccountRow row = rows.at(0);
  REQUIRE(row.segments.size() == 3);      // BTC in BTC, BTC in quote, SOL in quote
  CHECK(row.leg[0] == 100.0 / 50'000.0);  // ten quote a contract
  CHECK(row.leg[1] == -50'000.0);
  CHECK(row.quantity[2] == 5.0);
  CHECK(row.leg[2] == -800.0);
  for (const Segment& segment : row.segments) {
    double legs = 0.0;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k) legs += row.leg[k];
    CHECK(segment.legs == legs);
  }
}

TEST_CASE("both forms of an account are the same rows", "[scenario][account_rows]") {
  Random random{91};
  for (int i = 0; i < 100; ++i) {
    const Account account = random_book(random, chain(), 12);
    std::vector<RowId> ids;
    std::vector<double> quantity, price;
    for (const Position& p : account.positions) {
      ids.push_back(listing.find(p.instrument, p.settlement).front());
      quantity.push_back(p.quantity);
      price.push_back(p.entry_price);
    }
    const std::vector<Index> offsets{0, std::ssize(ids)};
    const std::vector<double> cash{account.cash};
    const AccountRows a = listing.admit(std::span{&account, 1}), b = listing.admit(PositionColumns{offsets, ids, quantity, price, cash});
    REQUIRE(b.faults().empty());
    REQUIRE(a.at(0).segments.size() == b.at(0).segments.size());
    CHECK(a.at(0).cash == b.at(0).cash);
    for (std::size_t s = 0; s < a.at(0).segments.size(); ++s) {
      const Segment segment = a.at(0).segments[s];
      CHECK(segment.legs == b.at(0).segments[s].legs);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
        CHECK(a.at(0).row[k] == b.at(0).row[k]);
        CHECK(a.at(0).quantity[k] == b.at(0).quantity[k]);
        CHECK(a.at(0).leg[k] == b.at(0).leg[k]);
      }
    }
  }
}

TEST_CASE("what a closed future paid is cash in quote and coins in coin", "[scenario][account_rows]") {
  const Account account{.positions = {{LinearFuture{btc}, 1.0, 100.0},
                                      {LinearFuture{btc}, -1.0, 110.0},
                                      {InverseFuture{eth}, 10.0, 4.0},
                                      {InverseFuture{eth}, -10.0, 5.0}},
                        .cash = 1.0};
  const AccountRows rows = listing.admit(std::span{&account, 1});
  CHECK(rows.at(0).cash == 11.0);
  REQUIRE(rows.at(0).segments.size() == 1);
  CHECK(rows.at(0).segments[0].coins == 25.0 - 20.0);
}

TEST_CASE("every fault of a batch is reported and the good accounts survive", "[scenario][account_rows][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::vector<Account> accounts{
      {.positions = {{LinearFuture{btc}, 1.0, 1e5}}, .cash = 5.0},
      {.positions = {{LinearFuture{btc}, nan, infinity}, {LinearFuture{btc}, 1.0, 0.0}, {LinearFuture{btc}, 1.0, -5.0}}, .cash = infinity},
      {.positions = {{LinearFuture{btc, now}, nan, 1.0}, {VanillaOption{btc, OptionSide::call, 104'000.0, july}, 1.0}}},
      {.positions = {{LinearFuture{btc}, 1e300, 1e300}}},
      {.positions = {{Spot{btc}, std::numeric_limits<double>::max()}, {Spot{btc}, std::numeric_limits<double>::max()}}},
      {},
      {.positions = {{Spot{AssetId{77}}, 1.0}, {Spot{AssetId::quote}, 1.0}}},
      {.positions = {{Spot{eth}, -2.0}}, .cash = -3.0}};
  const AccountRows rows = listing.admit(accounts);
  REQUIRE(rows.size() == std::ssize(accounts));
  std::vector<bool> admitted;
  for (Index i = 0; i < rows.size(); ++i) admitted.push_back(rows.at(i).is_admitted);
  CHECK(admitted == std::vector<bool>{true, false, false, false, false, true, false, true});
  CHECK(said(rows.faults()) ==
        std::vector<std::string>{"account.cash[1] must be finite, got inf", "position.quantity[1,0] must be finite, got nan",
                                 "position.entry_price[1,0] must be finite, got inf", "position.entry_price[1,1] must be positive, got 0",
                                 "position.entry_price[1,2] must be positive, got -5", "position.quantity[2,0] must be finite, got nan",
                                 "position.instrument[2,0] is not listed",
                                 "position.instrument[2,1] fits several listed instruments; name the settlement, got 2",
                                 "position.quantity[3,0] overflows, got 1.0000000000000001e+300", "account.positions[4] overflows, got 0",
                                 "position.instrument[6,0] is not listed", "position.instrument[6,1] is not listed"});
}

TEST_CASE("faults outlive the rows they are asked of", "[scenario][account_rows]") {
  std::size_t count = 0;
  for (const Fault& fault : listing.admit(PositionColumns{}).faults()) count += fault.field != nullptr;
  CHECK(count == listing.admit(PositionColumns{}).faults().size());
  CHECK(count > 0);
}

TEST_CASE("columns of the wrong length and stale rows are faults", "[scenario][account_rows][faults]") {
  const RowId future = listing.find(LinearFuture{btc}).front();
  const std::vector<RowId> ids{future, {future.row, future.listed + 1}, {9999, 1}};
  const std::vector<double> three{1.0, 1.0, 1.0}, two{1.0, 1.0};
  const std::vector<Index> offsets{0, 1, 3};
  const AccountRows good = listing.admit(PositionColumns{offsets, ids, three, three, two});
  CHECK(good.at(0).is_admitted);
  CHECK_FALSE(good.at(1).is_admitted);
  CHECK(said(good.faults()) == std::vector<std::string>{"position.row[1,0] is a row of an older listing, got " + std::to_string(future.row),
                                                        "position.row[1,1] is a row of an older listing, got 9999"});
  const std::vector<Index> crossed{0, 3, 1, 3};
  CHECK(said(listing.admit(PositionColumns{crossed, ids, two, two, two}).faults()) ==
        std::vector<std::string>{"columns.quantity has the wrong length, got 2", "columns.entry_price has the wrong length, got 2",
                                 "columns.cash has the wrong length, got 2", "columns.offsets[1] must increase, got 1"});
  CHECK(listing.admit(PositionColumns{{}, {}, {}, {}, {}}).faults().size() == 1);
  CHECK(listing.admit(PositionColumns{crossed, ids, two, two, two}).size() == 3);
  const std::vector<Index> none{0, 1};
  const std::vector<RowId> one{future};
  CHECK(said(listing.admit(PositionColumns{none, one, std::span{three}.first(1)}).faults()) ==
        std::vector<std::string>{"position.entry_price[0,0] must be positive, got 0"});
  CHECK(listing.admit(std::span<const Account>{}).size() == 0);
}

TEST_CASE("a script's listing names what one account names", "[scenario][account_rows]") {
  const Account account{.positions = {{Spot{btc}, 1.0}, {LinearFuture{eth}, 1.0, 1.0}, {Spot{btc}, 2.0}}};
  CHECK(listing_of(account)->rows() == 2);
  CHECK(said(listing_of(account, true).faults()) == std::vector<std::string>{"position.instrument[0,2] appears twice"});
  CHECK(listing_of(Account{})->rows() == 1);
  CHECK_FALSE(listing_of(Account{.positions = {{VanillaOption{btc, OptionSide::call, -1.0, july}, 1.0}}}));
}

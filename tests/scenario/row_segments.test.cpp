#include "bulwark/scenario/row_segments.hpp"

#include <vector>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("segments counted from rows are those that were counted on admission", "[scenario][row_segments][bits]") {
  const Listing listing = *Listing::from(chain());
  const RowSegments segments(listing);
  std::vector<Segment> room(segments.units());
  Random random{1};
  for (int trial = 0; trial < 500; ++trial) {
    const Account account = random_book(random, chain(), random.below(40));
    const AccountRows rows = listing.admit(std::span{&account, 1});
    const AccountRow row = rows.at(0);
    const std::uint32_t positions = row.segments.empty() ? 0 : row.segments.back().end;
    const auto counted = segments.of(row, positions, true, room);
    REQUIRE(counted.size() == row.segments.size());
    for (std::size_t s = 0; s < counted.size(); ++s) {
      const Segment &a = counted[s], &b = row.segments[s];
      CHECK((a.unit == b.unit && a.begin == b.begin && a.end == b.end));
      CHECK((a.legs == b.legs && a.naked == b.naked && a.futures == b.futures));
    }
  }
}

TEST_CASE("a short call and a long put of one strike are netted, and two strikes are not", "[scenario][row_segments]") {
  const Listing listing = *Listing::from(chain());
  const RowSegments segments(listing);
  std::vector<Segment> room(segments.units());
  const auto naked = [&](double strike) {
    const std::vector<Account> accounts{{.positions = {{VanillaOption{btc, OptionSide::call, 104'000.0, july}, -3.0, 0.0, AssetId::quote},
                                                       {VanillaOption{btc, OptionSide::put, strike, july}, 2.0, 0.0, AssetId::quote}}}};
    const AccountRows rows = listing.admit(accounts);
    return segments.of(rows.at(0), 2, false, room)[0].naked;
  };
  CHECK(naked(104'000.0) == 1.0);
  CHECK(naked(78'000.0) == 3.0);
}

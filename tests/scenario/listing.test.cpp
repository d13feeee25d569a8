#include "bulwark/scenario/listing.hpp"

#include <algorithm>
#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("listing order is asset, settlement, expiry, strike, whatever the caller's order", "[scenario][listing]") {
  std::vector<ListedInstrument> items = chain();
  const Listing a = *Listing::from(items);
  std::reverse(items.begin(), items.end());
  const Listing b = *Listing::from(items);
  REQUIRE(a.order().size() == items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Index ra = a.order()[i], rb = b.order()[i];
    CHECK(a[ra].id == b[rb].id);
    CHECK(a.rank(ra) == i);
    if (i == 0) continue;
    const Index before = a.order()[i - 1];
    const auto key = [&](Index row) { return std::tuple{asset_of(a[row].instrument), a[row].settlement}; };
    CHECK(key(before) <= key(ra));
    if (key(before) == key(ra) && !std::holds_alternative<Spot>(a[before].instrument))
      CHECK(expiry_of(a[before].instrument) <= expiry_of(a[ra].instrument));
  }
}

TEST_CASE("rows stay put while others list and expire", "[scenario][listing]") {
  Random random{81};
  Listing listing = *Listing::from(chain());
  std::vector<std::pair<std::string, RowId>> held;
  for (Index row = 0; row < listing.rows(); ++row) held.emplace_back(listing[row].id, listing.id(row));
  int fresh = 0;
  for (int day = 0; day < 50; ++day) {
    std::vector<std::string> gone;
    std::vector<ListedInstrument> come;
    for (Index n = random.below(4); n > 0 && held.size() > 10; --n) {
      const auto at = held.begin() + random.below(std::ssize(held));
      gone.push_back(at->first);
      held.erase(at);
    }
    for (Index n = random.below(4); n > 0; --n)
      come.push_back({.id = "f" + std::to_string(fresh++), .instrument = VanillaOption{btc, OptionSide::put, 1'000.0 + fresh, december}});
    const Listing next = *listing.with(come, gone);
    for (const auto& [id, row] : held) {
      CHECK(next.is_current(row));
      CHECK(next[static_cast<Index>(row.row)].id == id);
      CHECK(*next.find(id) == row);
    }
    for (const std::string& id : gone) {
      CHECK_FALSE(next.is_current(*listing.find(id)));
      CHECK_FALSE(next.find(id));
    }
    for (const ListedInstrument& item : come) held.emplace_back(item.id, *next.find(item.id));
    listing = next;
  }
}

TEST_CASE("an instrument is found in every settlement it is listed in", "[scenario][listing]") {
  const Listing listing = *Listing::from(chain());
  const VanillaOption call{btc, OptionSide::call, 104'000.0, july};
  CHECK(listing.find(call).size() == 2);
  CHECK(listing.find(call, btc).size() == 1);
  CHECK(listing.find(call, eth).empty());
  CHECK(listing.find(VanillaOption{btc, OptionSide::call, 1.0, july}).empty());
  CHECK(listing.find(VanillaOption{btc, OptionSide::call, std::numeric_limits<double>::quiet_NaN(), july}).empty());
  CHECK_FALSE(listing.find(std::string("nobody")));
}

TEST_CASE("spot and inverse futures settle in their own coin, whatever the caller says", "[scenario][listing]") {
  const std::vector<ListedInstrument> items{{.id = "s", .instrument = Spot{btc}, .settlement = eth},
                                            {.id = "i", .instrument = InverseFuture{eth}}};
  const Listing listing = *Listing::from(items);
  CHECK(listing[0].settlement == btc);
  CHECK(listing[1].settlement == eth);
}

TEST_CASE("coins are found under whatever settlement the caller names for them", "[scenario][listing]") {
  const Listing listing = *Listing::from(chain());
  for (const AssetId named : {AssetId::quote, btc, eth}) {
    CHECK(listing.find(Spot{btc}, named) == listing.find(Spot{btc}));
    CHECK(listing.find(InverseFuture{btc}, named) == listing.find(InverseFuture{btc}));
  }
  CHECK(listing.find(Spot{btc}).size() == 1);
}

TEST_CASE("every fault of a listing is reported with its place and value", "[scenario][listing][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::vector<ListedInstrument> items{
      {.id = "", .instrument = LinearFuture{btc}, .multiplier = nan},
      {.id = "a", .instrument = Spot{AssetId::quote}, .multiplier = 0.0},
      {.id = "b", .instrument = VanillaOption{btc, OptionSide::call, -5.0, perpetual}},
      {.id = "c", .instrument = VanillaOption{btc, OptionSide::call, infinity, july}, .multiplier = -1.0},
      {.id = "d", .instrument = Spot{btc}},
      {.id = "d", .instrument = Spot{eth}}};
  const auto listing = Listing::from(items);
  REQUIRE_FALSE(listing);
  std::vector<std::string> said;
  for (const Fault& fault : listing.faults()) said.push_back(describe(fault));
  CHECK(said == std::vector<std::string>{"listing.id[0] must not be empty", "listing.multiplier[0] must be finite, got nan",
                                         "listing.asset[1] names an asset the market does not have, got 0",
                                         "listing.multiplier[1] must be positive, got 0", "listing.strike[2] must be positive, got -5",
                                         "listing.expiry[2] is out of range, got 0", "listing.multiplier[3] must be positive, got -1",
                                         "listing.strike[3] must be finite, got inf", "listing.id[5] appears twice"});
  CHECK(Listing::from({}).faults().size() == 1);
  const Listing good = *Listing::from(chain());
  const std::vector<std::string> gone{"i0", "nobody", "i0"};
  CHECK(good.with({}, gone).faults().size() == 2);
  CHECK(good.rows() == std::ssize(chain()));  // a refused change leaves the listing as it was
}

#include "bulwark/system/restruck_book.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace bulwark;
using namespace std::chrono_literals;

namespace {
MarketState market(double spot) { return {.now = Timestamp{} + 1000h, .assets = {{.spot = spot}}}; }
}  // namespace

TEST_CASE("whatever the price, a book is worth its notional and struck at its distance", "[system][restruck_book]") {
  const RestruckBook book{.legs = {{AssetId{0}, 1.0}, {AssetId{0}, -0.5, 720h, OptionSide::put, 0.8}}, .notional = 1'000.0};
  for (const double spot : {100.0, 20'000.0}) {
    const Account held = book.account(market(spot));
    REQUIRE(held.positions.size() == 2);
    CHECK(held.positions[0].quantity * spot == Catch::Approx(1'000.0));
    CHECK(held.positions[0].entry_price == spot);
    CHECK(held.positions[1].quantity * spot == Catch::Approx(-500.0));
    const auto& option = std::get<VanillaOption>(held.positions[1].instrument);
    CHECK((option.strike == Catch::Approx(0.8 * spot) && option.expiry == Timestamp{} + 1720h));
    const auto listing = book.listed(market(spot));
    REQUIRE(listing);
    CHECK(listing->rows() == 2);
  }
}

TEST_CASE("a leg that cannot be struck is a fault", "[system][restruck_book][faults]") {
  const RestruckBook bad{.legs = {{AssetId{1}, std::nan(""), -1h, OptionSide::put, 0.0}}, .notional = 0.0};
  CHECK(bad.faults(1).size() == 5);
  CHECK_FALSE(bad.listed(market(100.0)));
  CHECK(RestruckBook{}.faults(1).size() == 1);
}

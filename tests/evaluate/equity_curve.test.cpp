#include "bulwark/evaluate/equity_curve.hpp"

#include <cmath>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// What an account would be worth, without one.
struct Imagined {
  RiskReport at(double price) const { return {.equity = 3.0 * price - 200.0}; }
};

}  // namespace

TEST_CASE("an equity that is linear in the price is exact between the points and beyond them", "[evaluate][equity_curve]") {
  Imagined account;
  const std::vector<double> prices{50.0, 90.0, 130.0};
  const EquityCurve curve(100.0, account, prices);
  for (const double price : {10.0, 50.0, 77.0, 90.0, 129.0, 400.0}) {
    CHECK(curve.at(std::log(price / 100.0)) == Catch::Approx(3.0 * price - 200.0).epsilon(1e-12));
    CHECK(curve.shortfall(std::log(price / 100.0)) == Catch::Approx(std::fmax(200.0 - 3.0 * price, 0.0)).margin(1e-10));
  }
  CHECK(curve.points().size() == 3);
}

TEST_CASE("a book of options is as good as the points are close", "[evaluate][equity_curve]") {
  const auto venue = tiered_venue();
  const Account account{.positions = {{VanillaOption{btc, OptionSide::put, 90'000.0, july}, -1.0}}, .cash = 10'000.0};
  const Listing listing = *listing_of(account);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  const auto tick = venue.price(listing, three_assets());
  WalkedAccount walked(*tick, rows.at(0), three_assets(), {.asset = btc});
  std::vector<double> prices;
  for (int i = -40; i <= 40; ++i) prices.push_back(104'000.0 * std::exp(0.02 * i));
  const EquityCurve curve(104'000.0, walked, prices);
  for (const double move : {-0.5, -0.21, -0.03, 0.11})
    CHECK(curve.at(move) == Catch::Approx(walked.at(104'000.0 * std::exp(move)).equity).margin(20.0));
}

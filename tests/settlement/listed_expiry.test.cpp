#include "bulwark/settlement/listed_expiry.hpp"

#include "support/catch.hpp"
#include "support/int128.hpp"

using namespace bulwark;
using test::Int128;

namespace {
constexpr AssetId coin{0}, dollars{1};
constexpr Timestamp expiry{std::chrono::seconds{1'775'000'000}};
std::optional<ExpiringContract<Int128>> contract(const Instrument& instrument, AssetId settlement = AssetId::quote) {
  return expiring_contract<Int128>({.id = "x", .instrument = instrument, .settlement = settlement}, {});
}
}  // namespace

TEST_CASE("a listed contract pays in units what it pays in numbers", "[settlement][listed_expiry]") {
  // 1.5 at 2,000.25: lots of 1e-8, ticks of 1e-4, money of 1e-6 and coins of 1e-8.
  const Int128 lots = 150'000'000, ticks = 20'002'500;
  CHECK(contract(LinearFuture{coin, expiry})->value(lots, ticks) == Int128(3'000'375'000));
  CHECK(contract(LinearFuture{coin, expiry}, dollars)->value(lots, ticks) == Int128(300'037'500'000));
  CHECK(contract(VanillaOption{coin, OptionSide::call, 1'900.0, expiry})->value(lots, ticks) == 150'375'000);
  CHECK(contract(VanillaOption{coin, OptionSide::call, 1'900.0, expiry}, coin)->value(lots, ticks) == 7'517'810);  // 0.0751781..
  CHECK(contract(VanillaOption{coin, OptionSide::call, 1'900.0, expiry}, dollars)->value(lots, ticks) == Int128(15'037'500'000));
  // 2,000.25 of face owe a coin at that price.
  CHECK(contract(InverseFuture{coin, expiry}, coin)->value(Int128(200'025'000'000), ticks) == -100'000'000);
}

TEST_CASE("spot and perpetuals do not expire, and a strike between two ticks is none", "[settlement][listed_expiry][faults]") {
  CHECK_FALSE(contract(Spot{coin}, coin));
  CHECK_FALSE(contract(LinearFuture{coin}));
  CHECK_FALSE(contract(VanillaOption{coin, OptionSide::put, 1'900.00005, expiry}));
}

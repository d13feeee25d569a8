#include "bulwark/core/instrument.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("every instrument has an asset, and what never expires is perpetual", "[core][instrument]") {
  const Timestamp later = Timestamp{} + std::chrono::days{1};
  CHECK(asset_of(VanillaOption{AssetId{3}, OptionSide::put, 1.0, later}) == AssetId{3});
  CHECK(expiry_of(VanillaOption{AssetId{3}, OptionSide::put, 1.0, later}) == later);
  CHECK(expiry_of(InverseFuture{AssetId{0}, later}) == later);
  CHECK(expiry_of(LinearFuture{AssetId{0}}) == perpetual);
  CHECK(expiry_of(Spot{AssetId{0}}) == perpetual);
  CHECK(sign(OptionSide::call) == 1.0);
  CHECK(sign(OptionSide::put) == -1.0);
}

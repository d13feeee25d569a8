#include "bulwark/core/same_bits.hpp"

#include <limits>

#include "bulwark/core/market.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a NaN is the same as itself, and minus zero is not zero", "[core][same_bits]") {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  CHECK(same_bits(nothing, nothing));
  CHECK_FALSE(same_bits(nothing, -nothing));
  CHECK_FALSE(same_bits(0.0, -0.0));
  CHECK(same_bits(0.1, 0.1));
  CHECK_FALSE(same_bits(1.0, 1.0 + 0x1p-52));
}

TEST_CASE("what may be absent is compared by whether it is there, lists by their length", "[core][same_bits]") {
  using Maybe = std::optional<double>;
  CHECK(same_bits(Maybe{}, Maybe{}));
  CHECK_FALSE(same_bits(Maybe{0.0}, Maybe{}));
  CHECK_FALSE(same_bits(Maybe{0.0}, Maybe{-0.0}));
  CHECK(same_bits(std::vector<Maybe>{1.0, {}}, std::vector<Maybe>{1.0, {}}));
  CHECK_FALSE(same_bits(std::vector<Maybe>{1.0, {}}, std::vector<Maybe>{1.0}));
  CHECK_FALSE(same_bits(std::vector<AssetId>{AssetId{1}}, std::vector<AssetId>{AssetId{2}}));
}

TEST_CASE("structs are compared in every field", "[core][same_bits]") {
  const ForwardPoint point{.expiry = Timestamp{}, .forward = 100.0};
  CHECK(same_bits(point, ForwardPoint{.expiry = Timestamp{}, .forward = 100.0}));
  CHECK_FALSE(same_bits(point, ForwardPoint{.expiry = Timestamp{}, .forward = 100.0, .rate = -0.0}));
  CHECK_FALSE(same_bits(point, ForwardPoint{.expiry = Timestamp{} + std::chrono::milliseconds{1}, .forward = 100.0}));
}

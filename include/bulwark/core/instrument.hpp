#pragma once

#include <variant>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/time.hpp"

namespace bulwark::inline v1 {

enum class OptionSide { call, put };

/// +1 for a call, -1 for a put.
constexpr double sign(OptionSide side) noexcept { return side == OptionSide::call ? 1.0 : -1.0; }

// An instrument's type fixes what one unit of a position's quantity means (times the listing's multiplier).

/// The coin itself. Unit: one coin.
struct Spot {
  AssetId asset;

  friend constexpr bool operator==(const Spot&, const Spot&) = default;
};

/// Future or perpetual whose profit is quantity times price move. Unit: one coin.
struct LinearFuture {
  AssetId asset;
  Timestamp expiry = perpetual;

  friend constexpr bool operator==(const LinearFuture&, const LinearFuture&) = default;
};

/// Future or perpetual settled in the coin. Unit: one quote unit of face value.
struct InverseFuture {
  AssetId asset;
  Timestamp expiry = perpetual;

  friend constexpr bool operator==(const InverseFuture&, const InverseFuture&) = default;
};

/// European call or put; the listing says whether it settles in the quote, the coin or a third asset. Unit: an option on one coin.
struct VanillaOption {
  AssetId asset;
  OptionSide side;
  double strike;  ///< quote per coin
  Timestamp expiry;

  friend constexpr bool operator==(const VanillaOption&, const VanillaOption&) = default;
};

/// Everything that may be held.
using Instrument = std::variant<Spot, LinearFuture, InverseFuture, VanillaOption>;

/// The asset whose price it follows.
constexpr AssetId asset_of(const Instrument& instrument) noexcept {
  return std::visit([](const auto& i) { return i.asset; }, instrument);
}

/// `perpetual` for what never expires, spot included.
constexpr Timestamp expiry_of(const Instrument& instrument) noexcept {
  return std::visit(
      [](const auto& i) {
        if constexpr (requires { i.expiry; })
          return i.expiry;
        else
          return perpetual;
      },
      instrument);
}

}  // namespace bulwark::inline v1

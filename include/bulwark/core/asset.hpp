#pragma once

#include <cstddef>
#include <cstdint>

namespace bulwark::inline v1 {

/// Every index of the library. Signed; cast once, at the border with the standard library.
using Index = std::ptrdiff_t;

/// Row of an asset in `MarketState::assets`; `quote` is the money that everything is measured in.
enum class AssetId : std::uint32_t { quote = 0xffff'ffff };

/// The row as an index.
constexpr Index row(AssetId asset) noexcept { return static_cast<Index>(asset); }

}  // namespace bulwark::inline v1

#pragma once

#include "bulwark/core/build.hpp"

/// How much one whole is in the fixed-point units of Drift v2's programme and of venues derived from it (`constants.rs`, 2026).
namespace bulwark::inline v1::fixed {

inline constexpr int quote = 1'000'000;        ///< money
inline constexpr int price = 1'000'000;        ///< quote per coin
inline constexpr int base = 1'000'000'000;     ///< coins of a contract
inline constexpr int weight = 10'000;          ///< weights, margin ratios, buffers and shares of an account
inline constexpr int rate = 1'000'000;         ///< fees, size factors, confidence and divergence
inline constexpr int funding = 1'000'000'000;  ///< quote per coin of a funding index

}  // namespace bulwark::inline v1::fixed

#pragma once

#include <array>
#include <string_view>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Whose rules a composition follows, and how far that is known. Static texts.
struct Rulebook {
  std::string_view venue;                     ///< "Deribit portfolio margin"
  std::string_view source;                    ///< documents or code, with the version
  std::string_view date;                      ///< of the parameters' default
  std::string_view verified;                  ///< which of the venue's own numbers follow, and how closely; empty: none were published
  std::array<std::string_view, 8> assumed{};  ///< what its documents leave open and how it is read here; empty texts after the last

  /// Every assumption.
  template <class Visit>
  constexpr void each_assumption(Visit visit) const {
    for (const std::string_view text : assumed)
      if (!text.empty()) visit(text);
  }

  constexpr bool is_verified() const noexcept { return !verified.empty(); }

  constexpr Index assumptions() const noexcept {
    Index count = 0;
    each_assumption([&](std::string_view) { ++count; });
    return count;
  }
};

}  // namespace bulwark::inline v1

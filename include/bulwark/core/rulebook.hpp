#pragma once

#include <array>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// Whose rules a composition follows, and how far that is known. Static texts, none null but the assumptions after the last.
struct Rulebook {
  const char* venue;                     ///< "Deribit portfolio margin"
  const char* source;                    ///< documents or code, with the version
  const char* date;                      ///< of the parameters' default
  const char* verified;                  ///< which of the venue's own numbers follow, and how closely; "": none were published
  std::array<const char*, 8> assumed{};  ///< what its documents leave open and how it is read here

  constexpr bool is_verified() const noexcept { return verified[0] != '\0'; }

  constexpr Index assumptions() const noexcept {
    Index count = 0;
    while (count < std::ssize(assumed) && assumed[static_cast<std::size_t>(count)]) ++count;
    return count;
  }
};

}  // namespace bulwark::inline v1

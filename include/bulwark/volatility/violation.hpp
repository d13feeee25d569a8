#pragma once

#include <string>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/build.hpp"

namespace bulwark::inline v1 {

/// Which law of prices a surface or a set of quotes breaks. What `amount` is, is said with each; it is positive and more is worse.
enum class Arbitrage {
  variance,     ///< total variance is not positive; amount: how far below zero
  wing,         ///< a wing of total variance rises by more than 2 per log-moneyness (Lee 2004); amount: by how much more
  butterfly,    ///< the density is negative; amount: -g, Durrleman's function (SVI, SSVI, within a grid's cells), of quotes: quote per coin
  kink,         ///< total variance bends down at a grid's column, an atom of negative probability; amount: fall of dw/dk
  calendar,     ///< an earlier expiry has more total variance; amount: how much more; of quotes: share of the forward
  call_spread,  ///< a call's price falls by more than the strike rises, or rises; amount: quote per coin
  bound         ///< a price below intrinsic value or above the forward (a put: strike); amount: quote per coin
};

/// The law, in words.
constexpr const char* name(Arbitrage kind) noexcept {
  switch (kind) {
    case Arbitrage::variance: return "negative variance";
    case Arbitrage::wing: return "wing too steep";
    case Arbitrage::butterfly: return "butterfly";
    case Arbitrage::kink: return "kink";
    case Arbitrage::calendar: return "calendar";
    case Arbitrage::call_spread: return "call spread";
    case Arbitrage::bound: return "bound";
  }
  return "unknown";
}

/// One place where a law is broken.
struct Violation {
  Arbitrage kind;
  Index expiry;      ///< row of the surface or quotes; the later one of a calendar arbitrage
  Index other = -1;  ///< the earlier row of a calendar arbitrage; the column or quote, where there is one
  double low;        ///< log-moneyness where it begins, -inf where it never does
  double high;       ///< and where it ends
  double worst;      ///< log-moneyness where it is worst of those met
  double amount;     ///< > 0, as said with the kind
};

}  // namespace bulwark::inline v1

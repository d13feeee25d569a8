#pragma once

#include <string>

#include "bulwark/core/instrument.hpp"

namespace bulwark::inline v1 {

/// What a venue's name of an instrument says, before anyone knows which `AssetId` is meant. Each venue's header
/// (`deribit_name.hpp`, `okx_name.hpp`, `binance_name.hpp`, `derive_name.hpp`) reads and writes it.
struct InstrumentName {
  enum class Kind { spot, perpetual_swap, future, option };

  std::string base;        ///< the asset it is on, as the venue spells it: "BTC"
  std::string settlement;  ///< what profits are paid in: "USD", "USDC", or the base itself; the price's currency for spot
  Kind kind;
  Timestamp expiry = perpetual;        ///< of futures and options; names give the day, the time is taken to be 08:00 UTC
  double strike = 0.0;                 ///< of options; quote per coin
  OptionSide side = OptionSide::call;  ///< of options

  friend bool operator==(const InstrumentName&, const InstrumentName&) = default;
};

/// Whether profits are paid in the asset itself.
inline bool is_coin_settled(const InstrumentName& name) noexcept {
  return name.kind != InstrumentName::Kind::spot && name.settlement == name.base;
}

}  // namespace bulwark::inline v1

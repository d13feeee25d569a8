#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/instrument_name.hpp"
#include "bulwark/scenario/listing.hpp"

namespace bulwark::inline v1 {

/// The caller's dictionary: which asset a symbol means ("USD", "USDC" and "USDT" usually mean `AssetId::quote`), or nothing.
template <class T>
concept AssetDictionary = requires(const T& dictionary, std::string_view symbol) {
  { dictionary(symbol) } -> std::convertible_to<std::optional<AssetId>>;
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The instrument that `name` means, ready for a `Listing`; `id` is the caller's name for it. Every symbol it does not know is a fault.
template <AssetDictionary Dictionary>
Checked<ListedInstrument> listed_by_name(const InstrumentName& name, std::string id, const Dictionary& asset_of_symbol,
                                         double multiplier = 1.0) {
  using Kind = InstrumentName::Kind;
  const std::optional<AssetId> asset = asset_of_symbol(std::string_view{name.base});
  const std::optional<AssetId> settlement = asset_of_symbol(std::string_view{name.settlement});
  Faults faults;
  if (!asset || *asset == AssetId::quote) report(faults, FaultCode::unknown_asset, "name.base");
  if (!settlement) report(faults, FaultCode::unknown_asset, "name.settlement");
  if (!faults.empty()) return faults;

  const bool in_coin = is_coin_settled(name);
  const auto instrument = [&]() -> Instrument {
    if (name.kind == Kind::spot) return Spot{*asset};
    if (name.kind == Kind::option) return VanillaOption{*asset, name.side, name.strike, name.expiry};
    if (in_coin) return InverseFuture{*asset, name.expiry};
    return LinearFuture{*asset, name.expiry};
  }();
  return ListedInstrument{std::move(id), instrument, multiplier, name.kind == Kind::spot ? *asset : *settlement};
}

/// The same for a text and its venue's reader: `listed_by_name("BTC-27JUN25-100000-C", read_deribit_name, dictionary)`.
template <AssetDictionary Dictionary>
Checked<ListedInstrument> listed_by_name(std::string_view text, std::optional<InstrumentName> (*read)(std::string_view),
                                         const Dictionary& asset_of_symbol, double multiplier = 1.0) {
  const std::optional<InstrumentName> name = read(text);
  if (!name) return Faults{{FaultCode::unknown_instrument, "name"}};
  return listed_by_name(*name, std::string{text}, asset_of_symbol, multiplier);
}

/// The way back: what `item` is called once its assets are symbols. A venue's writer turns it into text. `symbol_of` maps `AssetId` to
/// text.
template <class Symbols>
requires requires(const Symbols& symbol_of, AssetId asset) {
  { symbol_of(asset) } -> std::convertible_to<std::string>;
}
InstrumentName name_of(const ListedInstrument& item, const Symbols& symbol_of) {
  using Kind = InstrumentName::Kind;
  const auto* option = std::get_if<VanillaOption>(&item.instrument);
  const bool is_spot = std::holds_alternative<Spot>(item.instrument);
  InstrumentName name{.base = symbol_of(asset_of(item.instrument)), .settlement = {}, .kind = Kind::option};
  name.settlement = symbol_of(is_spot ? AssetId::quote : settlement_of(item.instrument, item.settlement));
  name.expiry = expiry_of(item.instrument);
  if (option) {
    name.strike = option->strike;
    name.side = option->side;
  } else {
    name.kind = is_spot ? Kind::spot : (name.expiry == perpetual ? Kind::perpetual_swap : Kind::future);
  }
  return name;
}

}  // namespace bulwark::BULWARK_TARGET

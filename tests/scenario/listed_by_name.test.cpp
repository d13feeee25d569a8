#include "bulwark/scenario/listed_by_name.hpp"

#include <chrono>
#include <string>

#include "bulwark/scenario/binance_name.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "bulwark/scenario/derive_name.hpp"
#include "bulwark/scenario/okx_name.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr AssetId btc{0};
constexpr AssetId usdc{1};

std::optional<AssetId> dictionary(std::string_view symbol) {
  if (symbol == "BTC") return btc;
  if (symbol == "USDC") return usdc;
  if (symbol == "USD" || symbol == "USDT") return AssetId::quote;
  return std::nullopt;
}

const Timestamp expiry = std::chrono::sys_days{std::chrono::year{2025} / 6 / 27} + std::chrono::hours{8};

}  // namespace

TEST_CASE("a name becomes the instrument it means, settled in what it names", "[scenario][listed_by_name]") {
  const auto coin_option = listed_by_name("BTC-27JUN25-100000-P", read_deribit_name, dictionary);
  REQUIRE(coin_option);
  CHECK(coin_option->id == "BTC-27JUN25-100000-P");
  CHECK(std::get<VanillaOption>(coin_option->instrument) == VanillaOption{btc, OptionSide::put, 100000.0, expiry});
  CHECK(coin_option->settlement == btc);

  const auto dollar_option = listed_by_name("BTC-250627-100000-P", read_binance_name, dictionary);
  CHECK(dollar_option->instrument == coin_option->instrument);
  CHECK(dollar_option->settlement == AssetId::quote);

  const auto inverse = listed_by_name("BTC-USD-SWAP", read_okx_name, dictionary, 100.0);
  CHECK(std::get<InverseFuture>(inverse->instrument) == InverseFuture{btc});
  CHECK(inverse->multiplier == 100.0);
  CHECK(inverse->settlement == btc);

  const auto linear = listed_by_name("BTC-PERP", read_derive_name, dictionary);
  CHECK(std::get<LinearFuture>(linear->instrument) == LinearFuture{btc});
  CHECK(linear->settlement == usdc);

  const auto dated = listed_by_name("BTCUSDT_250627", read_binance_name, dictionary);
  CHECK(std::get<LinearFuture>(dated->instrument) == LinearFuture{btc, expiry});

  const auto spot = listed_by_name("BTC_USDC", read_deribit_name, dictionary);
  CHECK(std::get<Spot>(spot->instrument) == Spot{btc});
}

TEST_CASE("a listed instrument gets its name back", "[scenario][listed_by_name]") {
  const auto symbol = [](AssetId asset) -> std::string { return asset == btc ? "BTC" : (asset == usdc ? "USDC" : "USDT"); };
  const auto same = [&](const char* text, auto read, auto write) {
    return write(name_of(*listed_by_name(text, read, dictionary), symbol)) == text;
  };
  for (const char* text :
       {"BTC-PERPETUAL", "BTC-27JUN25", "BTC-27JUN25-100000-C", "BTC_USDC-27JUN25-100000-P", "BTC_USDC-PERPETUAL", "BTC_USDT"})
    CHECK(same(text, read_deribit_name, deribit_name));
  for (const char* text : {"BTC-USD-SWAP", "BTC-USDT-250627", "BTC-USDT"}) CHECK(same(text, read_okx_name, okx_name));
  for (const char* text : {"BTCUSDT", "BTCUSD_PERP", "BTC-250627-0.5-C"}) CHECK(same(text, read_binance_name, binance_name));
  for (const char* text : {"BTC-PERP", "BTC-20250627-1_5-P"}) CHECK(same(text, read_derive_name, derive_name));
}

TEST_CASE("names from every venue make one listing", "[scenario][listed_by_name]") {
  const std::vector<ListedInstrument> listed{
      *listed_by_name("BTC-27JUN25-100000-P", read_deribit_name, dictionary),
      *listed_by_name("BTC-250627-100000-P", read_binance_name, dictionary),
      *listed_by_name("BTC-USD-SWAP", read_okx_name, dictionary),
      *listed_by_name("BTC-PERP", read_derive_name, dictionary),
  };
  const auto listing = Listing::from(listed);
  REQUIRE(listing);
  CHECK(listing->find("BTC-PERP").has_value());
}

TEST_CASE("what cannot be listed says why", "[scenario][listed_by_name][faults]") {
  const auto garbage = listed_by_name("BTC-99JUN25-100000-P", read_deribit_name, dictionary);
  REQUIRE(garbage.faults().size() == 1);
  CHECK(garbage.faults()[0].code == FaultCode::unknown_instrument);

  const auto strangers = listed_by_name("DOGE_SHIB-PERPETUAL", read_deribit_name, dictionary);
  REQUIRE(strangers.faults().size() == 2);
  CHECK(strangers.faults()[0].code == FaultCode::unknown_asset);
  CHECK(std::string(strangers.faults()[1].field) == "name.settlement");

  CHECK_FALSE(listed_by_name("USDT_USDC", read_deribit_name, dictionary));  // the quote itself is no instrument
}

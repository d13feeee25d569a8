#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "bulwark/core/market.hpp"
#include "bulwark/scenario/deribit_name.hpp"
#include "bulwark/scenario/listed_by_name.hpp"
#include "bulwark/scenario/listing.hpp"

namespace demo {

using bulwark::AssetId;

inline constexpr AssetId btc{0}, eth{1};

/// What a symbol in an instrument's name means here; dollars of every kind are the quote.
inline std::optional<AssetId> asset_of(std::string_view symbol) {
  if (symbol == "BTC") return btc;
  if (symbol == "ETH") return eth;
  if (symbol == "USD" || symbol == "USDC" || symbol == "USDT") return AssetId::quote;
  return std::nullopt;
}

inline std::string symbol_of(AssetId asset) { return asset == btc ? "BTC" : asset == eth ? "ETH" : "USD"; }

/// One option as the exchange marked it.
struct OptionQuote {
  const char* name;
  double mark;         ///< coins per coin of underlying
  double exchange_iv;  ///< the exchange's mark volatility, rounded to 0.0001; only compared with, the marks are what is used
};

/// Deribit's marks of 2026-04-15, 21:59:57.784 UTC, a calm evening: 40 of the 1,632 options listed.
/// Source: github.com/znmahbub/SVCJ-Deribit-Inverse-Options-Pricer, data/deribit_options_snapshot_<time>.csv, commit 516b0cb.
inline const std::vector<OptionQuote> option_quotes{
    {"BTC-24APR26-68000-P", 0.00363885, 0.4992},  {"BTC-24APR26-70000-P", 0.00651236, 0.4668}, {"BTC-24APR26-72000-P", 0.01170631, 0.4403},
    {"BTC-24APR26-75000-C", 0.02384553, 0.4178},  {"BTC-24APR26-78000-C", 0.00929421, 0.4076}, {"BTC-24APR26-80000-C", 0.00451567, 0.4092},
    {"BTC-24APR26-82000-C", 0.00211926, 0.4161},  {"BTC-29MAY26-60000-P", 0.00825839, 0.5188}, {"BTC-29MAY26-65000-P", 0.01637964, 0.4759},
    {"BTC-29MAY26-70000-P", 0.03229515, 0.4465},  {"BTC-29MAY26-75000-P", 0.05947631, 0.4273}, {"BTC-29MAY26-75000-C", 0.05808999, 0.4273},
    {"BTC-29MAY26-80000-C", 0.03097874, 0.4144},  {"BTC-29MAY26-85000-C", 0.01519153, 0.4094}, {"BTC-29MAY26-90000-C", 0.00704152, 0.4098},
    {"BTC-29MAY26-95000-C", 0.00332262, 0.4173},  {"BTC-26JUN26-55000-P", 0.00919529, 0.5393}, {"BTC-26JUN26-60000-P", 0.01596638, 0.4992},
    {"BTC-26JUN26-65000-P", 0.02755101, 0.4668},  {"BTC-26JUN26-70000-P", 0.04662715, 0.4439}, {"BTC-26JUN26-75000-C", 0.07610872, 0.4302},
    {"BTC-26JUN26-80000-C", 0.04802019, 0.4205},  {"BTC-26JUN26-85000-C", 0.02891576, 0.4152}, {"BTC-26JUN26-90000-C", 0.01692039, 0.4140},
    {"BTC-26JUN26-100000-C", 0.00563508, 0.4197}, {"ETH-24APR26-2100-P", 0.006342, 0.6967},    {"ETH-24APR26-2200-P", 0.012929, 0.6592},
    {"ETH-24APR26-2400-C", 0.032131, 0.6304},     {"ETH-24APR26-2600-C", 0.009596, 0.6512},    {"ETH-29MAY26-1800-P", 0.014363, 0.7178},
    {"ETH-29MAY26-2000-P", 0.028819, 0.6743},     {"ETH-29MAY26-2200-P", 0.054505, 0.6482},    {"ETH-29MAY26-2400-C", 0.082238, 0.6388},
    {"ETH-29MAY26-2600-C", 0.051431, 0.6380},     {"ETH-29MAY26-2800-C", 0.031285, 0.6412},    {"ETH-29MAY26-3000-C", 0.018842, 0.6481},
    {"ETH-26JUN26-1800-P", 0.026318, 0.6921},     {"ETH-26JUN26-2000-P", 0.046258, 0.6635},    {"ETH-26JUN26-2500-C", 0.090628, 0.6376},
    {"ETH-26JUN26-3000-C", 0.036745, 0.6429},
};

/// Everything else that the accounts hold: coins, perpetuals settled in the coin and in dollars, one dated future.
inline const std::vector<const char*> other_instruments{"BTC_USDC",    "ETH_USDC",           "BTC-PERPETUAL",
                                                        "BTC-26JUN26", "BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL"};

/// One listing and one market for all venues.
struct Exchange {
  bulwark::Listing listing;
  bulwark::MarketState market;
};

inline Exchange exchange() {
  using namespace std::chrono;
  const auto expiry = [](month m, unsigned d) { return bulwark::Timestamp{sys_days{year{2026} / m / day{d}} + hours{8}}; };
  std::vector<bulwark::ListedInstrument> instruments;
  const auto list = [&](const char* name) { instruments.push_back(*bulwark::listed_by_name(name, bulwark::read_deribit_name, asset_of)); };
  for (const OptionQuote& quote : option_quotes) list(quote.name);
  for (const char* name : other_instruments) list(name);

  Exchange result{*bulwark::Listing::from(instruments), {}};
  // Spot: the median of the index over the rows. Forwards: put-call parity of the marks, median over strikes. Same source, same second.
  result.market = {
      .now = sys_days{year{2026} / April / 15} + hours{21} + minutes{59} + seconds{57} + milliseconds{784},
      .assets = {
          {.spot = 74801.05,
           .forwards = {{expiry(April, 24), 74771.54005}, {expiry(May, 29), 74896.16999}, {expiry(June, 26), 75049.95999}}},
          {.spot = 2368.65, .forwards = {{expiry(April, 24), 2368.44998}, {expiry(May, 29), 2370.80983}, {expiry(June, 26), 2374.79025}}}}};
  result.market.marks.resize(static_cast<std::size_t>(result.listing.rows()));
  for (const OptionQuote& quote : option_quotes) result.market.marks[result.listing.find(quote.name)->row] = quote.mark;
  return result;
}

}  // namespace demo

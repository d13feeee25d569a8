#pragma once

#include <vector>

#include "chains.hpp"

namespace fit_a_chain {

/// Quotes of one strike, coins; zero where nobody quotes.
struct Strike {
  double strike;
  double call_bid, call_ask, put_bid, put_ask;
};

inline NamedChain chain_of(const char* name, double days, const std::vector<Strike>& strikes) {
  NamedChain named{.name = name, .chain = {days / 365.0, bulwark::PremiumIn::coins, {}}, .forward = {}};
  const auto quoted = [](double price) { return price > 0.0 ? std::optional{price} : std::nullopt; };
  for (const Strike& s : strikes) {
    named.chain.quotes.push_back({s.strike, bulwark::OptionSide::call, quoted(s.call_bid), quoted(s.call_ask)});
    named.chain.quotes.push_back({s.strike, bulwark::OptionSide::put, quoted(s.put_bid), quoted(s.put_ask)});
  }
  return named;
}

/// Two expiries of BTC on Deribit in the crash of 2026-02-05, 21:29:37 UTC, some of their strikes.
/// Source: github.com/znmahbub/SVCJ-Deribit-Inverse-Options-Pricer, data/deribit_options_snapshot_<time>.csv, commit 516b0cb.
inline std::vector<NamedChain> built_in_chains() {
  return {chain_of("BTC 2026-02-13", 7.438,
                   {{54000, 0, 0, 0.0185, 0.0195},
                    {56000, 0.142, 0.1475, 0.0225, 0.024},
                    {58000, 0.117, 0.1215, 0.0285, 0.0295},
                    {60000, 0.094, 0.0975, 0.0365, 0.0375},
                    {62000, 0.0735, 0.075, 0.0465, 0.0485},
                    {64000, 0.055, 0.057, 0.058, 0.062},
                    {65000, 0.047, 0.0485, 0.066, 0.07},
                    {66000, 0.0395, 0.041, 0.0745, 0.078},
                    {68000, 0.0275, 0.029, 0.094, 0.0965},
                    {70000, 0.0185, 0.0195, 0.115, 0.12},
                    {72000, 0.012, 0.013, 0.14, 0.145},
                    {75000, 0.006, 0.007, 0.1805, 0.186},
                    {78000, 0.0033, 0.0039, 0.225, 0.231},
                    {82000, 0.0015, 0.0021, 0.284, 0.2925},
                    {86000, 0.0007, 0.0015, 0.346, 0.3545},
                    {90000, 0.0003, 0.0006, 0, 0}}),
          chain_of("BTC 2026-03-27", 49.438,
                   {{20000, 0.6925, 0.6955, 0.006, 0.0065},
                    {30000, 0.542, 0.5455, 0.012, 0.013},
                    {40000, 0.3935, 0.398, 0.02, 0.0215},
                    {50000, 0.2535, 0.259, 0.037, 0.0375},
                    {55000, 0.1915, 0.1955, 0.0525, 0.054},
                    {60000, 0.1385, 0.1415, 0.077, 0.0785},
                    {62000, 0.12, 0.122, 0.0885, 0.0925},
                    {64000, 0.103, 0.105, 0.1015, 0.1095},
                    {66000, 0.088, 0.09, 0.119, 0.1225},
                    {70000, 0.0625, 0.0645, 0.1555, 0.16},
                    {75000, 0.039, 0.0405, 0.1905, 0.227},
                    {80000, 0.0235, 0.025, 0, 0},
                    {90000, 0.008, 0.01, 0, 0},
                    {100000, 0.0031, 0.0037, 0, 0},
                    {120000, 0.001, 0.0018, 0, 0},
                    {150000, 0.0001, 0.0006, 0, 0}})};
}

}  // namespace fit_a_chain

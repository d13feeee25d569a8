#pragma once

#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "path.hpp"

namespace options_book {

/// Quotes of one strike, coins; zero where nobody quotes.
struct BuiltInStrike {
  double strike;
  double call_bid, call_ask, put_bid, put_ask;
};

struct BuiltInExpiry {
  const char* day;
  std::vector<BuiltInStrike> strikes;
};

inline bulwark::Timestamp time_of(const char* text) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 8, minute = 0, second = 0, milli = 0;
  std::sscanf(text, "%d-%u-%uT%u:%u:%u.%3u", &year, &month, &day, &hour, &minute, &second, &milli);
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + std::chrono::hours{hour} +
         std::chrono::minutes{minute} + std::chrono::seconds{second} + std::chrono::milliseconds{milli};
}

inline Chain chain_of(const char* time, double spot, const std::vector<BuiltInExpiry>& expiries) {
  Chain chain{"BTC", time_of(time), {}, spot};
  const auto quoted = [](double price) { return price > 0.0 ? std::optional{price} : std::nullopt; };
  for (const BuiltInExpiry& expiry : expiries) {
    const bulwark::Timestamp at = time_of(expiry.day);  // 08:00
    Expiry next{at, {bulwark::years_between(chain.now, at), bulwark::PremiumIn::coins, {}}};
    for (const BuiltInStrike& s : expiry.strikes) {
      next.chain.quotes.push_back({s.strike, bulwark::OptionSide::call, quoted(s.call_bid), quoted(s.call_ask)});
      next.chain.quotes.push_back({s.strike, bulwark::OptionSide::put, quoted(s.put_bid), quoted(s.put_ask)});
    }
    chain.expiries.push_back(std::move(next));
  }
  return chain;
}

/// BTC on Deribit before the fall of early 2026 and in it, some expiries and strikes, the spot being the forward of the nearest expiry; and
/// the closes in between, USDT on Binance. Funding: the rate that a perpetual at its index pays.
/// Source: github.com/znmahbub/SVCJ-Deribit-Inverse-Options-Pricer, data/deribit_options_snapshot_<time>.csv, commit 516b0cb;
/// github.com/rongyouwow-svg/v3-trading-system, BTCUSDT_1d.csv, commit ef32d01.
inline Data built_in_data() {
  Data data;
  data.chains["BTC"].push_back(chain_of("2025-12-30T17:31:15.944Z", 88537.81923,
                                        {{"2026-01-30",
                                          {{65000, 0.27, 0.2725, 0.002, 0.0022},
                                           {70000, 0.215, 0.2175, 0.0036, 0.0039},
                                           {75000, 0.162, 0.165, 0.007, 0.0075},
                                           {80000, 0.113, 0.116, 0.014, 0.0145},
                                           {82000, 0.095, 0.0975, 0.018, 0.019},
                                           {85000, 0.071, 0.0725, 0.0275, 0.028},
                                           {86000, 0.0635, 0.065, 0.0315, 0.032},
                                           {88000, 0.051, 0.052, 0.0405, 0.0415},
                                           {90000, 0.0395, 0.0405, 0.0515, 0.0525},
                                           {94000, 0.0225, 0.0235, 0.0795, 0.0815},
                                           {95000, 0.0195, 0.02, 0.087, 0.0895},
                                           {98000, 0.012, 0.013, 0.1125, 0.117},
                                           {102000, 0.0065, 0.007, 0.1515, 0.157},
                                           {106000, 0.0038, 0.0041, 0.1935, 0.199},
                                           {112000, 0.0019, 0.0021, 0.259, 0.265},
                                           {120000, 0.0009, 0.0011, 0.2985, 0.4095}}},
                                         {"2026-02-27",
                                          {{60000, 0.3295, 0.332, 0.0033, 0.0036},
                                           {65000, 0.2755, 0.2785, 0.0055, 0.006},
                                           {70000, 0.223, 0.227, 0.0095, 0.01},
                                           {75000, 0.1735, 0.1765, 0.016, 0.017},
                                           {80000, 0.129, 0.1315, 0.027, 0.0275},
                                           {84000, 0.0975, 0.0995, 0.04, 0.041},
                                           {86000, 0.0835, 0.0855, 0.0485, 0.0495},
                                           {90000, 0.0605, 0.061, 0.0695, 0.0705},
                                           {92000, 0.0505, 0.0515, 0.082, 0.083},
                                           {95000, 0.038, 0.039, 0.102, 0.1045},
                                           {98000, 0.0285, 0.0295, 0.126, 0.1285},
                                           {104000, 0.0155, 0.0165, 0.1345, 0.24},
                                           {110000, 0.0085, 0.0095, 0.239, 0.246},
                                           {115000, 0.0055, 0.006, 0.2435, 0.357},
                                           {125000, 0.0027, 0.0029, 0.349, 0.4685},
                                           {140000, 0.001, 0.0014, 0.511, 0.641}}}}));
  data.chains["BTC"].push_back(chain_of("2026-02-05T21:29:37.885Z", 63708.11002,
                                        {{"2026-02-13",
                                          {{54000, 0, 0, 0.0185, 0.0195},
                                           {56000, 0.142, 0.1475, 0.0225, 0.024},
                                           {58000, 0.117, 0.1215, 0.0285, 0.0295},
                                           {60000, 0.094, 0.0975, 0.0365, 0.0375},
                                           {62000, 0.0735, 0.075, 0.0465, 0.0485},
                                           {64000, 0.055, 0.057, 0.058, 0.062},
                                           {66000, 0.0395, 0.041, 0.0745, 0.078},
                                           {68000, 0.0275, 0.029, 0.094, 0.0965},
                                           {70000, 0.0185, 0.0195, 0.115, 0.12},
                                           {73000, 0.0095, 0.0105, 0, 0},
                                           {76000, 0.005, 0.0055, 0.195, 0.2015},
                                           {80000, 0.0023, 0.0029, 0.2535, 0.2615},
                                           {85000, 0.0009, 0.0014, 0.3305, 0.339}}},
                                         {"2026-02-27",
                                          {{40000, 0.3815, 0.387, 0.0115, 0.0125},
                                           {45000, 0.3095, 0.3135, 0.016, 0.0175},
                                           {50000, 0.2385, 0.244, 0.024, 0.0255},
                                           {60000, 0.118, 0.12, 0.059, 0.06},
                                           {62000, 0.098, 0.0995, 0.0705, 0.0715},
                                           {64000, 0.08, 0.082, 0.0835, 0.086},
                                           {66000, 0.0645, 0.066, 0.0975, 0.103},
                                           {70000, 0.0395, 0.041, 0.1355, 0.141},
                                           {72000, 0.0305, 0.0315, 0.1575, 0.163},
                                           {76000, 0.0175, 0.0185, 0.206, 0.2125},
                                           {82000, 0.0075, 0.0085, 0.29, 0.2975},
                                           {89000, 0.0033, 0.0039, 0.395, 0.4035},
                                           {96000, 0.0016, 0.0021, 0.503, 0.512},
                                           {102000, 0.001, 0.0013, 0.056, 0}}},
                                         {"2026-03-27",
                                          {{30000, 0.542, 0.5455, 0.012, 0.013},
                                           {40000, 0.3935, 0.398, 0.02, 0.0215},
                                           {50000, 0.2535, 0.259, 0.037, 0.0375},
                                           {55000, 0.1915, 0.1955, 0.0525, 0.054},
                                           {60000, 0.1385, 0.1415, 0.077, 0.0785},
                                           {64000, 0.103, 0.105, 0.1015, 0.1095},
                                           {68000, 0.0745, 0.0765, 0.136, 0.141},
                                           {72000, 0.052, 0.054, 0.176, 0.1805},
                                           {75000, 0.039, 0.0405, 0.1905, 0.227},
                                           {80000, 0.0235, 0.025, 0.241, 0.3245},
                                           {88000, 0.01, 0.0115, 0, 0},
                                           {98000, 0.0038, 0.0048, 0, 0},
                                           {106000, 0.0019, 0.003, 0, 0},
                                           {110000, 0.0013, 0.002, 0.7, 0}}}}));
  bulwark::Timestamp at = time_of("2025-12-31T00:00:00.000");
  for (const double price :
       {88485.49, 87648.22, 88839.04, 89995.13, 90628.01, 91529.73, 93859.71, 93747.97, 91364.16, 91099.99, 90641.28, 90504.7,  91013.65,
        91296.2,  95414.0,  96951.78, 95604.8,  95550.94, 95147.77, 93673.14, 92631.0,  88427.66, 89454.73, 89559.67, 89600.26, 89225.34,
        86670.36, 88347.08, 89250.0,  89299.99, 84650.16, 84260.49, 78741.09, 76968.21, 78738.61, 75770.21, 73165.83}) {
    data.closes["BTC"].push_back({at, price});
    at += std::chrono::days{1};
  }
  return data;
}

}  // namespace options_book

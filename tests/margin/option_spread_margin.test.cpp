#include "bulwark/margin/option_spread_margin.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinRel;

TEST_CASE("a spread is margined for the worst of its payoffs, whatever the price", "[margin][option_spread_margin]") {
  for (const double short_strike : {80.0, 100.0, 120.0})
    for (const double long_strike : {60.0, 100.0, 140.0})
      for (const double short_size : {0.0, 1.0, 3.0})
        for (const double long_size : {0.0, 1.0, 2.0, 5.0}) {
          const OptionSpread spread{short_strike, short_size, long_size > 0.0 ? long_strike : 0.0, long_size};
          double put = 0.0, call = std::max(0.0, short_size - long_size);  // the limit of calls at an infinite price
          for (double price = 0.0; price < 500.0; price += 1.0) {
            put = std::max(put, short_size * std::max(0.0, short_strike - price) - long_size * std::max(0.0, long_strike - price));
            if (price > 0.0)
              call = std::max(call,
                              (short_size * std::max(0.0, price - short_strike) - long_size * std::max(0.0, price - long_strike)) / price);
          }
          CHECK_THAT(spread.put_margin() + 1.0, WithinRel(put + 1.0, 1e-13));
          CHECK_THAT(spread.call_margin() + 1.0, WithinRel(call + 1.0, 1e-13));
        }
}

TEST_CASE("the margins are the source's", "[margin][option_spread_margin]") {
  CHECK(OptionSpread{200.0, 2.0, 100.0, 1.0}.put_margin() == 300.0);  // opyn_gamma.json, "put ratio"
  CHECK(OptionSpread{100.0, 1.0, 200.0, 1.0}.call_margin() == 0.5);   // "call credit spread"
  CHECK(OptionSpread{200.0, 1.0, 100.0, 1.0}.call_margin() == 0.0);
  CHECK(OptionSpread{.short_strike = 100.0, .short_size = 2.0}.call_margin() == 2.0);
}

#pragma once

#include <random>

#include "bulwark/calibration/option_quote.hpp"
#include "bulwark/pricing/black.hpp"

namespace bulwark::test {

inline constexpr double made_volatility = 0.9;

/// Calls and puts of Black's at strikes 60 to 150 of a forward near 100, with a spread and some noise of the middles.
inline ExpiryChain made_chain(PremiumIn premium, double forward, double discount, double half_spread, double noise = 0.0,
                              unsigned seed = 1) {
  std::mt19937 words(seed);
  ExpiryChain chain{0.25, premium, {}};
  for (double strike = 60.0; strike <= 150.0; strike += 5.0)
    for (const OptionSide side : {OptionSide::call, OptionSide::put}) {
      const double value = black_value(Claim<double>{forward, strike, made_volatility, chain.years, sign(side)});
      double draw = -6.0;
      for (int j = 0; j < 12; ++j) draw += double(words()) * 0x1p-32;
      const double middle = (premium == PremiumIn::coins ? value / forward : discount * value) + noise * draw;
      chain.quotes.push_back({strike, side, middle - half_spread, middle + half_spread});
    }
  return chain;
}

}  // namespace bulwark::test

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "bulwark/pricing/columns.hpp"
#include "support/words.hpp"

namespace bulwark::bench {

/// Options on a forward of 100 as columns: 0.02 to 2 years, volatilities 10 to 120 %, strikes within 2.5 deviations, half of them calls;
/// by expiry, as a venue lists them.
struct OptionBook {
  std::vector<double> forward, strike, volatility, years, side, deviation, discount;

  explicit OptionBook(std::size_t options) : forward(options, 100.0) {
    Words words(42);
    for (std::size_t i = 0; i < options; ++i) years.push_back(words.between(0.02, 2.0));
    std::sort(years.begin(), years.end());
    for (std::size_t i = 0; i < options; ++i) {
      volatility.push_back(words.between(0.10, 1.20));
      deviation.push_back(volatility[i] * std::sqrt(years[i]));
      strike.push_back(100.0 * std::exp(words.between(-2.5, 2.5) * deviation[i]));
      side.push_back(words.below(2) == 0 ? 1.0 : -1.0);
      discount.push_back(std::exp(-0.03 * years[i]));
    }
  }
  std::size_t size() const { return forward.size(); }
  ClaimColumns claims() const { return {forward, strike, volatility, years, side}; }
  DiscountedClaim<InputColumn> discounted() const { return {claims(), discount}; }
  Claim<double> claim(std::size_t i) const { return {forward[i], strike[i], volatility[i], years[i], side[i]}; }
};

/// Room for one result of every kind.
struct Results {
  std::vector<double> value, delta, gamma, vega, theta, rho, by_intensity, by_mean, by_deviation;

  explicit Results(std::size_t options)
      : value(options),
        delta(options),
        gamma(options),
        vega(options),
        theta(options),
        rho(options),
        by_intensity(options),
        by_mean(options),
        by_deviation(options) {}
  GreekColumns columns() { return {value, delta, gamma, vega, theta}; }
  DiscountedGreeks<ResultColumn> six() { return {value, delta, gamma, vega, theta, rho}; }
  JumpGreeks<ResultColumn> nine() { return {value, delta, gamma, vega, theta, rho, by_intensity, by_mean, by_deviation}; }
};

/// What everybody writes: std::log, std::erfc, std::exp.
inline void textbook(const OptionBook& book, Results& results) {
  for (std::size_t i = 0; i < book.size(); ++i) {
    const double f = book.forward[i], k = book.strike[i], side = book.side[i], root = std::sqrt(book.years[i]),
                 s = book.volatility[i] * root;
    const double d1 = std::log(f / k) / s + 0.5 * s, d2 = d1 - s;
    const double n1 = 0.5 * std::erfc(-side * d1 * 0.70710678118654752), n2 = 0.5 * std::erfc(-side * d2 * 0.70710678118654752);
    const double density = 0.39894228040143268 * std::exp(-0.5 * d1 * d1);
    results.value[i] = side * (f * n1 - k * n2);
    results.delta[i] = side * n1;
    results.gamma[i] = density / (f * s);
    results.vega[i] = f * density * root;
    results.theta[i] = -0.5 * f * density * book.volatility[i] / root;
  }
}

}  // namespace bulwark::bench

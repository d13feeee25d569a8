#pragma once

#include <cmath>
#include <random>

#include "bulwark/calibration/fitted_volatility.hpp"
#include "bulwark/calibration/smile.hpp"

namespace bulwark::test {

/// Quotes that a model makes: evenly between `-reach` and `reach` deviations, with noise of about a normal law, volatility.
template <class Model>
Smile smile_of(const typename Model::Parameters& p, double level, double years, int quotes, double reach = 3.0, double noise = 0.0,
               unsigned seed = 1) {
  std::mt19937 words(seed);
  Smile smile{.forward = 100.0, .years = years, .quotes = {}};
  for (int i = 0; i < quotes; ++i) {
    const double k = level * std::sqrt(years) * reach * (2.0 * i / (quotes - 1) - 1.0);
    double draw = -6.0;
    for (int j = 0; j < 12; ++j) draw += double(words()) * 0x1p-32;
    smile.quotes.push_back({k, fitted_volatility<Model>(p, k, years).volatility.value() + noise * draw, 1.0});
  }
  return smile;
}

}  // namespace bulwark::test

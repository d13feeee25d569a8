#pragma once

#include <array>
#include <cmath>

#include "bulwark/pricing/one_lane.hpp"
#include "support/catch.hpp"

namespace bulwark::test {

/// Parameters to coordinates and back.
template <class Model>
void check_round_trip(const Model& model, const typename Model::Parameters& p) {
  using namespace Catch::Matchers;
  const auto wanted = Model::values_of(p), found = model.at(model.coordinates(p)).values;
  for (std::size_t k = 0; k < Model::size; ++k) CHECK_THAT(found[k], WithinRel(wanted[k], 1e-9) || WithinAbs(wanted[k], 1e-12));
}

/// Slopes of the parameters by the coordinates against central differences.
template <class Model>
void check_slopes_of_map(const Model& model, const std::array<double, Model::size>& x) {
  using namespace Catch::Matchers;
  constexpr double h = 1e-5;
  const auto at = model.at(x);
  for (std::size_t j = 0; j < Model::size; ++j) {
    auto above = x, below = x;
    above[j] += h, below[j] -= h;
    const auto up = model.at(above).values, down = model.at(below).values;
    for (std::size_t i = 0; i < Model::size; ++i) {
      INFO(Model::names[i] << " by coordinate " << j);
      CHECK_THAT(at.slopes[i][j], WithinRel((up[i] - down[i]) / (2.0 * h), 1e-7) || WithinAbs((up[i] - down[i]) / (2.0 * h), 1e-9));
    }
  }
}

/// Slopes of values by the parameters against central differences, on both sides of the money.
template <class Model>
void check_slopes_of_value(const typename Model::Parameters& p, double years, double tolerance = 1e-6) {
  using namespace Catch::Matchers;
  const auto values = Model::values_of(p);
  for (const double k : {-0.3, -0.05, 0.0, 0.08, 0.25}) {
    const Claim<double> claim{1.0, std::exp(k), 0.0, years, k < 0.0 ? -1.0 : 1.0};
    typename Model::Scratch scratch;
    const auto price = [&](const auto& v) { return Model::price(one_lane(claim), Model::from_values(v), scratch); };
    const auto slopes = price(values).slopes;
    for (std::size_t i = 0; i < Model::size; ++i) {
      const double h = 1e-5 * std::max(1e-2, std::abs(values[i]));
      auto above = values, below = values;
      above[i] += h, below[i] -= h;
      const double difference = (price(above).value.lane(0) - price(below).value.lane(0)) / (2.0 * h);
      INFO(Model::names[i] << " at log-moneyness " << k);
      CHECK_THAT(slopes[i].lane(0), WithinRel(difference, tolerance) || WithinAbs(difference, 1e-10));
    }
  }
}

}  // namespace bulwark::test

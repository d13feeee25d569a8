#pragma once

#include <vector>

#include "bulwark/var/quadratic_profit.hpp"

namespace bulwark::test {

/// A quadratic profit and the numbers that it lies in.
struct DeltaGamma {
  std::vector<double> slope, curvature;
  double constant = 0.0;

  DeltaGamma(const std::vector<double>& delta, const std::vector<double>& gamma, const std::vector<double>& covariance)
      : slope(delta.size()), curvature(delta.size()) {
    std::vector<double> root(gamma.size()), form(gamma.size()), vectors(gamma.size());
    quadratic_profit(0.0, delta, gamma, covariance, {slope, curvature, root, form, vectors});
  }
  operator QuadraticProfit() const { return {constant, slope, curvature}; }
};

}  // namespace bulwark::test

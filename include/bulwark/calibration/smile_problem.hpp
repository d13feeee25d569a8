#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "bulwark/calibration/fit.hpp"
#include "bulwark/calibration/smile.hpp"
#include "bulwark/calibration/smile_model.hpp"
#include "bulwark/calibration/smile_residuals.hpp"
#include "bulwark/calibration/smile_shape.hpp"

namespace bulwark::BULWARK_TARGET {

/// A model against quotes, as a search for the least sum of squares asks it.
template <SmileModel Model>
class SmileProblem {
 public:
  static constexpr std::size_t size = Model::size;
  using Parameters = typename Model::Parameters;
  using Coordinates = std::array<double, size>;

  SmileProblem(std::span<const Smile> smiles, const FitOptions<Parameters>& options)
      : quotes_(smiles), residual_(options.residual), by_parameter_(quotes_.size() * size) {
    double deviation = 0.0;
    for (const Smile& smile : smiles) {
      shapes_.push_back(shape_of(smile));
      deviation = greatest(deviation, product(shapes_.back().volatility, __builtin_sqrt(smile.years)));
    }
    model_ = Model::within(options.bounds, deviation);
    if (!options.pull) return;
    towards_ = Model::values_of(options.pull->towards);
    const Coordinates scale = Model::values_of(options.pull->scale);
    for (std::size_t k = 0; k < size; ++k) pull_[k] = options.pull->error / scale[k];
    pulls_ = size;
  }

  const SmileColumns& quotes() const { return quotes_; }
  const std::vector<SmileShape>& shapes() const { return shapes_; }
  const Model& model() const { return model_; }
  std::size_t rows() const { return quotes_.size() + pulls_; }

  /// Model less quote, volatility, unweighted.
  std::vector<double> residuals_at(const Parameters& p) const {
    std::vector<double> residuals(quotes_.size());
    smile_residuals<Model>(quotes_, p, Residual::volatility, *scratch_, residuals, by_parameter_);
    return residuals;
  }

  /// Weighted residuals of the quotes and then of the pull, volatility, and their slopes, coordinate x residual.
  void operator()(std::span<const double> x, std::span<double> y, std::span<double> slopes) const {
    Coordinates coordinates;
    std::copy(x.begin(), x.end(), coordinates.begin());
    const Mapped<size> mapped = model_.at(coordinates);
    const std::size_t n = quotes_.size();
    smile_residuals<Model>(quotes_, Model::from_values(mapped.values), residual_, *scratch_, y.first(n), by_parameter_);
    for (std::size_t i = 0; i < n; ++i) y[i] = quotes_.weight[i] == 0.0 ? 0.0 : product(quotes_.weight[i], y[i]);
    for (std::size_t j = 0; j < size; ++j)
      for (std::size_t i = 0; i < n; ++i) {
        double slope = 0.0;
        for (std::size_t k = 0; k < size; ++k) slope = fma(by_parameter_[k * n + i], mapped.slopes[k][j], slope);
        slopes[j * rows() + i] = quotes_.weight[i] == 0.0 ? 0.0 : product(quotes_.weight[i], slope);
      }
    for (std::size_t k = 0; k < pulls_; ++k) {
      y[n + k] = pull_[k] == 0.0 ? 0.0 : product(pull_[k], mapped.values[k] - towards_[k]);
      for (std::size_t j = 0; j < size; ++j) slopes[j * rows() + n + k] = product(pull_[k], mapped.slopes[k][j]);
    }
  }

 private:
  SmileColumns quotes_;
  Residual residual_;
  std::vector<SmileShape> shapes_;
  Model model_{};
  Coordinates pull_{}, towards_{};
  std::size_t pulls_ = 0;
  std::unique_ptr<typename Model::Scratch> scratch_ = std::make_unique<typename Model::Scratch>();
  mutable std::vector<double> by_parameter_;  ///< scratch: parameter x quote
};

}  // namespace bulwark::BULWARK_TARGET

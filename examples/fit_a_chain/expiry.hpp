#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "bulwark/calibration/calibrate.hpp"
#include "bulwark/calibration/fit_error.hpp"
#include "bulwark/calibration/fitted_volatility.hpp"
#include "bulwark/calibration/kou_smile.hpp"
#include "bulwark/calibration/merton_smile.hpp"
#include "bulwark/calibration/parity_forward.hpp"
#include "bulwark/calibration/quoted_smile.hpp"
#include "bulwark/calibration/svi_fit.hpp"
#include "bulwark/volatility/svi_arbitrage.hpp"
#include "chains.hpp"

namespace fit_a_chain {

/// How a fit compares with its quotes.
struct Closeness {
  double error = NAN;   ///< root mean square by the quotes' weights, volatility points
  double inside = NAN;  ///< share of quotes within half the bid-ask width
  double milliseconds = NAN;
};

inline Closeness closeness(const bulwark::QuotedSmile& quoted, const std::vector<double>& residuals) {
  double squares = 0.0, weights = 0.0, inside = 0.0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    squares += quoted.smile.quotes[i].weight * residuals[i] * residuals[i], weights += quoted.smile.quotes[i].weight;
    inside += std::abs(residuals[i]) <= quoted.half_spread[i];
  }
  return {.error = 100.0 * std::sqrt(squares / weights), .inside = inside / double(residuals.size())};
}

/// A model's fit, if there is one.
template <class Model>
struct Fitted {
  using Fit = bulwark::Fit<typename Model::Parameters, Model::size>;

  std::optional<Fit> fit{};
  Closeness close{};

  std::optional<double> volatility(double k, double years) const {
    return fit ? bulwark::fitted_volatility<Model>(fit->parameters, k, years).volatility : std::nullopt;
  }
};

/// Milliseconds that `work` takes, and what it returns.
template <class Work>
auto timed(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  auto result = work();
  return std::pair{std::move(result), std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count()};
}

template <class Model>
Fitted<Model> fitted(const bulwark::QuotedSmile& quoted) {
  auto [fit, milliseconds] = timed([&] { return bulwark::calibrate<Model>(quoted.smile); });
  if (!fit || fit->end == bulwark::FitEnd::no_start) return {};
  Fitted<Model> result{.fit = *fit, .close = closeness(quoted, fit->residuals)};
  result.close.milliseconds = milliseconds;
  return result;
}

/// One expiry: its forward, its smile and what was fitted to it.
struct Expiry {
  std::string name;
  bulwark::ParityForward parity{};  ///< from the file, with no pairs, where the quotes do not say it
  bulwark::QuotedSmile quoted{};
  std::optional<bulwark::SviSlice> svi{};
  std::vector<bulwark::Violation> arbitrage{};  ///< of the SVI slice
  Closeness svi_close{};
  Fitted<bulwark::MertonSmile> merton{};
  Fitted<bulwark::KouSmile> kou{};

  double half_spread() const {  ///< median, volatility points
    std::vector<double> sorted = quoted.half_spread;
    std::sort(sorted.begin(), sorted.end());
    return 100.0 * sorted[sorted.size() / 2];
  }
};

/// The forward by parity; the file's own where quotes leave it open by more than one percent. A discount above one, which early exercise
/// makes, counts as one.
inline std::optional<bulwark::ParityForward> forward_of(const NamedChain& named) {
  auto parity = bulwark::parity_forward(named.chain);
  if (parity && parity->discount > 1.0) parity = bulwark::parity_forward(named.chain, 1.0);
  if (parity && parity->forward_error < 0.01 * parity->forward) return *parity;
  if (!named.forward) return std::nullopt;
  return bulwark::ParityForward{
      .forward = *named.forward, .forward_error = NAN, .discount = 1.0, .discount_error = 0.0, .pairs = 0, .outliers = 0};
}

/// Nothing where fewer than six quotes are left, or no forward.
inline std::optional<Expiry> fit(const NamedChain& named) {
  const auto forward = forward_of(named);
  if (!forward) return std::nullopt;
  const auto quoted = bulwark::quoted_smile(named.chain, forward->forward, forward->discount);
  if (!quoted || quoted->smile.quotes.size() < 6) return std::nullopt;
  Expiry expiry{.name = named.name, .parity = *forward, .quoted = *quoted};
  if (const auto [svi, milliseconds] = timed([&] { return bulwark::fit_svi(quoted->smile); }); svi) {
    expiry.svi = svi->slice;
    expiry.arbitrage = bulwark::arbitrage(svi->slice);
    std::vector<double> residuals;
    for (const bulwark::SmileQuote& q : quoted->smile.quotes)
      residuals.push_back(std::sqrt(bulwark::svi_variance(svi->slice, q.log_moneyness) / quoted->smile.years) - q.volatility);
    expiry.svi_close = closeness(*quoted, residuals);
    expiry.svi_close.milliseconds = milliseconds;
  }
  expiry.merton = fitted<bulwark::MertonSmile>(*quoted);
  expiry.kou = fitted<bulwark::KouSmile>(*quoted);
  return expiry;
}

}  // namespace fit_a_chain

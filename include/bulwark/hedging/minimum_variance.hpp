#pragma once

#include <limits>
#include <span>
#include <vector>
#include <Eigen/Dense>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/hedging/hedge_status.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// How a book's profit and those of one unit of each hedge move together, quote squared over the horizon.
struct HedgeCovariance {
  double book;                        ///< variance of the book
  std::span<const double> with_book;  ///< by hedge
  std::span<const double> hedges;     ///< hedge x hedge, symmetric
};

/// The trade that leaves the least variance.
struct VarianceHedge {
  HedgeStatus status;
  std::vector<double> quantity;  ///< units to hold, by hedge
  double before;                 ///< variance of the book alone
  double after;                  ///< with the hedge; 0 where rounding makes it negative
  Index rank;                    ///< of the hedges' correlations
  double condition;              ///< largest over smallest eigenvalue of those that count: digits lost in the quantities
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Quantities h that minimise book + 2 h . with_book + h' hedges h. `ridge` is added to every correlation's diagonal: what the quantities
/// have to be sure of, 0 for none; 0.01 to 0.1 where the covariance is of few observations. Where hedges replace one another it spreads
/// over them (the least norm in standard deviations) and says so. Faults: a matrix that is not symmetric or not positive semidefinite, or a
/// book that moves with what does not move. Source: Johnson (1960), Ederington (1979); eigenvalues below size x 2^-44 of the largest are 0.
inline Checked<VarianceHedge> minimum_variance_hedge(const HedgeCovariance& given, double ridge = 0.0) {
  const Index n = std::ssize(given.with_book);
  Faults found;
  if (n == 0) report(found, FaultCode::empty, "hedge_covariance.with_book");
  if (std::ssize(given.hedges) != n * n)
    report(found, FaultCode::length_mismatch, "hedge_covariance.hedges", {}, static_cast<double>(given.hedges.size()));
  if (!(given.book >= 0.0 && is_finite(given.book))) report(found, FaultCode::negative, "hedge_covariance.book", {}, given.book);
  if (!(ridge >= 0.0 && is_finite(ridge))) report(found, FaultCode::negative, "ridge", {}, ridge);
  for (Index i = 0; i < n; ++i) {
    const double with = given.with_book[static_cast<std::size_t>(i)];
    if (!is_finite(with)) report(found, FaultCode::not_finite, "hedge_covariance.with_book", {i}, with);
  }
  if (!found.empty()) return found;
  const auto at = [&](Index i, Index j) { return given.hedges[static_cast<std::size_t>(i * n + j)]; };
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j <= i; ++j) {
      const double allowed = product(0x1p-40, magnitude(at(i, j)));
      if (!is_finite(at(i, j))) report(found, FaultCode::not_finite, "hedge_covariance.hedges", {i, j}, at(i, j));
      if (!(magnitude(at(i, j) - at(j, i)) <= allowed)) report(found, FaultCode::out_of_range, "hedge_covariance.hedges", {j, i}, at(j, i));
    }
  for (Index i = 0; i < n; ++i)
    if (!(at(i, i) >= 0.0)) report(found, FaultCode::negative, "hedge_covariance.hedges", {i, i}, at(i, i));
  if (!found.empty()) return found;

  const Eigen::Map<const Eigen::VectorXd> with_book(given.with_book.data(), n);
  const Eigen::Map<const Eigen::MatrixXd> covariance(given.hedges.data(), n, n);
  const Eigen::VectorXd deviation = covariance.diagonal().cwiseSqrt();
  const Eigen::VectorXd per_deviation = deviation.unaryExpr([](double s) { return s > 0.0 ? 1.0 / s : 0.0; });
  Eigen::MatrixXd correlation = per_deviation.asDiagonal() * covariance * per_deviation.asDiagonal();
  correlation.diagonal().array() += ridge;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
  if (solver.info() != Eigen::Success) {
    report(found, FaultCode::not_finite, "hedge_covariance.hedges");
    return found;
  }
  const Eigen::VectorXd values = solver.eigenvalues();
  const double largest = values(n - 1), negligible = static_cast<double>(n) * 0x1p-44 * largest;
  if (values(0) < -negligible) report(found, FaultCode::negative, "hedge_covariance.eigenvalue", {}, values(0));
  const Eigen::VectorXd pull = solver.eigenvectors().transpose() * (per_deviation.asDiagonal() * with_book);
  Eigen::VectorXd along = Eigen::VectorXd::Zero(n);
  Index rank = 0;
  double smallest = largest;
  for (Index k = 0; k < n; ++k) {
    if (values(k) > negligible) {
      along(k) = -pull(k) / values(k), ++rank;
      smallest = least(smallest, values(k));
    } else if (magnitude(pull(k)) > 0x1p-20 * __builtin_sqrt(given.book)) {
      report(found, FaultCode::out_of_range, "hedge_covariance.with_book", {}, pull(k));  // moves with what stands still
    }
  }
  for (Index i = 0; i < n; ++i)
    if (deviation(i) == 0.0 && with_book(i) != 0.0) report(found, FaultCode::out_of_range, "hedge_covariance.with_book", {i}, with_book(i));
  if (!found.empty()) return found;
  const Eigen::VectorXd quantity = per_deviation.asDiagonal() * (solver.eigenvectors() * along);
  const double after = given.book + 2.0 * quantity.dot(with_book) + quantity.dot(covariance * quantity);
  if (after < -0x1p-30 * given.book) {
    report(found, FaultCode::negative, "hedge_covariance.book", {}, after);  // the book is less than what it shares with its hedges
    return found;
  }
  return VarianceHedge{.status = rank == n ? HedgeStatus::optimal : HedgeStatus::rank_deficient,
                       .quantity = {quantity.data(), quantity.data() + n},
                       .before = given.book,
                       .after = greatest(0.0, after),
                       .rank = rank,
                       .condition = rank > 0 ? largest / smallest : std::numeric_limits<double>::quiet_NaN()};
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <span>

#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::inline v1 {

/// Whose loss reaches whom.
enum class ContagionVerdict { unknown, contained, contagion };

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// Coins that are backed by other coins: `share[i * size + j]` is the part of coin i's backing that is held in coin j, each row at most 1.
/// A coin is worth its backing, so a loss in one is a loss in all that hold it, also in a ring where two back each other. A market that
/// values such a coin at its peg sees the loss last. Losses are shares of the peg, in [0, 1].
struct Backing {
  std::span<const double> share;  ///< coin x coin, row by row
  double least = 0.0;             ///< loss from which another coin is said to have caught it

  /// What coin i loses in the first round: its holdings' own losses, looked through once.
  double first_round(Index i, std::span<const double> own) const noexcept {
    const auto size = static_cast<Index>(own.size());
    double sum = 0.0;
    for (Index j = 0; j < size; ++j)
      if (j != i) sum = fma(share[static_cast<std::size_t>(i * size + j)], own[static_cast<std::size_t>(j)], sum);
    return sum;
  }

  /// Fills `loss` with what each coin loses when everything has been looked through: the least losses with
  /// loss_i = min(1, own_i + sum of share_ij loss_j), reached from below, so that nobody loses what nobody caused. Rounds until no number
  /// changes or `most` of them have gone; how many it took. All spans have one length.
  Index look_through(std::span<const double> own, std::span<double> loss, Index most = 1'000) const noexcept {
    for (std::size_t i = 0; i < own.size(); ++i) loss[i] = own[i];
    for (Index round = 1; round <= most; ++round) {
      bool is_still = true;
      for (Index i = 0; i < std::ssize(own); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double now = least_of_one(own[at] + first_round(i, loss));
        if (now != loss[at] && (now == now || loss[at] == loss[at])) is_still = false;
        loss[at] = now;
      }
      if (is_still) return round;
    }
    return most;
  }

  /// Whether losses went beyond the coins that had some of their own.
  ContagionVerdict verdict(std::span<const double> own, std::span<const double> loss) const noexcept {
    ContagionVerdict found = ContagionVerdict::contained;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (!is_finite(loss[i]) || !is_finite(own[i])) return ContagionVerdict::unknown;
      if (own[i] == 0.0 && loss[i] > least) found = ContagionVerdict::contagion;
    }
    return found;
  }

  Faults faults(Index size) const {
    Faults found;
    if (std::ssize(share) != size * size) report(found, FaultCode::length_mismatch, "backing.share", {}, static_cast<double>(share.size()));
    if (!found.empty()) return found;
    for (Index i = 0; i < size; ++i) {
      double sum = 0.0;
      for (Index j = 0; j < size; ++j) {
        const double part = share[static_cast<std::size_t>(i * size + j)];
        if (!(part >= 0.0 && part <= 1.0)) report(found, FaultCode::out_of_range, "backing.share", {i, j}, part);
        sum += part;
      }
      if (!(sum <= 1.0 + 1e-12)) report(found, FaultCode::out_of_range, "backing.row", {.outer = i}, sum);
    }
    if (!(least >= 0.0 && least < 1.0)) report(found, FaultCode::out_of_range, "backing.least", {}, least);
    return found;
  }

 private:
  static constexpr double least_of_one(double x) noexcept { return bulwark::least(1.0, x); }
};

}  // namespace bulwark::BULWARK_TARGET

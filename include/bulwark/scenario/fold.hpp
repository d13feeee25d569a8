#pragma once

#include <concepts>

#include "bulwark/math/widest.hpp"
#include "bulwark/scenario/valued.hpp"

namespace bulwark::BULWARK_TARGET {

/// Scratch for one account at a time. Made for a table once; a thread has its own.
class Workspace {
 public:
  explicit Workspace(const PricedMarket& market)
      : sums_(market.units().size() * static_cast<std::size_t>(market.stride())), units_(market.units().size()), stride_(market.stride()) {}

  /// Whether it was made for a table of this shape.
  bool fits(const PricedMarket& market) const noexcept { return stride_ == market.stride() && units_.size() >= market.units().size(); }

  double* sums(Index unit) noexcept { return sums_[static_cast<std::size_t>(unit * stride_)].lane; }
  std::span<HeldUnit> units() noexcept { return units_; }

 private:
  std::vector<PricedMarket::Eight> sums_;
  std::vector<HeldUnit> units_;
  Index stride_;
};

/// Whether every row of an account still is what it was when the account was admitted, so that the table may be read for it.
inline bool is_current(const PricedMarket& market, const AccountRow& account) noexcept {
  if (!account.is_admitted || account.generation > market.generation()) return false;
  if (account.generation == market.generation()) return true;
  const auto is_older = [&](const ContractTerms& terms) { return terms.listed != 0 && terms.listed <= account.generation; };
  for (const Segment& segment : account.segments) {
    if (segment.unit >= market.units().size()) return false;
    for (std::uint32_t k = segment.begin; k < segment.end; ++k)
      if (static_cast<Index>(account.row[k]) >= market.rows() || !is_older(market.terms(static_cast<Index>(account.row[k])))) return false;
    bool is_vouched = segment.begin != segment.end;  // coins alone: by any row of their unit
    for (Index row = 0; !is_vouched && row < market.rows(); ++row)
      is_vouched = market.terms(row).unit == segment.unit && is_older(market.terms(row));
    if (!is_vouched) return false;
  }
  return true;
}

/// What the fold of an account leaves in the workspace.
struct Folded {
  Index units = 0;        ///< filled entries of `workspace.units()`
  double equity = 0.0;    ///< quote
  bool is_known = false;  ///< every column of every unit is a number
};

}  // namespace bulwark::BULWARK_TARGET

#include "bulwark/scenario/fold.inl"
#define BULWARK_TEXTS "bulwark/scenario/fold.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// Sums an account's rows into the workspace. `account` must be current (the caller checks). A template, so that bulwark/compiled.hpp can
/// leave it to one file.
template <std::same_as<PricedMarket> Table>
Folded fold(const Table& market, const AccountRow& account, Workspace& workspace) noexcept {
  return widest(AccountFold::fold, copy_avx2::AccountFold::fold, copy_avx512::AccountFold::fold)(market, account, workspace);
}

}  // namespace bulwark::BULWARK_TARGET

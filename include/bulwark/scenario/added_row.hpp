#pragma once

#include "bulwark/scenario/worst.hpp"

namespace bulwark::inline v1 {

/// Which columns a trade adds to, counted in doubles. All but `count` are multiples of eight.
struct AddedTo {
  Index fixed;   ///< among the sums, where the fixed columns are of the unit that is traded in
  Index sums;    ///< likewise one block's columns, of the unit that it is netted into
  Index column;  ///< where those are in a row of the table
  Index count;   ///< the block's scenarios; what fills up the last eight is there too
};

}  // namespace bulwark::inline v1

#include "bulwark/scenario/added_row.inl"
#define BULWARK_TEXTS "bulwark/scenario/added_row.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// What one trade adds to sums that were kept: sums = kept + outright x legs + quantity x row, of the fixed columns and of one block, in
/// one pass that also finds the worst of the block: `worst` is what `worst_of` says of it, but perhaps for the sign of a zero. `legs`
/// (gains of one settlement unit) is not read where `outright` (settlement units) is 0. Whether all sums, also those that fill up, are
/// finite.
inline bool add_row(const double* kept, const double* row, const double* legs, double quantity, double outright, const AddedTo& to,
                    double* sums, Worst& worst) noexcept {
  return widest(RowAddition::add_row, copy_avx2::RowAddition::add_row, copy_avx512::RowAddition::add_row)(kept, row, legs, quantity,
                                                                                                          outright, to, sums, worst);
}

}  // namespace bulwark::BULWARK_TARGET

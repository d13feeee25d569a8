#pragma once

#include <limits>
#include <type_traits>
#include <utility>

#include "bulwark/math/float_lanes.hpp"
#include "bulwark/math/widest.hpp"
#include "bulwark/scenario/float_table.hpp"
#include "bulwark/scenario/fold.hpp"

#include "bulwark/scenario/float_fold.inl"
#define BULWARK_TEXTS "bulwark/scenario/float_fold_texts.inl"
#include "bulwark/math/copies.inl"

namespace bulwark::BULWARK_TARGET {

/// `FloatFold::fold` in the widest instructions that this machine has.
inline Folded fold(const PricedMarket& market, const FloatTable& table, FloatSums kind, const AccountRow& account, Workspace& workspace,
                   double& excess) noexcept {
  return widest(FloatFold::fold, copy_avx2::FloatFold::fold, copy_avx512::FloatFold::fold)(market, table, kind, account, workspace, excess);
}

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <variant>

#include "bulwark/core/fault.hpp"
#include "bulwark/pricing/depth_curve.hpp"

namespace bulwark::BULWARK_TARGET {

/// One of several kinds of depth: for venues whose assets trade here on a book and there in a pool. It answers as what it holds does.
template <MovingDepth... Depths>
struct AnyDepth {
  std::variant<Depths...> held;

  Fill sell(double quantity) const noexcept {
    return std::visit([&](const auto& depth) noexcept { return depth.sell(quantity); }, held);
  }
  double price() const noexcept {
    return std::visit([](const auto& depth) noexcept -> double { return depth.price(); }, held);
  }
  AnyDepth after(double quantity) const noexcept {
    return std::visit([&](const auto& depth) noexcept { return AnyDepth{depth.after(quantity)}; }, held);
  }
  Faults faults() const {
    return std::visit([](const auto& depth) { return depth.faults(); }, held);
  }
};

}  // namespace bulwark::BULWARK_TARGET

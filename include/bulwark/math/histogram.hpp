#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>

#include "bulwark/core/asset.hpp"
#include "bulwark/core/fault.hpp"
#include "bulwark/math/arithmetic.hpp"

namespace bulwark::BULWARK_TARGET {

/// How many numbers lie between which of the caller's edges: below the first, from each to the next (itself included), from the last on.
/// A number that is NaN is counted apart. A plain value of at most `Most` edges; nothing is allocated.
template <Index Most>
class Histogram {
 public:
  Histogram() noexcept { edge_.fill(std::numeric_limits<double>::quiet_NaN()); }

  /// Edges must be finite and increase, and be at most `Most`.
  static Checked<Histogram> from(std::span<const double> edges) {
    Faults found;
    if (std::ssize(edges) > Most) report(found, FaultCode::length_mismatch, "histogram.edges", {}, static_cast<double>(edges.size()));
    for (Index i = 0; i < std::ssize(edges); ++i) {
      const double edge = edges[at(i)];
      if (!is_finite(edge)) report(found, FaultCode::not_finite, "histogram.edges", {.outer = i}, edge);
      if (i > 0 && !(edge > edges[at(i - 1)])) report(found, FaultCode::out_of_order, "histogram.edges", {.outer = i}, edge);
    }
    if (!found.empty()) return found;
    Histogram empty;
    for (const double edge : edges) empty.edge_[at(empty.edges_++)] = edge;
    return empty;
  }

  void add(double x) noexcept {
    std::size_t bin = 0;  // how many edges are not above x: places without an edge hold NaN and are never
    for (const double edge : edge_) bin += edge <= x ? 1u : 0u;
    ++count_[x == x ? bin : at(Most) + 1];
  }

  /// Adds all that another has counted; false, and nothing is added, where its edges are others.
  [[nodiscard]] bool merge(const Histogram& other) noexcept {
    if (!has_edges_of(other)) return false;
    for (std::size_t i = 0; i < count_.size(); ++i) count_[i] += other.count_[i];
    return true;
  }

  bool has_edges_of(const Histogram& other) const noexcept {
    bool are_same = edges_ == other.edges_;
    for (Index i = 0; i < edges_ && are_same; ++i) are_same = edge_[at(i)] == other.edge_[at(i)];
    return are_same;
  }

  friend bool operator==(const Histogram& a, const Histogram& b) noexcept { return a.has_edges_of(b) && a.count_ == b.count_; }

  /// One more than the edges.
  std::span<const Index> counts() const& noexcept { return {count_.data(), at(edges_) + 1}; }
  std::span<const Index> counts() const&& = delete;
  std::span<const double> edges() const& noexcept { return {edge_.data(), at(edges_)}; }
  std::span<const double> edges() const&& = delete;
  Index unknown() const noexcept { return count_.back(); }  ///< numbers that were NaN

 private:
  static constexpr std::size_t at(Index i) noexcept { return static_cast<std::size_t>(i); }

  std::array<double, at(Most)> edge_;
  std::array<Index, at(Most) + 2> count_{};
  Index edges_ = 0;
};

}  // namespace bulwark::BULWARK_TARGET

#pragma once

#include <cstddef>
#include <utility>

#include "bulwark/pricing/heston.hpp"
#include "bulwark/pricing/in_columns.hpp"

namespace bulwark::BULWARK_TARGET {

/// The same numbers in every lane.
template <class Real, template <class> class Fields>
[[gnu::always_inline]] inline Fields<Real> every_lane(const Fields<double>& one) noexcept {
  Fields<Real> all;
  const auto fill = [&]<std::size_t... i>(std::index_sequence<i...>) {
    const auto field = [&](std::size_t place) {
      const Real x = Real(field_at<double>(one, place));
      __builtin_memcpy(reinterpret_cast<char*>(&all) + place * sizeof(Real), &x, sizeof(Real));
    };
    (field(i), ...);
  };
  fill(std::make_index_sequence<sizeof(Fields<double>) / sizeof(double)>{});
  return all;
}

/// The numbers of one lane.
template <template <class> class Fields, int N>
[[gnu::always_inline]] inline Fields<double> one_of(const Fields<Lanes<N>>& all, int lane) noexcept {
  Fields<double> one;
  for (std::size_t i = 0; i < sizeof(Fields<double>) / sizeof(double); ++i) {
    const double x = field_at<Lanes<N>>(all, i).lane(lane);
    __builtin_memcpy(reinterpret_cast<char*>(&one) + i * sizeof(double), &x, sizeof x);
  }
  return one;
}

/// The nodes of one contour, found as they are asked for and kept for every strike that the contour serves. No allocation.
class ContourNodes {
 public:
  static constexpr int levels = 4;

  ContourNodes(const VarianceSide<double>& side, const Contour<double>& path) noexcept : trailing_side(side), trailing_path(path) {}

  /// Whether node `i` of a level is there, now or already; where there is no room, a strike is priced by itself.
  bool has(int level, int i) noexcept {
    if (i >= room[level]) return false;
    if (i >= trailing_known[level]) add(level);
    return true;
  }
  template <class Real>
  [[gnu::always_inline]] ContourNode<Real> at(int level, int i) const noexcept {
    const double(&block)[fields][together] = trailing_blocks[(first[level] + i) / together];
    ContourNode<Real> node;
    for (std::size_t field = 0; field < fields; ++field) {
      const Real x = Real(block[field][i % together]);
      __builtin_memcpy(reinterpret_cast<char*>(&node) + field * sizeof(Real), &x, sizeof(Real));
    }
    return node;
  }

 private:
  static constexpr int together = 8;
  static constexpr int room[levels] = {64, 64, 128, 256};
  static constexpr int first[levels] = {0, 64, 128, 256};
  static constexpr std::size_t fields = sizeof(ContourNode<double>) / sizeof(double);
  using Real = Lanes<together>;

  void add(int level) noexcept {
    const ContourLevel rule = contour_level(level);
    const int from = trailing_known[level];
    double y[together], weight[together];
    for (int j = 0; j < together; ++j) {
      y[j] = rule.offset + static_cast<double>(from + j) * rule.step;
      weight[j] = y[j] == 0.0 ? 0.5 : 1.0;
    }
    const ContourNode<Real> found = contour_node(every_lane<Real>(trailing_side), every_lane<Real>(trailing_path), exp(load<Real>(y)),
                                                 load<Real>(weight), Real(rule.together));
    double(&block)[fields][together] = trailing_blocks[(first[level] + from) / together];
    for (std::size_t field = 0; field < fields; ++field) store(block[field], field_at<Real>(found, field));
    trailing_known[level] += together;
  }

  VarianceSide<double> trailing_side;
  Contour<double> trailing_path;
  int trailing_known[levels] = {};
  double trailing_blocks[512 / together][fields][together];
};

/// Sums for strikes that one contour serves: the node's part in every lane, the strike's its own. The order is that of `contour_sums`.
template <int N>
inline ContourSums<N> contour_sums(ContourNodes& nodes, Lanes<N> off, Lanes<N> levels) noexcept {
  using Real = Lanes<N>;
  ContourSums<N> sums(off == off);
  for (int level = 0; level < ContourNodes::levels && any(sums.unsettled); ++level) {
    const ContourLevel rule = contour_level(level);
    Mask<N> open = sums.unsettled;
    const int last = static_cast<int>((furthest_node - rule.offset) / rule.step);
    for (int i = 0; i < last && any(open); ++i) {
      if (!nodes.has(level, i)) return sums;
      open = add_node(sums.running, nodes.template at<Real>(level, i), off, rule.together / rule.step, open);
    }
    sums.close(level, levels);
  }
  return sums;
}

/// Up to this many strikes share what is found of a contour.
inline constexpr std::size_t chain_block = 128;

/// A block's strikes on their way; columns by strike.
struct ChainBlock {
  static constexpr std::size_t parts = sizeof(VarianceParts<double>) / sizeof(double);

  double x[chain_block];
  double call[chain_block];    ///< 1 where the out-of-the-money side is the call, else -1
  double centre[chain_block];  ///< log-moneyness that the contour is made for
  double turn[chain_block];
  bool is_open[chain_block];
  double part[parts][chain_block];

  bool has_same_contour(std::size_t i, std::size_t j) const noexcept {
    return centre[i] == centre[j] && call[i] == call[j] && turn[i] == turn[j];
  }
};

template <int N>
[[gnu::always_inline]] inline void put_parts(ChainBlock& block, const std::size_t (&rows)[N], std::size_t count, unsigned which,
                                             const VarianceParts<Lanes<N>>& parts) noexcept {
  double held[ChainBlock::parts][N];
  for (std::size_t field = 0; field < ChainBlock::parts; ++field) store(held[field], field_at<Lanes<N>>(parts, field));
  for (std::size_t i = 0; i < count; ++i) {
    if ((which >> i & 1u) == 0) continue;
    for (std::size_t field = 0; field < ChainBlock::parts; ++field) block.part[field][rows[i]] = held[field][i];
    block.is_open[rows[i]] = false;
  }
}

/// Sums for up to N strikes of one contour.
template <int N>
inline void sum_some(ChainBlock& block, ContourNodes& nodes, const std::size_t* which, std::size_t count, double moneyness,
                     double levels) noexcept {
  using Real = Lanes<N>;
  std::size_t rows[N];
  double off[N];
  for (std::size_t j = 0; j < std::size_t(N); ++j) {
    rows[j] = which[j < count ? j : 0];
    off[j] = -__builtin_fabs(block.x[rows[j]]) - moneyness;
  }
  const ContourSums<N> sums = contour_sums(nodes, load<Real>(off), Real(levels));
  put_parts(block, rows, count, bits(sums.settled()), bounded(parts_of(sums), sums.settled()));
}

/// All strikes of a block that the contour of strike `first` serves.
inline void sum_along(ChainBlock& block, std::size_t first, std::size_t end, const VarianceSide<double>& side, const Contour<double>& path,
                      double levels) noexcept {
  constexpr int narrow = BULWARK_LANES < 4 ? 4 : BULWARK_LANES;
  ContourNodes nodes(side, path);
  std::size_t rows[chain_block];
  std::size_t count = 0;
  for (std::size_t i = first; i < end; ++i)
    if (block.has_same_contour(first, i)) rows[count++] = i;
  for (std::size_t from = 0; from < count;) {
    const std::size_t left = count - from;
    if (left > narrow) {
      sum_some<2 * narrow>(block, nodes, rows + from, left < 2 * narrow ? left : 2 * narrow, path.moneyness, levels);
      from += 2 * narrow;
    } else {
      sum_some<narrow>(block, nodes, rows + from, left, path.moneyness, levels);
      from += narrow;
    }
  }
}

/// What is in the way of the shared path: certain variances, impossible numbers, jumps to be counted. One by one in lanes.
template <int N>
inline void price_apart(ChainBlock& block, std::size_t end, const VarianceModel<double>& model, double volatility, double years) noexcept {
  using Real = Lanes<N>;
  std::size_t rows[N];
  std::size_t count = 0;
  for (std::size_t i = 0; i <= end; ++i) {
    if (i < end && block.is_open[i]) rows[count++] = i;
    if (count == 0 || (i < end && count < std::size_t(N))) continue;
    double x[N];
    for (std::size_t j = 0; j < std::size_t(N); ++j) x[j] = block.x[rows[j < count ? j : 0]];
    put_parts(block, rows, count, ~0u, variance_parts(every_lane<Real>(model), load<Real>(x), Real(volatility), Real(years)));
    count = 0;
  }
}

/// The contours of a block's strikes, eight at a time, and the sums along them.
inline void price_together(ChainBlock& block, std::size_t end, const VarianceModel<double>& model, double volatility,
                           double years) noexcept {
  constexpr int together = 8;
  using Real = Lanes<together>;
  std::size_t first[chain_block];
  std::size_t contours = 0;
  for (std::size_t i = 0; i < end; ++i) {
    bool is_new = block.centre[i] == block.centre[i];
    for (std::size_t j = 0; j < contours && is_new; ++j) is_new = !block.has_same_contour(first[j], i);
    if (is_new) first[contours++] = i;
  }
  const VarianceModel<Real> models = every_lane<Real>(model);
  const Real variance = Real(volatility) * Real(volatility);
  const Real expected = expected_variance(models, variance, Real(years));
  for (std::size_t from = 0; from < contours; from += together) {
    double call[together], centre[together], turn[together];
    for (std::size_t j = 0; j < together; ++j) {
      const std::size_t row = first[from + j < contours ? from + j : from];
      call[j] = block.call[row], centre[j] = block.centre[row], turn[j] = block.turn[row];
    }
    const VarianceSide<Real> side = variance_side(models, load<Real>(call) > 0.0, variance, Real(years));
    const Contour<Real> path = saddle_contour(side, load<Real>(centre), load<Real>(turn), expected);
    const Real levels = most_levels(side);
    for (int j = 0; j < together && from + std::size_t(j) < contours; ++j) {
      sum_along(block, first[from + std::size_t(j)], end, one_of(side, j), one_of(path, j), levels.lane(j));
    }
  }
}

/// Values and derivatives of a chain of strikes: one expiry of one asset. `of` is their common claim, whose strike and side are not read;
/// `sides` are +1 for calls, -1 for puts. In spot or forward form, as `of` is. Every row has the bits of a call of its own, since a
/// contour is a function of the model, the time and a strike's bucket alone; what strikes share is the work.
/// No allocation unless lengths differ, which is all that is returned.
template <template <class> class ClaimOf>
Faults heston_chain(const ClaimOf<double>& of, InputColumn strikes, InputColumn sides, const VarianceModel<double>& model,
                    const VarianceGreeks<ResultColumn>& result) {
  constexpr int wide = BULWARK_LANES < 4 ? 4 : BULWARK_LANES;
  using Real = Lanes<wide>;
  Faults wrong;
  check_length(wrong, "sides", sides, strikes.size());
  check_lengths(wrong, "result", result, strikes.size(), true);
  if (!wrong.empty()) return wrong;
  const VarianceModel<Real> models = every_lane<Real>(model);
  const auto claims = [&](std::size_t row) {
    ClaimOf<Real> claim = every_lane<Real>(of);
    claim.strike = rows_from<Real>(strikes, row, 1.0);
    claim.side = rows_from<Real>(sides, row, 1.0);
    return claim;
  };
  ChainBlock block;
  for (std::size_t from = 0; from < strikes.size(); from += chain_block) {
    const std::size_t end = strikes.size() - from < chain_block ? strikes.size() - from : chain_block;
    for (std::size_t row = 0; row < end; row += wide) {
      const ClaimOf<Real> claim = claims(from + row);
      const Real x = variance_legs(claim).log_moneyness;
      const VarianceView<wide> view = variance_view(models, x, claim.volatility, claim.years);
      const Mask<wide> is_shared = view.is_possible & !view.is_certain;
      const Real centre = -(bucket_centre(-view.moneyness / view.deviation) * view.deviation);
      store(block.x + row, x);
      store(block.call + row, select(view.is_call, Real(1.0), Real(-1.0)));
      store(block.centre + row, select(is_shared, centre, Real(__builtin_nan(""))));
      store(block.turn + row, bucket_turn(view.side, view.moneyness));
    }
    for (std::size_t row = 0; row < end; ++row) block.is_open[row] = true;
    price_together(block, end, model, of.volatility, of.years);
    price_apart<wide>(block, end, model, of.volatility, of.years);
    for (std::size_t row = 0; row < end; row += wide) {
      const ClaimOf<Real> claim = claims(from + row);
      VarianceParts<Real> parts;
      for (std::size_t field = 0; field < ChainBlock::parts; ++field) {
        const Real x = load<Real>(block.part[field] + row);
        __builtin_memcpy(reinterpret_cast<char*>(&parts) + field * sizeof(Real), &x, sizeof(Real));
      }
      rows_to(result, from + row, variance_greeks(parts, variance_legs(claim), seen_from_spot(claim)));
    }
  }
  return wrong;
}

}  // namespace bulwark::BULWARK_TARGET

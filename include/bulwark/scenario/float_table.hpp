#pragma once

#include <limits>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/scenario/priced_market.hpp"

namespace bulwark::inline v1 {

/// What an account's profits are added up in, over a table of floats.
enum class FloatSums {
  floats,   ///< the fastest; off by about the positions + 2 in 2^24 of the gross
  doubles,  ///< off by 1 in 2^24 of the gross
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// A priced market's profits under scenarios as floats, which are half as long: what is read most is in a faster memory. What is not under
/// a scenario stays in doubles, so that equity and resources have the same bits. Beside them stand the numbers from which follows how far
/// a sum can be off (`FloatFold`). A row with a number that a float or a double does not hold is NaN entirely, and its holders unknown
/// here.
class FloatTable {
 public:
  /// Columns of doubles at the head of a row: those of `Column` that accounts are summed over, and in the places of the others what bounds
  /// the errors; these are summed over magnitudes of quantities.
  static constexpr Index largest = 3;     ///< of a row's profits, in magnitude
  static constexpr Index off = 5;         ///< the most that a profit as a float is off
  static constexpr Index not_summed = 7;  ///< largest of 1 and the columns that are in no sum here: where they overflow, so does it
  static constexpr Index group = 16;      ///< floats read together

  /// Refused where some of the profits are summed expiry by expiry: their sums are not linear.
  static Checked<FloatTable> from(const PricedMarket& market) {
    Faults found;
    for (Index b = 0; b < std::ssize(market.blocks()); ++b)
      if (market.blocks()[static_cast<std::size_t>(b)].by_expiry >= 0)
        report(found, FaultCode::out_of_range, "float_table.block", {.outer = b});
    if (!found.empty()) return found;
    FloatTable table(market);
    for (Index row = 0; row < market.rows(); ++row) table.write(table.line(row), market.row(row));
    for (Index unit = 0; unit < std::ssize(market.units()); ++unit) table.write(table.line(market.rows() + unit), market.leg_row(unit));
    return table;
  }

  /// Of the table that this was made from; a table of another is not this one's.
  const Revision& revision() const noexcept { return revision_; }

  Index groups() const noexcept { return groups_; }      ///< of sixteen floats in a row
  Index stride() const noexcept { return 1 + groups_; }  ///< lines in a row: a head of eight doubles, then the groups

  struct alignas(64) Line {
    unsigned char bytes[64];
  };
  const Line* row(Index row) const noexcept { return &lines_[static_cast<std::size_t>(row * stride())]; }
  const Line* leg_row(Index unit) const noexcept { return row(rows_ + unit); }

 private:
  explicit FloatTable(const PricedMarket& market)
      : rows_(market.rows()),
        profits_((market.summed() - 1) * PricedMarket::lanes),
        groups_(profits_ == 0 ? 1 : (profits_ + group - 1) / group),
        lines_(static_cast<std::size_t>((rows_ + std::ssize(market.units())) * stride())),
        revision_(market.revision()) {}

  Line* line(Index row) noexcept { return &lines_[static_cast<std::size_t>(row * stride())]; }

  void write(Line* to, const double* row) const {
    static_assert(static_cast<Index>(Column::notional) == largest && static_cast<Index>(Column::gamma) == off &&
                  static_cast<Index>(Column::theta) == not_summed);
    double head[column_count];
    bool is_known = true;
    for (Index c = 0; c < column_count + profits_; ++c) is_known = is_known && is_finite(row[c]);
    for (Index c = 0; c < column_count; ++c) head[c] = is_known ? row[c] : std::numeric_limits<double>::quiet_NaN();
    if (is_known) {
      head[not_summed] = greatest(greatest(1.0, magnitude(row[largest])), greatest(magnitude(row[off]), magnitude(row[not_summed])));
      head[largest] = head[off] = 0.0;
    }
    float narrow[group];
    for (Index g = 0; g < groups_; ++g) {
      for (Index i = 0; i < group; ++i) {
        const Index c = g * group + i;
        const double profit = c < profits_ ? row[column_count + c] : 0.0;
        narrow[i] = as_float(profit);
        head[largest] = greatest(head[largest], magnitude(profit));
        head[off] = greatest(head[off], magnitude(profit - static_cast<double>(narrow[i])));
      }
      __builtin_memcpy(to[1 + g].bytes, narrow, sizeof narrow);
    }
    __builtin_memcpy(to->bytes, head, sizeof head);
  }

  /// The nearest float; infinite beyond the largest, which the standard leaves open.
  static float as_float(double x) noexcept {
    constexpr double beyond = 0x1.ffffffp127;  // half a unit past the largest float: to even, which is infinite
    constexpr float infinity = std::numeric_limits<float>::infinity();
    return x >= beyond ? infinity : x <= -beyond ? -infinity : static_cast<float>(x);
  }

  Index rows_, profits_, groups_;
  std::vector<Line> lines_;  ///< rows, then the legs of the units
  Revision revision_;
};

}  // namespace bulwark::BULWARK_TARGET

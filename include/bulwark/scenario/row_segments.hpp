#pragma once

#include <bit>
#include <span>
#include <vector>

#include "bulwark/scenario/account_rows.hpp"

namespace bulwark::BULWARK_TARGET {

/// What `AccountRows` counts of an account once, counted as the account is read: for accounts that are held as rows and nothing else.
/// Made for a listing; const and reentrant.
class RowSegments {
 public:
  explicit RowSegments(const Listing& listing) : units_(listing.units().size()), held_(static_cast<std::size_t>(listing.rows())) {
    std::uint32_t strikes = 0;
    ContractKey last{};
    for (const std::uint32_t row : listing.order()) {
      const ListedInstrument& item = listing[static_cast<Index>(row)];
      const ContractKey key = contract_key(item.instrument);
      if (!is_option(key) || !is_option(last) || key.expiry != last.expiry || key.strike != last.strike) ++strikes;
      held_[row] = {.unit = listing.unit(static_cast<Index>(row)),
                    .strike = strikes,
                    .options = is_option(key) ? item.multiplier : 0.0,
                    .futures = is_future(key) ? item.multiplier : 0.0};
      last = key;
    }
  }

  std::size_t units() const noexcept { return units_; }  ///< the most segments that an account can have

  /// The segments of the `positions` rows of an account, which are in listing order, with the bits that `AccountRows` has; in `room` for
  /// `units()` of them. The leg of zero contracts is coins held outright. Where strikes change is no branch: it is anywhere in the book.
  std::span<const Segment> of(const AccountRow& account, std::uint32_t positions, bool has_legs, std::span<Segment> room) const noexcept {
    static constexpr double weight[] = {0.0, 1.0};
    std::size_t count = 0;
    for (std::uint32_t k = 0; k < positions;) {
      Segment segment{.unit = held_[account.row[k]].unit, .begin = k, .end = k, .legs = 0.0};
      std::uint32_t strike = 0;  // of no row
      double net = 0.0;          // coins, at one strike
      for (; k < positions && held_[account.row[k]].unit == segment.unit; ++k) {
        const Held& row = held_[account.row[k]];
        const double quantity = account.quantity[k];
        const double keep = weight[row.strike == strike];
        strike = row.strike;
        segment.naked += product(positive_part(-net), 1.0 - keep);
        net = product(net, keep) + product(quantity, row.options);
        segment.futures += magnitude(product(quantity, row.futures));
        if (has_legs) {
          const double held = weight[quantity != 0.0];
          segment.legs += product(account.leg[k], held);
          segment.coins += product(account.leg[k], 1.0 - held);
        }
      }
      segment.naked += positive_part(-net);
      segment.end = k;
      room[count++] = segment;
    }
    return room.first(count);
  }

 private:
  struct Held {
    std::uint32_t unit = 0;
    std::uint32_t strike = 0;             ///< equal for options that differ in side alone
    double options = 0.0, futures = 0.0;  ///< units per contract, of what it is
  };

  std::size_t units_;
  std::vector<Held> held_;  ///< row of the listing
};

}  // namespace bulwark::BULWARK_TARGET

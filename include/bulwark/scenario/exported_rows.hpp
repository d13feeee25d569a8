#pragma once

#include <limits>
#include <vector>

#include "bulwark/scenario/compressed_rows.hpp"

namespace bulwark::BULWARK_TARGET {

/// Accounts in compressed rows that own their memory.
struct ExportedRows {
  std::vector<Index> offsets;
  std::vector<std::uint32_t> row;
  std::vector<double> quantity, leg, cash;
  std::uint32_t generation = 0;
  std::vector<Index> segment_offsets{};
  std::vector<Segment> segments{};

  CompressedColumns columns() const& { return {offsets, row, quantity, leg, cash, generation, segment_offsets, segments}; }
  CompressedColumns columns() const&& = delete;
};

/// Admitted accounts as compressed rows of their listing: merged, in listing order, with their legs; the view of them has the same bits.
/// How a caller comes to hold accounts so: admit them once, export them, and keep the columns. Coins that closed contracts left behind go
/// with zero contracts of their unit. A refused account keeps its place, without positions and with a cash that is not a number, so that
/// it is refused again.
inline ExportedRows exported(const Listing& listing, const AccountRows& accounts) {
  ExportedRows out{
      .offsets = {0}, .row = {}, .quantity = {}, .leg = {}, .cash = {}, .generation = accounts.generation(), .segment_offsets = {0}};
  const auto add = [&](std::uint32_t row, double quantity, double leg) {
    out.row.push_back(row), out.quantity.push_back(quantity), out.leg.push_back(leg);
  };
  const auto any_row_of = [&](std::uint32_t unit) {
    for (const std::uint32_t row : listing.order())
      if (listing.unit(static_cast<Index>(row)) == unit && listing.id(static_cast<Index>(row)).listed <= accounts.generation()) return row;
    return std::uint32_t{0xffff'ffff};  // none is left: refused
  };
  for (Index a = 0; a < accounts.size(); ++a) {
    const AccountRow account = accounts.at(a);
    for (const Segment& segment : account.segments) {
      if (segment.begin == segment.end && segment.coins == 0.0) continue;
      const auto begin = static_cast<std::uint32_t>(std::ssize(out.row) - out.offsets.back());
      out.segments.push_back(segment);
      out.segments.back().begin = begin;
      out.segments.back().end = begin + (segment.end - segment.begin) + (segment.coins != 0.0 ? 1 : 0);
      if (segment.coins != 0.0)
        add(segment.begin != segment.end ? account.row[segment.begin] : any_row_of(segment.unit), 0.0, segment.coins);
      for (std::uint32_t k = segment.begin; k < segment.end; ++k) add(account.row[k], account.quantity[k], account.leg[k]);
    }
    out.offsets.push_back(std::ssize(out.row));
    out.segment_offsets.push_back(std::ssize(out.segments));
    out.cash.push_back(account.is_admitted ? account.cash : std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

}  // namespace bulwark::BULWARK_TARGET

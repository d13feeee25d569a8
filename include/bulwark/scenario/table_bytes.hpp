#pragma once

#include <algorithm>

#include "bulwark/core/flat_bytes.hpp"
#include "bulwark/scenario/priced_market.hpp"

// A priced table as flat bytes, for whom it was not priced: the other processes of one machine, or of many. Nothing is converted, so that
// every number that comes out of the table is the one that comes out of its copy. For machines of one byte order, and one version of this
// text: both refuse what another wrote.

namespace bulwark::BULWARK_TARGET {

inline constexpr std::uint64_t table_bytes_kind = 0x31'30'62'74'77'6c'75'62;  // "bulwtb01"

/// `stamp` is what the caller says the table is (a tick's number, a hash of the rules behind it): whoever expects another refuses it.
inline std::vector<std::byte> to_bytes(const PricedMarket& table, std::uint64_t stamp = 0) {
  FlatBytes bytes(table_bytes_kind);
  bytes.add(stamp);
  const auto add_size = [&](auto size) { bytes.add(static_cast<std::uint64_t>(size)); };
  for (const Index size : {table.rows(), std::ssize(table.units()), std::ssize(table.blocks()), std::ssize(table.expiry_years()),
                           std::ssize(table.certainties())})
    add_size(size);
  bytes.add(table.generation(), std::uint32_t{0});
  bytes.add(table.quote_price);
  bytes.add(table.least_certainty);
  for (const ScenarioBlock& block : table.blocks()) {
    add_size(block.count), add_size(block.by_expiry), add_size(block.leader.size()), add_size(block.bent.size());
    bytes.add(static_cast<std::uint32_t>(block.numeraire), static_cast<std::uint32_t>(block.netting));
    bytes.add(std::uint64_t{block.is_folded});
    bytes.add(block.bends);
    for (const AssetId lead : block.leader) add_size(lead);
    bytes.add(block.bent);
  }
  for (const RiskUnit& unit : table.units()) bytes.add(static_cast<std::uint32_t>(unit.asset), static_cast<std::uint32_t>(unit.settlement));
  bytes.add(table.expiry_years());
  bytes.add(table.certainties());
  for (Index u = 0; u < std::ssize(table.units()); ++u) bytes.add(table.settlement_price(u)), bytes.add(table.spot(u));
  for (Index row = 0; row < table.rows(); ++row) {
    const ContractTerms& terms = table.terms(row);
    const RowTag& tag = table.tag(row);
    bytes.add(static_cast<std::uint32_t>(terms.kind), static_cast<std::uint32_t>(terms.side));
    bytes.add(static_cast<std::uint32_t>(terms.asset), static_cast<std::uint32_t>(terms.settlement));
    bytes.add(terms.listed, terms.unit);
    bytes.add(terms.rank, static_cast<std::uint32_t>(tag.kind));
    bytes.add(tag.expiry, tag.run);
    add_size(terms.expiry.time_since_epoch().count());
    for (const double number : {terms.multiplier, terms.strike, terms.years, terms.underlying, terms.volatility, terms.certainty})
      bytes.add(number);
  }
  for (Index b = 0; b < table.blocks_by_expiry(); ++b)
    for (std::uint32_t run = 0; run <= static_cast<std::uint32_t>(table.rows()); ++run)
      bytes.add(table.factors(run, b).gain), bytes.add(table.factors(run, b).loss);
  const auto wide = static_cast<std::size_t>(table.stride() * PricedMarket::lanes), units = table.units().size();
  if (table.rows() > 0) bytes.add(std::span{table.row(0), static_cast<std::size_t>(table.rows()) * wide});
  if (units > 0) bytes.add(std::span{table.leg_row(0), units * wide});
  if (units > 0 && table.blocks_by_expiry() > 0) bytes.add(std::span{table.weight_row(0), units * wide});
  return std::move(bytes).finish();
}

/// Reads a table, or says all that keeps it from being read.
class TableReader {
 public:
  explicit TableReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  Checked<PricedMarket> read(std::uint64_t stamp) {
    found_ = bytes_.faults(table_bytes_kind, "table_bytes");
    if (!found_.empty()) return found_;
    if (const std::uint64_t stamped = bytes_.word(); stamped != stamp)
      report(found_, FaultCode::out_of_range, "table_bytes.stamp", {}, static_cast<double>(stamped));
    const Index rows = size("table_bytes.rows"), unit_count = size("table_bytes.units"), block_count = size("table_bytes.blocks"),
                years_count = size("table_bytes.expiry_years"), certainty_count = size("table_bytes.certainties");
    const auto generation = static_cast<std::uint32_t>(bytes_.word());
    const double quote_price = bytes_.number(), least_certainty = bytes_.number();
    if (years_count < 1) fault(FaultCode::empty, "table_bytes.expiry_years");
    if (!found_.empty()) return found_;
    std::vector<ScenarioBlock> blocks = read_blocks(block_count);
    std::vector<RiskUnit> units;
    for (Index u = 0; u < unit_count; ++u) {
      const auto [asset, settlement] = halves();
      units.push_back({static_cast<AssetId>(asset), static_cast<AssetId>(settlement)});
    }
    if (!found_.empty() || bytes_.is_short()) return refused();
    if (words_of(rows, unit_count, blocks) != static_cast<double>(bytes_.left()) - static_cast<double>(years_count + certainty_count))
      return refused();

    PricedMarket table(rows, units, std::move(blocks), generation);
    table.quote_price = quote_price, table.least_certainty = least_certainty;
    std::vector<double> years = numbers(years_count);
    table.set_certainties(numbers(certainty_count));
    for (Index u = 0; u < unit_count; ++u) table.settlement_price(u) = bytes_.number(), table.spot(u) = bytes_.number();
    std::vector<RowTag> tags(static_cast<std::size_t>(rows));
    for (Index row = 0; row < rows; ++row)
      read_row(row, unit_count, years_count, table.terms(row), tags[static_cast<std::size_t>(row)], rows);
    table.set_tags(std::move(tags), std::move(years));
    for (Index b = 0; b < table.blocks_by_expiry(); ++b)
      for (std::uint32_t run = 0; run <= static_cast<std::uint32_t>(rows); ++run)
        table.factors(run, b) = {.gain = bytes_.number(), .loss = bytes_.number()};
    const auto wide = static_cast<std::size_t>(table.stride() * PricedMarket::lanes);
    if (rows > 0) bytes_.numbers({table.row(0), static_cast<std::size_t>(rows) * wide});
    if (unit_count > 0) bytes_.numbers({table.leg_row(0), units.size() * wide});
    if (unit_count > 0 && table.blocks_by_expiry() > 0) bytes_.numbers({table.weight_row(0), units.size() * wide});
    if (!found_.empty()) return found_;
    return table;
  }

 private:
  void fault(FaultCode code, const char* field, Index at = -1, double value = 0.0) { report(found_, code, field, {.outer = at}, value); }

  /// What the words that are there cannot make a table of.
  Faults refused() {
    if (found_.empty()) fault(FaultCode::length_mismatch, "table_bytes.shape", -1, static_cast<double>(bytes_.left()));
    return found_;
  }

  /// A count of things that take a word or more each.
  Index size(const char* field) {
    const std::uint64_t size = bytes_.word();
    if (size <= bytes_.left()) return static_cast<Index>(size);
    return fault(FaultCode::out_of_range, field, -1, static_cast<double>(size)), 0;
  }

  std::pair<std::uint32_t, std::uint32_t> halves() noexcept {
    const std::uint64_t word = bytes_.word();
    return {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32)};
  }

  std::vector<double> numbers(Index count) {
    std::vector<double> read(static_cast<std::size_t>(count));
    bytes_.numbers(read);
    return read;
  }

  std::vector<ScenarioBlock> read_blocks(Index count) {
    std::vector<ScenarioBlock> blocks;
    Index by_expiry = 0;
    for (Index b = 0; b < count && found_.empty(); ++b) {
      ScenarioBlock block{.count = size("table_bytes.block.count")};
      block.by_expiry = static_cast<Index>(bytes_.word());
      const Index leaders = size("table_bytes.block.leader"), bent = size("table_bytes.block.bent");
      const auto [numeraire, netting] = halves();
      if (numeraire > 1) fault(FaultCode::out_of_range, "table_bytes.block.numeraire", b, numeraire);
      if (netting > 2) fault(FaultCode::out_of_range, "table_bytes.block.netting", b, netting);
      block.numeraire = static_cast<Numeraire>(numeraire), block.netting = static_cast<Netting>(netting);
      block.is_folded = bytes_.word() != 0;
      block.bends = bytes_.word();
      if (block.by_expiry != -1 && block.by_expiry != by_expiry++)
        fault(FaultCode::out_of_range, "table_bytes.block.by_expiry", b, static_cast<double>(block.by_expiry));
      if (block.by_expiry >= 0 && bent < whole_lanes(block.count))
        fault(FaultCode::length_mismatch, "table_bytes.block.bent", b, static_cast<double>(bent));
      for (Index a = 0; a < leaders; ++a) block.leader.push_back(static_cast<AssetId>(bytes_.word()));
      check_leaders(found_, "table_bytes.block.leader", block.leader);
      block.bent = numbers(bent);
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  static constexpr Index whole_lanes(Index count) noexcept {
    return (count + PricedMarket::lanes - 1) / PricedMarket::lanes * PricedMarket::lanes;
  }

  /// Words of everything behind the units but years and certainties. In doubles: exact where it fits, and it cannot overflow.
  static double words_of(Index rows, Index units, const std::vector<ScenarioBlock>& blocks) noexcept {
    double wide = column_count, by_expiry = 0.0;
    for (const ScenarioBlock& block : blocks) {
      wide += static_cast<double>(whole_lanes(block.count));
      if (block.by_expiry >= 0) by_expiry += 1.0;
    }
    const auto r = static_cast<double>(rows), u = static_cast<double>(units);
    return 2.0 * u + 12.0 * r + by_expiry * 2.0 * (r + 1.0) + (r + u) * wide + (by_expiry > 0.0 ? u * wide : 0.0);
  }

  void read_row(Index row, Index units, Index years, ContractTerms& terms, RowTag& tag, Index rows) {
    const auto [kind, side] = halves();
    const auto [asset, settlement] = halves();
    const auto [listed, unit] = halves();
    const auto [rank, tag_kind] = halves();
    const auto [expiry, run] = halves();
    constexpr auto last_kind = static_cast<std::uint32_t>(InstrumentKind::option);
    if (kind > last_kind || tag_kind > last_kind) fault(FaultCode::out_of_range, "table_bytes.row.kind", row, std::max(kind, tag_kind));
    if (side > 1) fault(FaultCode::out_of_range, "table_bytes.row.side", row, side);
    if (listed != 0 && unit >= units) fault(FaultCode::out_of_range, "table_bytes.row.unit", row, unit);
    if (rank >= rows) fault(FaultCode::out_of_range, "table_bytes.row.rank", row, rank);
    if (expiry >= years) fault(FaultCode::out_of_range, "table_bytes.row.expiry", row, expiry);
    if (run > rows) fault(FaultCode::out_of_range, "table_bytes.row.run", row, run);
    tag = {.expiry = expiry, .run = run, .kind = static_cast<InstrumentKind>(tag_kind)};
    terms = {.kind = static_cast<InstrumentKind>(kind),
             .side = static_cast<OptionSide>(side),
             .asset = static_cast<AssetId>(asset),
             .settlement = static_cast<AssetId>(settlement),
             .listed = listed,
             .unit = unit,
             .rank = rank,
             .expiry = Timestamp{Timestamp::duration{static_cast<std::int64_t>(bytes_.word())}}};
    for (double* number : {&terms.multiplier, &terms.strike, &terms.years, &terms.underlying, &terms.volatility, &terms.certainty})
      *number = bytes_.number();
  }

  FlatReader bytes_;
  Faults found_{};
};

/// The table that `to_bytes` wrote with this stamp, bit for bit; or everything that is wrong with the bytes: truncated, damaged, of another
/// kind, stamp or shape.
inline Checked<PricedMarket> table_from_bytes(std::span<const std::byte> bytes, std::uint64_t stamp = 0) {
  return TableReader(bytes).read(stamp);
}

}  // namespace bulwark::BULWARK_TARGET

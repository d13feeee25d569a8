#pragma once

#include <limits>
#include <span>
#include <vector>

#include "bulwark/core/fault.hpp"
#include "bulwark/core/instrument.hpp"
#include "bulwark/scenario/listing.hpp"
#include "bulwark/scenario/revision.hpp"
#include "bulwark/scenario/scenario_set.hpp"

namespace bulwark::inline v1 {

/// Columns every priced row begins with; the profits under scenarios follow. All per contract, all linear in quantity.
enum class Column : std::uint8_t {
  coins,         ///< of the settlement asset: spot only
  option_value,  ///< settlement units
  future_value,  ///< settlement units, before the entry leg
  notional,      ///< quote
  delta,         ///< coins of the underlying: d(quote value) / d(forward)
  gamma,         ///< coins per quote
  vega,          ///< quote per 1.00 of volatility
  theta,         ///< quote per year
};
inline constexpr Index column_count = 8;

enum class InstrumentKind : std::uint8_t { spot, linear_future, inverse_future, option };

/// What a rule may want to know of a contract, beside its priced row.
struct ContractTerms {
  InstrumentKind kind = InstrumentKind::spot;
  OptionSide side = OptionSide::call;
  AssetId asset{};
  AssetId settlement = AssetId::quote;
  std::uint32_t listed = 0;  ///< generation that filled the row; 0: vacant
  std::uint32_t unit = 0;    ///< risk unit of the listing
  std::uint32_t rank = 0;    ///< place in listing order
  double multiplier = 1.0;   ///< units per contract
  double strike = 0.0;       ///< quote per coin; options
  double years = 0.0;        ///< to expiry; 0 for perpetuals and spot
  double underlying = 0.0;   ///< quote per coin: the forward of its expiry, a future's own mark, or spot
  double volatility = 0.0;   ///< that the row is priced with; options
  double certainty = 1.0;    ///< of the row's own feeds, in [0, 1]
  Timestamp expiry = perpetual;
};

/// Whether a contract is a future or a perpetual.
constexpr bool is_future(const ContractTerms& terms) noexcept {
  return terms.kind == InstrumentKind::linear_future || terms.kind == InstrumentKind::inverse_future;
}

/// Where a row stands among its neighbours in listing order. Small and apart from the terms: it is asked for often.
struct RowTag {
  std::uint32_t expiry = 0;  ///< equal for the contracts of one risk unit and expiry, perpetuals being one; a coin is one by itself
  std::uint32_t run = 0;     ///< equal for the options among them; every other row is one by itself
  InstrumentKind kind = InstrumentKind::spot;
};

/// The columns that one policy asked for.
struct ScenarioBlock {
  Index first = 0;  ///< column after the fixed ones
  Index count = 0;  ///< scenarios
  Numeraire numeraire = Numeraire::quote;
  Netting netting = Netting::asset;
  std::vector<AssetId> leader{};  ///< row AssetId; empty: everyone leads itself
  bool is_folded = true;          ///< otherwise the rule reads rows itself
  Index by_expiry = -1;           ///< which of the blocks that count options expiry by expiry; -1: not one
  std::vector<double> bent{};     ///< scenario; 1 where the smile bends. Only of a block by expiry; padded with 0
  std::uint64_t bends = 0;        ///< bit g: a smile bends in the g-th group of eight scenarios
};

}  // namespace bulwark::inline v1

namespace bulwark::BULWARK_TARGET {

/// The contract's place in the order, as the listing has it.
inline ContractKey contract_key(const ContractTerms& t) noexcept {
  const bool is_option = t.kind == InstrumentKind::option, is_spot = t.kind == InstrumentKind::spot;
  return {t.asset, is_spot ? Timestamp::min() : t.expiry, is_option ? t.strike : 0.0, is_option ? static_cast<int>(t.side) : -1,
          static_cast<std::size_t>(t.kind)};
}

/// Every listed instrument, priced once: instrument x (fixed columns, scenarios). Plain numbers with no opinion on policies.
/// A row is known entirely or NaN entirely. Fixed columns come first, each block starts on a multiple of eight.
class PricedMarket {
 public:
  static constexpr Index lanes = 8;
  struct alignas(64) Eight {
    double lane[lanes];
  };

  PricedMarket(Index rows, std::span<const RiskUnit> units, std::vector<ScenarioBlock> blocks, std::uint32_t generation)
      : blocks_(std::move(blocks)), units_(units.begin(), units.end()), generation_(generation) {
    // What an account is summed over in one pass comes first.
    for (const bool in_one_pass : {true, false}) {
      for (ScenarioBlock& block : blocks_) {
        if ((block.is_folded && block.by_expiry < 0) != in_one_pass) continue;
        block.first = stride_ * lanes;
        stride_ += (block.count + lanes - 1) / lanes;
        if (block.by_expiry >= 0) ++blocks_by_expiry_;
      }
      if (in_one_pass) summed_ = stride_;
    }
    tags_.resize(static_cast<std::size_t>(rows));
    expiry_years_.assign(1, 0.0);
    factors_.resize(static_cast<std::size_t>((rows + 1) * blocks_by_expiry_));
    if (blocks_by_expiry_ > 0) weights_.resize(static_cast<std::size_t>(std::ssize(units_) * stride_));
    terms_.resize(static_cast<std::size_t>(rows));
    table_.resize(static_cast<std::size_t>(rows * stride_));
    legs_.resize(static_cast<std::size_t>(std::ssize(units_) * stride_));
    settlement_price_.resize(units_.size());
    spot_.resize(units_.size());
  }

  Index rows() const noexcept { return std::ssize(terms_); }
  Index stride() const noexcept { return stride_; }  ///< groups of eight doubles in a row
  Index summed() const noexcept { return summed_; }  ///< of those, the first so many are summed whole
  std::uint32_t generation() const noexcept { return generation_; }

  /// Of what stands here, for who keeps something that follows from it: copies and moved tables have it, and one that comes as bytes has
  /// its own. Pricing again raises it; whoever writes to a priced table in another way calls `revise`.
  const Revision& revision() const noexcept { return revision_; }
  void revise() noexcept { revision_.raise(); }

  std::span<const ScenarioBlock> blocks() const noexcept { return blocks_; }
  std::span<const RiskUnit> units() const noexcept { return units_; }

  const ContractTerms& terms(Index row) const noexcept { return terms_[static_cast<std::size_t>(row)]; }
  ContractTerms& terms(Index row) noexcept { return terms_[static_cast<std::size_t>(row)]; }

  const double* row(Index row) const noexcept { return table_[static_cast<std::size_t>(row * stride_)].lane; }
  double* row(Index row) noexcept { return table_[static_cast<std::size_t>(row * stride_)].lane; }
  double at(Index row, Column column) const noexcept { return this->row(row)[static_cast<std::size_t>(column)]; }

  /// Profit of one contract under each scenario of a block, quote; in a block by expiry the value of an option (mark and profit).
  std::span<const double> profits(Index row, Index block) const noexcept {
    const ScenarioBlock& b = blocks_[static_cast<std::size_t>(block)];
    return {this->row(row) + b.first, static_cast<std::size_t>(b.count)};
  }
  std::span<double> profits(Index row, Index block) noexcept {
    const ScenarioBlock& b = blocks_[static_cast<std::size_t>(block)];
    return {this->row(row) + b.first, static_cast<std::size_t>(b.count)};
  }

  /// What one settlement unit of entry legs gains under each scenario, laid out as a row.
  const double* leg_row(Index unit) const noexcept { return legs_[static_cast<std::size_t>(unit * stride_)].lane; }
  double* leg_row(Index unit) noexcept { return legs_[static_cast<std::size_t>(unit * stride_)].lane; }

  /// Shares of the profit that count under each scenario, laid out as a row; filled for blocks by expiry, whose rows are unweighted.
  const double* weight_row(Index unit) const noexcept { return weights_[static_cast<std::size_t>(unit * stride_)].lane; }
  double* weight_row(Index unit) noexcept { return weights_[static_cast<std::size_t>(unit * stride_)].lane; }

  /// Where a row stands; for rules that ask for every position of every account.
  const RowTag& tag(Index row) const noexcept { return tags_[static_cast<std::size_t>(row)]; }
  double expiry_years(std::uint32_t expiry) const noexcept { return expiry_years_[expiry]; }  ///< left, of a tag's expiry
  std::span<const double> expiry_years() const noexcept { return expiry_years_; }
  Index blocks_by_expiry() const noexcept { return blocks_by_expiry_; }
  double& expiry_years(std::uint32_t expiry) noexcept { return expiry_years_[expiry]; }

  /// What a tag's run counts for in the `by_expiry`-th block that asks; 1 and 1 for what is no option.
  const ExpiryFactors& factors(std::uint32_t run, Index by_expiry) const noexcept {
    return factors_[static_cast<std::size_t>(by_expiry) * static_cast<std::size_t>(rows() + 1) + run];
  }
  ExpiryFactors& factors(std::uint32_t run, Index by_expiry) noexcept {
    return factors_[static_cast<std::size_t>(by_expiry) * static_cast<std::size_t>(rows() + 1) + run];
  }

  /// `tags` by row, their expiries the index into `years`.
  void set_tags(std::vector<RowTag> tags, std::vector<double> years) {
    tags_ = std::move(tags);
    expiry_years_ = std::move(years);
  }

  double quote_price = 1.0;  ///< of one quote unit in the money that prices are in

  /// Of an asset's spot feed, in [0, 1]; NaN for one that the market does not have.
  double certainty(AssetId asset) const noexcept {
    const auto a = static_cast<std::size_t>(asset);
    return a < certainty_.size() ? certainty_[a] : std::numeric_limits<double>::quiet_NaN();
  }
  std::span<const double> certainties() const noexcept { return certainty_; }  ///< row AssetId
  void set_certainties(std::vector<double> of_asset) { certainty_ = std::move(of_asset); }
  double least_certainty = 1.0;  ///< of all rows and assets that are known

  double settlement_price(Index unit) const noexcept { return settlement_price_[static_cast<std::size_t>(unit)]; }  ///< quote
  double& settlement_price(Index unit) noexcept { return settlement_price_[static_cast<std::size_t>(unit)]; }
  double spot(Index unit) const noexcept { return spot_[static_cast<std::size_t>(unit)]; }  ///< of the unit's asset, quote
  double& spot(Index unit) noexcept { return spot_[static_cast<std::size_t>(unit)]; }

 private:
  std::vector<ScenarioBlock> blocks_;
  std::vector<RiskUnit> units_;
  std::vector<ContractTerms> terms_;
  std::vector<Eight> table_, legs_, weights_;
  std::vector<RowTag> tags_;
  std::vector<double> expiry_years_;
  std::vector<ExpiryFactors> factors_;
  std::vector<double> settlement_price_, spot_, certainty_;
  Index stride_ = column_count / lanes, summed_ = 0, blocks_by_expiry_ = 0;
  std::uint32_t generation_;
  Revision revision_;
};

}  // namespace bulwark::BULWARK_TARGET

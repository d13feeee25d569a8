#include "bulwark/scenario/option_rows.hpp"

#include <bit>
#include <cstdint>

#include "bulwark/pricing/double_exponential.hpp"
#include "bulwark/scenario/price_market.hpp"
#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Many strikes of three assets in two settlements, calls and puts, and futures between them.
std::vector<ListedInstrument> many(int strikes) {
  std::vector<ListedInstrument> listed;
  const auto add = [&](const Instrument& instrument, AssetId settlement) {
    listed.push_back({.id = std::to_string(listed.size()), .instrument = instrument, .settlement = settlement});
  };
  const MarketState market = three_assets();
  for (int k = 0; k < strikes; ++k)
    for (const AssetId asset : {btc, eth})
      for (const AssetId settlement : {AssetId::quote, asset}) {
        const double strike = market[asset].spot * (0.5 + 0.07 * k);
        add(VanillaOption{asset, k % 2 == 0 ? OptionSide::call : OptionSide::put, strike, k % 3 == 0 ? december : july}, settlement);
        if (k % 5 == 2 && settlement == AssetId::quote) add(LinearFuture{asset, k % 2 == 0 ? july : december}, settlement);
      }
  return listed;
}

template <Pricer P>
void check_alone_and_together(const P& pricer, const std::vector<ListedInstrument>& all = many(11)) {
  const MarketState market = three_assets();
  const std::vector<ScenarioSet> sets{grid().scenarios(3)};
  const Priced together = price_market(*Listing::from(all), market, pricer, sets, InScenarios(3, 1u));
  REQUIRE(together.faults.empty());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Priced alone = price_market(*Listing::from(std::span{&all[i], 1}), market, pricer, sets, InScenarios(3, 1u));
    for (Index c = 0; c < alone.table.stride() * PricedMarket::lanes; ++c)
      REQUIRE(std::bit_cast<std::uint64_t>(alone.table.row(0)[c]) ==
              std::bit_cast<std::uint64_t>(together.table.row(static_cast<Index>(i))[c]));
  }
}

/// Black's values and nothing else: no Greeks in closed form.
struct OnlyValues {
  using Parameters = std::monostate;
  template <class Real>
  Real value(const Claim<Real>& claim, const Parameters&) const noexcept {
    return black_value(claim);
  }
};
static_assert(Pricer<OnlyValues> && !PricerWithGreeks<OnlyValues>);

}  // namespace

TEST_CASE("an option priced among others has the bits of one priced alone", "[scenario][option_rows]") {
  check_alone_and_together(Black{});
  check_alone_and_together(OnlyValues{});
}

TEST_CASE("a put beside its call has the bits of one priced alone, whatever the pricer", "[scenario][option_rows]") {
  check_alone_and_together(Black{}, chain());
  check_alone_and_together(OnlyValues{}, chain());
  check_alone_and_together(JumpDiffusion{}, chain());
  check_alone_and_together(DoubleExponential{}, chain());
}

TEST_CASE("a put whose volatility is not its call's is priced by itself", "[scenario][option_rows]") {
  const std::vector<ListedInstrument> all = chain();
  const Listing listing = *Listing::from(all);
  const std::vector<ScenarioSet> sets{grid().scenarios(3)};
  MarketState market = three_assets();
  const auto priced = [&] { return price_market(listing, market, Black{}, sets, InScenarios{}).table; };
  const PricedMarket together = priced();
  for (Index row = 0; row < listing.rows(); ++row) {
    const auto* option = std::get_if<VanillaOption>(&listing[row].instrument);
    if (!option) continue;
    market.volatilities.assign(static_cast<std::size_t>(listing.rows()), std::nullopt);
    market.volatilities[static_cast<std::size_t>(row)] = 0.625;
    const PricedMarket apart = priced();
    for (Index other = 0; other < listing.rows(); ++other) {
      const bool is_same = std::equal(apart.row(other), apart.row(other) + apart.stride() * PricedMarket::lanes, together.row(other));
      CHECK(is_same == (other != row));
    }
  }
}

TEST_CASE("each option is priced with the model of its own asset, however they take turns", "[scenario][option_rows]") {
  MarketState market = three_assets();
  market.assets[0].model = JumpParameters{.per_year = 1.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.2};
  market.assets[1].model = JumpParameters{.per_year = 4.0, .mean_log_jump = 0.1, .log_jump_deviation = 0.1};
  const std::vector<ListedInstrument> all = many(6);
  const Listing listing = *Listing::from(all);
  const Priced p = price_market(listing, market, JumpDiffusion{}, {}, InScenarios{});
  REQUIRE(p.faults.empty());
  for (Index row = 0; row < listing.rows(); ++row) {
    const auto* option = std::get_if<VanillaOption>(&listing[row].instrument);
    if (!option) continue;
    const ContractTerms& terms = p.table.terms(row);
    const AssetMarket& asset = market[option->asset];
    const double value = bulwark::value(JumpDiffusion{}, {terms.underlying, terms.strike, terms.volatility, terms.years, sign(terms.side)},
                                        std::get<JumpParameters>(asset.model));
    const double discount = forward_at(asset, market.now, option->expiry).discount;
    const bool is_coin = terms.settlement == terms.asset;
    CHECK(p.table.at(row, Column::option_value) == (is_coin ? value / terms.underlying : value * discount));
  }
}

TEST_CASE("faults come row by row, though rows are priced together", "[scenario][option_rows][faults]") {
  MarketState market = three_assets();
  market.marks.resize(4);
  market.marks[0] = 1e308;  // of ten contracts: overflows once it is priced
  market.marks[1] = -1.0;
  market.marks[2] = 1e308;
  const auto call = [&](const char* id, double strike) {
    return ListedInstrument{.id = id, .instrument = VanillaOption{btc, OptionSide::call, strike, july}, .multiplier = 10.0};
  };
  const std::vector<ListedInstrument> all{call("a", 1e5), call("b", 1.1e5), call("c", 1.2e5), call("d", 1.3e5)};
  market.volatilities.assign(4, 0.5);
  const Priced p = price_market(*Listing::from(all), market, Black{}, {}, InScenarios{});
  CHECK(said(p.faults) == std::vector<std::string>{"market.row[0,1] overflows, got inf", "market.marks[1] must not be negative, got -1",
                                                   "market.row[2,1] overflows, got inf"});
  CHECK(is_finite(p.table.at(3, Column::option_value)));
}

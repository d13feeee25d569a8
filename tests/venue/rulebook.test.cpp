#include "bulwark/core/rulebook.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "bulwark/evaluate/explain.hpp"
#include "bulwark/venue/aave_v3.hpp"
#include "bulwark/venue/binance.hpp"
#include "bulwark/venue/bybit.hpp"
#include "bulwark/venue/bybit_portfolio_margin.hpp"
#include "bulwark/venue/cme_span.hpp"
#include "bulwark/venue/deribit_cross_portfolio_margin.hpp"
#include "bulwark/venue/deribit_early_portfolio_margin.hpp"
#include "bulwark/venue/deribit_portfolio_margin.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_portfolio_margin_1.hpp"
#include "bulwark/venue/derive_portfolio_margin_2.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "bulwark/venue/drift_v2.hpp"
#include "bulwark/venue/dydx_v4.hpp"
#include "bulwark/venue/gate.hpp"
#include "bulwark/venue/gmx_v2.hpp"
#include "bulwark/venue/hyperliquid.hpp"
#include "bulwark/venue/maker.hpp"
#include "bulwark/venue/morpho.hpp"
#include "bulwark/venue/occ_tims.hpp"
#include "bulwark/venue/okx.hpp"
#include "bulwark/venue/okx_portfolio_margin.hpp"
#include "bulwark/venue/opyn_gamma.hpp"
#include "bulwark/venue/paradex.hpp"
#include "bulwark/venue/reg_t.hpp"
#include "bulwark/venue/synthetix_v3.hpp"
#include "bulwark/venue/vega.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

constexpr const Rulebook* rulebooks[]{&venue::aave_v3_rulebook,
                                      &venue::binance_usdm_rulebook,
                                      &venue::binance_coinm_rulebook,
                                      &venue::binance_portfolio_margin_rulebook,
                                      &venue::bybit_rulebook,
                                      &venue::bybit_on_entry_rulebook,
                                      &venue::bybit_portfolio_margin_rulebook,
                                      &venue::cme_span_rulebook,
                                      &venue::deribit_cross_portfolio_margin_rulebook,
                                      &venue::deribit_early_portfolio_margin_rulebook,
                                      &venue::deribit_portfolio_margin_rulebook,
                                      &venue::deribit_standard_margin_rulebook,
                                      &venue::deribit_cross_standard_margin_rulebook,
                                      &venue::derive_portfolio_margin_1_rulebook,
                                      &venue::derive_portfolio_margin_2_rulebook,
                                      &venue::derive_standard_margin_rulebook,
                                      &venue::drift_v2_rulebook,
                                      &venue::dydx_v4_rulebook,
                                      &venue::gate_rulebook,
                                      &venue::gmx_v2_rulebook,
                                      &venue::hyperliquid_rulebook,
                                      &venue::hyperliquid_transfers_rulebook,
                                      &venue::maker_rulebook,
                                      &venue::morpho_rulebook,
                                      &venue::occ_tims_rulebook,
                                      &venue::okx_rulebook,
                                      &venue::okx_portfolio_margin_rulebook,
                                      &venue::opyn_gamma_rulebook,
                                      &venue::paradex_portfolio_margin_rulebook,
                                      &venue::reg_t_rulebook,
                                      &venue::synthetix_v3_rulebook,
                                      &venue::vega_rulebook,
                                      &venue::vega_fully_collateralised_rulebook};

Index count(std::string_view text, std::string_view word) {
  Index found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("every composition of a venue passes on a rulebook", "[venue][rulebook]") {
  Index compositions = 0, passed_on = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(BULWARK_SOURCE_DIR) / "include/bulwark/venue")) {
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Index here = count(text, "return RiskEvaluator{");
    INFO(entry.path().filename());
    CHECK(count(text, "rulebook};") + count(text, "rulebook,") == here);
    compositions += here, passed_on += count(text, "venue.rulebook};") + count(text, "venue.rulebook,");
  }
  CHECK(compositions - passed_on == std::ssize(rulebooks));
}

TEST_CASE("a rulebook names its venue, its source and its date, and nothing twice", "[venue][rulebook]") {
  std::set<std::string_view> names;
  for (const Rulebook* book : rulebooks) {
    INFO(book->venue);
    for (const char* text : {book->venue, book->source, book->date}) CHECK_FALSE(std::string_view(text).empty());
    CHECK(names.insert(book->venue).second);
    CHECK(book->assumptions() > 0);
    for (std::size_t a = 0; a < book->assumed.size(); ++a)
      CHECK((book->assumed[a] != nullptr) == (static_cast<Index>(a) < book->assumptions()));  // none after the last
  }
}

TEST_CASE("an explanation says whose rules spoke, through a wrapper too", "[venue][rulebook]") {
  constexpr AssetId bitcoin{0};
  const MarketState market{.now = Timestamp{}, .assets = {{.spot = 70'000.0}}};
  const Account account{.positions = {{Spot{bitcoin}, 1.0}, {InverseFuture{bitcoin}, 70'000.0, 70'000.0}}};
  const Listing listing = *listing_of(account, false);
  const AccountRows rows = listing.admit(std::span{&account, 1});
  REQUIRE(rows.faults().empty());
  const auto rulebook_of = [&](const auto& venue) {
    const auto tick = venue.price(listing, market);
    REQUIRE(tick);
    return explain(*tick, rows.at(0)).rulebook;
  };
  const auto deribit = venue::deribit_portfolio_margin(venue::deribit_btc_june_2024());
  CHECK(rulebook_of(deribit) == &venue::deribit_portfolio_margin_rulebook);
  CHECK(rulebook_of(venue::deribit_with_reserved(deribit, {.currency = bitcoin})) == &venue::deribit_portfolio_margin_rulebook);
  CHECK(rulebook_of(venue::hyperliquid({.schedules = {venue::hyperliquid_btc()}})) == &venue::hyperliquid_rulebook);
}

#include "bulwark/venue/aave_v3.hpp"
#include "bulwark/venue/deribit_standard_margin.hpp"
#include "bulwark/venue/derive_standard_margin.hpp"
#include "bulwark/venue/maker.hpp"
#include "bulwark/venue/morpho.hpp"
#include "bulwark/venue/opyn_gamma.hpp"
#include "bulwark/venue/reg_t.hpp"
#include "support/venue_laws.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

std::vector<LawfulVenue> venues() {
  std::vector<LawfulVenue> all;
  const venue::AaveV3 pool{.of_asset = {venue::aave_v3_wrapped_bitcoin, venue::aave_v3_ether, venue::aave_v3_link}};
  all.push_back(lawful("Aave v3", venue::aave_v3(pool), {.coins = true, .owed_coins = true}));
  all.push_back(lawful("Morpho", venue::morpho({.ratio = 0.86}, btc), {.coins = true}));
  all.push_back(lawful("Maker", venue::maker(venue::maker_wbtc_c_november_2021<double>()), {.coins = true}));
  all.push_back(lawful("Opyn Gamma", venue::opyn_gamma(venue::opyn_gamma_of_its_tests()), {.coins = true, .options = true, .late = false}));
  all.push_back(lawful("Regulation T", venue::reg_t(), {.coins = true, .owed_coins = true, .options = true}));
  all.push_back(lawful("Deribit standard margin", venue::deribit_standard_margin(venue::deribit_btc_standard_2024()),
                       {.coins = true, .inverse = true, .coin_options = true},
                       {{&law::halves, "the share grows with the size", {.positions = {inverse_future(eth, 65'536.0)}}},
                        {&law::rise,
                         "of a huge position more than its price is asked, and a rise makes fewer coins of it",
                         {.positions = {inverse_future(eth, -67'108'864.0)}}}}));
  const SizeRate per_coin = venue::deribit_futures(venue::deribit_btc_standard_2024());
  all.push_back(
      lawful("Deribit cross standard margin",
             venue::deribit_cross_standard_margin({.of_asset = {{per_coin, 0.05}, {per_coin, 0.05}, {per_coin, 0.1}}}),
             {.coins = true, .owed_coins = true, .linear = true, .inverse = true, .options = true, .coin_options = true},
             {{&law::halves, "the share grows with the size", {.positions = {perpetual_future(eth, 64.0)}}},
              {&law::fall, "more than its price is asked of a coin of a huge position", {.positions = {perpetual_future(eth, 65'536.0)}}},
              {&law::rise, "a rise makes fewer coins of a huge position", {.positions = {inverse_future(eth, -67'108'864.0)}}}}));
  all.push_back(
      lawful("Derive standard margin",
             venue::derive_standard_margin({.of_asset = {venue::derive_market(venue::derive_major_perpetual, venue::derive_bitcoin),
                                                         venue::derive_market(venue::derive_major_perpetual, venue::derive_ether)}}),
             {.coins = true, .linear = true, .options = true, .dated = false}));
  return all;
}

}  // namespace

TEST_CASE("venues of accounts without scenarios keep the laws but those that they are known to break", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_laws(venue);
}

TEST_CASE("at venues without scenarios a number that is none never makes an account healthy", "[venue][laws]") {
  for (const LawfulVenue& venue : venues()) check_nan(venue);
}

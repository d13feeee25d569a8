// The same book on many venues: what does each ask for it, why do they differ, and where would each liquidate it?
#include "compare/isolated.hpp"
#include "compare/table.hpp"
#include "compare/venues.hpp"

int main() {
  using namespace compare;
  const Holds as_it_is{.coin_options = true, .inverse = true}, no_coins{.coins = false}, as_shares{.perpetuals = false};
  Table whole(
      "options, perpetuals and coins",
      "Put spread, diagonal and naked puts on BTC, put spread and naked calls on ETH; an inverse BTC perpetual, a linear one on ETH; "
      "2 BTC,\n20 ETH and 40,000 dollars. Deribit's prices and volatilities of 2026-04-15, perpetuals entered at them.");
  whole.add(deribit_portfolio(), as_it_is);
  whole.add(deribit_standard(), as_it_is, "ETH's futures at BTC's rates");
  whole.add(derive_1(), {}, "BTC and ETH in one account");
  whole.add(derive_2(), {}, "BTC and ETH in one account; coins move with the scenarios and are not cut");
  whole.add(derive_standard(), {});
  whole.add(okx(), as_it_is, "ETH discounted as BTC");
  whole.add(bybit(), {.inverse = true}, "ETH by BTC's parameters; coins count for 85 %, an example's ratio");
  whole.add(paradex(), no_coins);
  whole.add(tims(), as_shares, "coins and options as if they were shares' (15 % either way)");
  whole.add(reg_t(), as_shares, "coins and options as if they were shares'");

  Table rest("perpetuals and coins alone", "The same without its options, closed at their marks: what venues without options can hold.");
  rest.add(deribit_standard(), {.options = false, .inverse = true}, "ETH's futures at BTC's rates");
  rest.add(derive_standard(), {.options = false});
  rest.add(binance(), {.options = false}, "coins count for 95 %, assumed");
  rest.add(hyperliquid(), {.options = false, .coins = false});
  rest.add(dydx(), {.options = false, .coins = false});
  if (!whole.print() || !rest.print()) return 1;
  print_modes(deribit_standard(), deribit_portfolio());
  std::printf(
      "\nWhy: who revalues the whole book sees its hedges, who adds up positions charges both legs; and a coin that moves with the\n"
      "scenarios is not cut, a coin that does not is.\n");
  std::printf(
      "\nNot here: CME SPAN (a clearing house's file gives the ranges of each product, and none of coins is known), OKX and Gate beyond\n"
      "portfolio margin (tiers of one coin each), GMX (one position an account), Drift, Mango, Synthetix (markets stand on the chain).\n");
}

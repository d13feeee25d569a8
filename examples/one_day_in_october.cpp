// Who pays for an evening like that of 10 October 2025? `one_day_in_october` runs six coins' prices over three thousand made-up accounts,
// `one_day_in_october DATA [PICTURE]` eighteen coins' over the accounts of the public data set, under four policies.
#include <cstdio>

#include "one_day_in_october/drawing.hpp"
#include "one_day_in_october/policies.hpp"

using namespace one_day_in_october;

int main(int argc, char** argv) {
  if (argc > 3) return std::fprintf(stderr, "usage: one_day_in_october [DATA [PICTURE]]\n"), 1;
  const std::string data = argc > 1 ? argv[1] : "";
  const auto coins = argc > 1 ? day_from(data + "/prices/perp_hourly_ohlc_20251009_20251012.csv") : std::optional{built_in_day()};
  if (!coins) return 1;
  std::printf("a fund of 1,000; money in thousands\n\n");
  std::vector<Evening> told;
  if (argc == 1) print("3,000 made-up accounts", told = under_each_policy(*coins, built_in_book(*coins)));
  for (const auto& [title, share] : {std::pair{"accounts as they were", 1.0}, {"with a tenth of their free margin", 0.1}}) {
    if (argc == 1) break;
    const auto book = book_from(data + "/positions/hl_positions_20260205T143449Z.csv", *coins, share);
    if (!book) return 1;
    print(title, told = under_each_policy(*coins, *book));
  }
  std::printf(
      "hit: accounts that were closed in part or in whole; closed: notional in the market; waiting: the most that bankrupt accounts "
      "lacked\n"
      "while they were not yet closed; to fund: of the penalties; everybody: bad debt beyond the fund; winners: notional closed against\n"
      "winners, and forgone what they got less than the mark. Prices fell to %.0f %% of their start, in the mean of %zu coins.\n",
      100.0 * *std::min_element(told[0].index.begin(), told[0].index.end()), coins->size());
  if (argc > 2 && !draw(told, argv[2])) return std::fprintf(stderr, "%s: cannot be written\n", argv[2]), 1;
}

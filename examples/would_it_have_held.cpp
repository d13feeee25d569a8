// Would it have held? Value at risk and margins walked through a history day by day, and held against what came. `would_it_have_held`
// walks two coins that were made up; `would_it_have_held FOLDER [PICTURE.svg]` the daily returns of a public data set (crypto 2020 to 2026,
// shares 2020 to 2026), and draws requirement against loss. Books are held anew each day, of notional one, without funding or fees.
#include <cstdio>

#include "would_it_have_held/picture.hpp"
#include "would_it_have_held/walks.hpp"

int main(int argc, char** argv) {
  using namespace held;
  if (argc > 3) return std::fprintf(stderr, "usage: would_it_have_held [FOLDER [PICTURE.svg]]\n"), 1;
  const bool is_real = argc > 1;
  const std::vector<DailyHistory> histories = is_real ? histories_in(argv[1]) : std::vector<DailyHistory>{made_up_history()};
  if (histories.empty()) return std::fprintf(stderr, "would_it_have_held: %s: cannot be read\n", argv[1]), 1;

  const auto linear = walk_linear_books(histories);
  const auto option = walk_option_books(histories[0], is_real ? 6 : 1, is_real ? 60 : histories[0].hold_out() - 1);
  if (!linear || !option) return std::fprintf(stderr, "would_it_have_held: a book cannot be fitted\n"), 1;
  for (const DailyHistory& history : histories) print_period(history);
  print_all(*linear, is_real), print_all(*option, is_real);

  if (argc < 3) return 0;
  const Walks& bitcoin = linear->front();
  const std::vector<Walked> drawn{bitcoin.policies[1], bitcoin.policies[0], bitcoin.policies[4]};
  if (!draw(histories[0], bitcoin.book, drawn, bitcoin.cost(), argv[2]))
    return std::fprintf(stderr, "would_it_have_held: %s: cannot be written to\n", argv[2]), 1;
}

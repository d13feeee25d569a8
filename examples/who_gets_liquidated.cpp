// Who gets liquidated where, and does the exchange agree? `who_gets_liquidated` asks of four accounts; `who_gets_liquidated POSITIONS
// [TABLES]` reads the accounts and the table of margins of the public data set.
#include <cstdio>

#include "demo/figures.hpp"
#include "demo/quoted_positions.hpp"

int main(int argc, char** argv) {
  if (argc > 3) return std::fprintf(stderr, "usage: who_gets_liquidated [POSITIONS [TABLES]]\n"), 1;
  const auto accounts =
      argc == 1 ? demo::well_known_accounts() : demo::read_accounts(argv[1], argc == 3 ? argv[2] : demo::tables_beside(argv[1]));
  if (!accounts) return 1;

  long compared = 0, agree = 0, alone = 0;
  std::printf("%-14s %-9s %16s %14s %18s %18s\n", "account", "coin", "size", "mark", "quoted", "ours");
  for (const auto& [name, positions] : *accounts) {
    long compared_here = 0, agree_here = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const demo::QuotedPosition& p = positions[i];
      if (!demo::available_for(positions, i)) {
        ++alone;
        continue;
      }
      const std::optional<double> ours = demo::our_price(positions, i);
      ++compared_here;
      agree_here += ours && std::abs(*ours / p.quoted - 1.0) <= 1e-6;
      std::printf("%-14s %-9s %16.4f %14.6g %18.8f %18s\n", name.c_str(), p.coin.c_str(), p.size, p.mark, p.quoted,
                  ours ? demo::grouped(*ours, 8).c_str() : "none");
    }
    if (compared_here > 0) std::printf("%-14s %ld of %ld agree to 1e-6\n", name.c_str(), agree_here, compared_here);
    compared += compared_here, agree += agree_here;
  }
  const double share = compared > 0 ? 100.0 * static_cast<double>(agree) / static_cast<double>(compared) : 0.0;
  std::printf("%ld of %ld quoted prices agree to 1e-6: %.1f %%", agree, compared, share);
  std::printf(alone > 0 ? "; %ld stand alone in their account, with nothing to compare\n" : "\n", alone);
}

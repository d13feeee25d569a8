// Can a venue be spread over many machines? One tick, priced once and sent to all; its accounts, a simulated value at risk and a simulated
// insurance fund, each a share per rank, over MPI. What is printed has the same bits for any number of ranks and threads:
//   mpicxx -std=c++20 -O3 -Iinclude examples/a_venue_on_many_machines.cpp -o venue && mpirun -n 2 --bind-to none venue --threads 2
// `--spoil RANK` hands that rank bad accounts, `--damage RANK` a damaged table: the run ends with every fault and without a total.
// `--sizing` adds a page: what 100 million accounts and 1e10 paths need, computed from what the run measured.
#include "a_venue_on_many_machines/sizing.hpp"

int main(int argc, char** argv) {
  using namespace machines;
  Ranks ranks(argc, argv);
  const std::optional<Options> asked = options_of(argc, argv, ranks.size());
  if (!asked) {
    if (ranks.is_first()) std::fputs(usage, stderr);
    return 1;
  }

  const Listing listed = listing();
  const auto tick = tick_for_all(ranks, *asked, listed);
  const auto swept = tick ? sweep_all(ranks, *asked, listed, *tick) : std::nullopt;
  const auto losses = swept ? value_at_risk_of_all(ranks, *asked) : std::nullopt;
  const auto fund = losses ? fund_of_all(ranks, *asked) : std::nullopt;
  if (!fund) return 1;
  if (ranks.is_first()) print(swept->summary), print(losses->found), print(*fund);
  if (!asked->is_sizing) return 0;
  const Measured measured = measure(ranks, *asked, listed, *tick, *swept, *losses, *fund);
  if (ranks.is_first()) print(measured, *asked), print_needs(measured);
}

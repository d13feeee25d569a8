// How well do SVI, Merton and Kou meet an option chain, and what do they leave open? `fit_a_chain` asks two expiries of a crash;
// `fit_a_chain FILE [FOLDER]` those of a public data set's file, and draws each smile with its fits and residuals into FOLDER.
#include <cstdio>
#include <filesystem>

#include "fit_a_chain/built_in.hpp"
#include "fit_a_chain/chains.hpp"
#include "fit_a_chain/drawing.hpp"
#include "fit_a_chain/expiry.hpp"
#include "fit_a_chain/table.hpp"

int main(int argc, char** argv) {
  using namespace fit_a_chain;
  if (argc > 3) return std::fprintf(stderr, "usage: fit_a_chain [FILE [FOLDER]]\n"), 1;
  const bool is_file = argc > 1;
  const std::vector<NamedChain> chains = is_file ? read_chains(argv[1]) : built_in_chains();
  if (chains.empty()) return std::fprintf(stderr, "fit_a_chain: %s: cannot be read, or holds no chain\n", argv[1]), 1;

  std::vector<Expiry> expiries;
  std::size_t thin = 0;
  for (const NamedChain& chain : chains) {
    if (auto expiry = fit(chain))
      expiries.push_back(std::move(*expiry));
    else
      ++thin;
  }
  if (is_file) std::printf("%s\n", argv[1]);
  print_errors(expiries, is_file);
  print_parameters(expiries);
  print_summary(expiries, is_file);
  if (thin > 0) std::printf("%zu expiries have fewer than six out-of-the-money quotes, or no forward\n", thin);
  if (argc < 3) return 0;
  std::filesystem::create_directories(argv[2]);
  for (const Expiry& expiry : expiries)
    if (!draw(expiry, argv[2])) return std::fprintf(stderr, "fit_a_chain: %s: cannot be written to\n", argv[2]), 1;
  std::printf("%zu drawings in %s\n", expiries.size(), argv[2]);
}

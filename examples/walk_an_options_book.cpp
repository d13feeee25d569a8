// What made an options book's profit? `walk_an_options_book` takes three strategies through a crash; `walk_an_options_book DATA [FOLDER]`
// through the dated chains, closes and funding rates of a data set, and draws what each part has made by each date into FOLDER.
#include <cstdio>
#include <filesystem>
#include <vector>

#include "walk_an_options_book/built_in.hpp"
#include "walk_an_options_book/path.hpp"
#include "walk_an_options_book/picture.hpp"
#include "walk_an_options_book/strategies.hpp"
#include "walk_an_options_book/table.hpp"

int main(int argc, char** argv) {
  using namespace options_book;
  if (argc > 3) return std::fprintf(stderr, "usage: walk_an_options_book [DATA [FOLDER]]\n"), 1;
  const Data data = argc > 1 ? read_data(argv[1]) : built_in_data();
  if (data.chains.empty()) return std::fprintf(stderr, "walk_an_options_book: %s: holds no options/*.csv with a chain\n", argv[1]), 1;

  std::vector<Result> all;
  for (const auto& [asset, chains] : data.chains) {
    const std::vector<Surface> surfaces = fitted(chains);
    print_surfaces(surfaces);
    const Terms terms{.face = asset == "BTC" ? 10.0 : 1.0, .funding = data.funding};
    const std::vector<Result> results = all_taken(walks_through(surfaces, data.closes_of(asset)), terms);
    print_walks(results);
    all.insert(all.end(), results.begin(), results.end());
  }
  if (all.empty()) return std::printf("no two chains within 60 days have closes between them\n"), 0;
  print_residuals(all);
  const bool balances = print_balance(all, data.funding);
  if (argc > 2) std::filesystem::create_directories(argv[2]);
  for (const Result& result : all)
    if (argc > 2 && !draw(result, argv[2])) return std::fprintf(stderr, "walk_an_options_book: %s: cannot be written to\n", argv[2]), 1;
  return balances ? 0 : 1;
}

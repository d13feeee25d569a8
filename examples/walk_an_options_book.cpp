// What made an options book's profit? `walk_an_options_book` takes three strategies through a crash; `walk_an_options_book DATA [FOLDER]`
// through the dated chains, closes and funding rates of a data set, and draws what each part has made by each date into FOLDER.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "walk_an_options_book/book.hpp"
#include "walk_an_options_book/built_in.hpp"
#include "walk_an_options_book/path.hpp"
#include "walk_an_options_book/picture.hpp"
#include "walk_an_options_book/strategy.hpp"
#include "walk_an_options_book/table.hpp"

namespace {

using bulwark::OptionSide;

const std::vector<options_book::Strategy> strategies{
    {"short straddle", 0.0, true, {{OptionSide::call, 1.0, -1.0}, {OptionSide::put, 1.0, -1.0}}},
    {"covered call", 1.0, false, {{OptionSide::call, 1.1, -1.0}}},
    {"put spread", 0.0, false, {{OptionSide::put, 0.95, 1.0}, {OptionSide::put, 0.8, -1.0}}},
};

struct Walked {
  options_book::Result result;
  double imbalance;  ///< coins
};

Walked walk(const options_book::Strategy& strategy, const options_book::Terms& terms, const options_book::Walk& path) {
  options_book::Book book(strategy, terms, path.segments.front().points.front());
  for (const auto& segment : path.segments)
    for (std::size_t i = 1; i < segment.points.size(); ++i) book.walk(segment.points[i - 1], segment.points[i]);
  return {{strategy.name, book.coins(), book.rolls(), book.steps()}, book.imbalance(path.segments.back().points.back().spot)};
}

}  // namespace

int main(int argc, char** argv) {
  using namespace options_book;
  if (argc > 3) return std::fprintf(stderr, "usage: walk_an_options_book [DATA [FOLDER]]\n"), 1;
  const Data data = argc > 1 ? read_data(argv[1]) : built_in_data();
  if (data.chains.empty()) return std::fprintf(stderr, "walk_an_options_book: %s: holds no options/*.csv with a chain\n", argv[1]), 1;
  if (argc > 2) std::filesystem::create_directories(argv[2]);

  std::vector<Result> all;
  double imbalance = 0.0;
  for (const auto& [asset, chains] : data.chains) {
    std::vector<Surface> surfaces;
    for (const Chain& chain : chains)
      if (auto surface = fit(chain)) surfaces.push_back(std::move(*surface));
    print_surfaces(surfaces);
    const auto closes = data.closes.find(asset);
    const Terms terms{.face = asset == "BTC" ? 10.0 : 1.0, .funding = data.funding};
    for (const Walk& path : walks_through(surfaces, closes == data.closes.end() ? std::vector<Close>{} : closes->second)) {
      std::printf("\n%s; money in USD\n\n", path.name.c_str());
      std::vector<Result> results;
      for (const Strategy& strategy : strategies) {
        Walked walked = walk(strategy, terms, path);
        imbalance = std::max(imbalance, walked.imbalance);
        results.push_back(std::move(walked.result));
      }
      print_rolls(results);
      print_heading("sticky strike");
      for (const Result& result : results) print(result);
      print_heading("sticky moneyness");
      for (const Result& result : results) print_riding(result);
      if (argc > 2)
        for (const Result& result : results)
          if (!draw(result, path.name, argv[2]))
            return std::fprintf(stderr, "walk_an_options_book: %s: cannot be written to\n", argv[2]), 1;
      all.insert(all.end(), results.begin(), results.end());
    }
    std::printf("\n");
  }
  if (all.empty()) return std::printf("no two chains within 60 days have closes between them\n"), 0;
  print_residuals(all);
  std::printf("\nfunding %.4f %% per 8 hours; parts, fees, spread and funding add up to each account's change%s\n", 100.0 * data.funding,
              imbalance < 1e-9 ? " within 1e-9 coins" : ": NOT");
  return imbalance < 1e-9 ? 0 : 1;
}

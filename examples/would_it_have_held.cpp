// Would it have held? Value at risk and margins walked through a history day by day, and held against what came. `would_it_have_held`
// walks two coins that were made up; `would_it_have_held FOLDER [PICTURE.svg]` the daily returns of a public data set (crypto 2020 to 2026,
// shares 2020 to 2026), and draws requirement against loss. Books are held anew each day, of notional one, without funding or fees.
#include <cstdio>

#include "would_it_have_held/options.hpp"
#include "would_it_have_held/picture.hpp"
#include "would_it_have_held/table.hpp"

namespace {
using namespace held;

std::vector<DailyHistory> histories_in(const std::filesystem::path& folder) {
  using namespace std::chrono;
  const Day end_2021{year{2021} / 12 / 31}, mid_2024{year{2024} / 6 / 30};
  const auto early = read_returns(folder / "crypto_daily_logret_2020_2023.csv", "13 coins, 2020 to 2023", end_2021);
  const auto late = read_returns(folder / "crypto_daily_logret_2023_2026.csv", "9 coins, 2023 to 2026", mid_2024);
  const auto shares = read_returns(folder / "equity_daily_logret_2020_2026.csv", "24 US shares", end_2021);
  if (!early || !late || !shares) return {};
  return {joined(*early, *late, "bitcoin and ether", end_2021), *early, *late, *shares};
}

/// Equal weights of the assets named, or of all.
std::vector<double> equal_weights(const DailyHistory& history, const std::vector<std::string>& names = {}) {
  std::vector<double> exposure(history.assets.size());
  const double weight = 1.0 / double(names.empty() ? exposure.size() : names.size());
  for (std::size_t a = 0; a < exposure.size(); ++a)
    if (names.empty() || std::find(names.begin(), names.end(), history.assets[a]) != names.end()) exposure[a] = weight;
  return exposure;
}

std::vector<LinearBook> linear_books(const std::vector<DailyHistory>& histories) {
  const DailyHistory* pair = &histories[0];
  std::vector<LinearBook> books{{"long BTC", pair, {1.0, 0.0}},
                                {"short BTC", pair, {-1.0, 0.0}},
                                {"long ETH", pair, {0.0, 1.0}},
                                {"short ETH", pair, {0.0, -1.0}},
                                {"long BTC short ETH", pair, {0.5, -0.5}}};
  if (histories.size() < 4) return books;
  books.push_back(
      {"9 of 13 coins", &histories[1], equal_weights(histories[1], {"BTC", "ETH", "BNB", "ADA", "XRP", "DOGE", "LINK", "MATIC", "ALGO"})});
  books.push_back({"long LUNA", &histories[1], equal_weights(histories[1], {"LUNA"})});
  books.push_back({"9 coins", &histories[2], equal_weights(histories[2])});
  books.push_back({"24 shares", &histories[3], equal_weights(histories[3])});
  return books;
}

struct Walks {
  std::string book;
  const DailyHistory* history;
  std::vector<Walked> methods, policies;

  /// What each margin costs on average: the mean of historical value at risk over the hold-out.
  double cost() const { return backtest(known_from(methods[0].days, history->hold_out()), tail).mean_value_at_risk; }
};
}  // namespace

int main(int argc, char** argv) {
  if (argc > 3) return std::fprintf(stderr, "usage: would_it_have_held [FOLDER [PICTURE.svg]]\n"), 1;
  const std::vector<DailyHistory> histories = argc > 1 ? histories_in(argv[1]) : std::vector<DailyHistory>{made_up_history()};
  if (histories.empty()) return std::fprintf(stderr, "would_it_have_held: %s: cannot be read\n", argv[1]), 1;

  std::vector<Walks> linear, option;
  for (const LinearBook& book : linear_books(histories)) {
    const std::vector<double> profits = linear_profits(book.exposure, book.history->log_return);
    const auto fitted = fit(std::span{profits}.first(book.history->hold_out()));
    if (!fitted) return std::fprintf(stderr, "would_it_have_held: %s cannot be fitted\n", book.name.c_str()), 1;
    linear.push_back({book.name, book.history, by_method(book, profits, *fitted), by_policy(profits, *fitted)});
  }
  std::vector<Garch> rules;
  for (const std::vector<double>& coin : {std::vector<double>{1.0, 0.0}, std::vector<double>{0.0, 1.0}}) {
    const std::vector<double> profits = linear_profits(coin, histories[0].log_return);
    const auto garch = garch_fit(std::span{profits}.first(histories[0].hold_out()));
    if (!garch) return std::fprintf(stderr, "would_it_have_held: volatilities cannot be fitted\n"), 1;
    rules.push_back(garch->rule);
  }
  const std::vector<MarketState> closes = closes_of(histories[0], rules);
  {
    std::vector<OptionBook> books = option_books();
    if (argc == 1) books.resize(1);
    const std::size_t first = argc > 1 ? 60 : histories[0].hold_out() - 1;  // close of the first forecast
    const std::size_t each = (option_methods().size() + option_policies().size()) * (closes.size() - first - 1);
    examples::Progress progress("full revaluation, days", double(each * books.size()));
    for (const OptionBook& book : books)
      option.push_back({book.name, &histories[0], walk_options(option_methods(), book.book, closes, first, progress),
                        walk_options(option_policies(), book.book, closes, first, progress)});
  }

  for (const DailyHistory& history : histories) print_period(history);
  std::printf("\n");
  for (const std::vector<Walks>* all : {&linear, &option}) {
    print_var_head();
    for (const Walks& walks : *all)
      for (const Walked& walked : walks.methods) print_var(*walks.history, walks.book, walked);
    std::printf("\n");
  }
  if (argc > 1)
    for (const std::vector<Walks>* all : {&linear, &option})
      for (const Walks& walks : *all) print_crashes(*walks.history, walks.book, walks.methods);
  for (const std::vector<Walks>* all : {&linear, &option})
    for (const double cost : argc > 1 ? std::vector{1.0, 1.5} : std::vector{1.0}) {
      Scores scores;
      print_margin_head(cost);
      for (const Walks& walks : *all) print_margins(*walks.history, walks.book, walks.policies, cost * walks.cost(), scores);
      print_best(scores);
    }
  if (argc < 3) return 0;
  const std::vector<Walked>& of_bitcoin = linear[0].policies;
  const std::vector<Walked> drawn{of_bitcoin[1], of_bitcoin[0], of_bitcoin[4]};
  if (!draw(histories[0], linear[0].book, drawn, linear[0].cost(), argv[2]))
    return std::fprintf(stderr, "would_it_have_held: %s: cannot be written to\n", argv[2]), 1;
}

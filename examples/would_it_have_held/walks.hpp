#pragma once

#include "linear.hpp"
#include "options.hpp"
#include "table.hpp"

namespace held {

/// The data set's daily returns; none where they cannot be read.
inline std::vector<DailyHistory> histories_in(const std::filesystem::path& folder) {
  using namespace std::chrono;
  const Day end_2021{year{2021} / 12 / 31}, mid_2024{year{2024} / 6 / 30};
  const auto early = read_returns(folder / "crypto_daily_logret_2020_2023.csv", "13 coins, 2020 to 2023", end_2021);
  const auto late = read_returns(folder / "crypto_daily_logret_2023_2026.csv", "9 coins, 2023 to 2026", mid_2024);
  const auto shares = read_returns(folder / "equity_daily_logret_2020_2026.csv", "24 US shares", end_2021);
  if (!early || !late || !shares) return {};
  return {joined(*early, *late, "bitcoin and ether", end_2021), *early, *late, *shares};
}

/// Equal weights of the assets named, or of all.
inline std::vector<double> equal_weights(const DailyHistory& history, const std::vector<std::string>& names = {}) {
  std::vector<double> exposure(history.assets.size());
  const double weight = 1.0 / double(names.empty() ? exposure.size() : names.size());
  for (std::size_t a = 0; a < exposure.size(); ++a)
    if (names.empty() || std::find(names.begin(), names.end(), history.assets[a]) != names.end()) exposure[a] = weight;
  return exposure;
}

inline std::vector<LinearBook> linear_books(const std::vector<DailyHistory>& histories) {
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

/// All that was walked for one book.
struct Walks {
  std::string book;
  const DailyHistory* history;
  std::vector<Walked> methods, policies;

  /// What each margin costs on average: the mean of historical value at risk over the hold-out.
  double cost() const { return backtest(known_from(methods[0].days, history->hold_out()), tail).mean_value_at_risk; }
};

/// Every linear book by every method and margin; nothing where a fit is refused.
inline std::optional<std::vector<Walks>> walk_linear_books(const std::vector<DailyHistory>& histories) {
  std::vector<Walks> all;
  for (const LinearBook& book : linear_books(histories)) {
    const std::vector<double> profits = linear_profits(book.exposure, book.history->log_return);
    const auto fitted = fit(std::span{profits}.first(book.history->hold_out()));
    if (!fitted) return std::nullopt;
    all.push_back({book.name, book.history, by_method(book, profits, *fitted), by_policy(profits, *fitted)});
  }
  return all;
}

/// `books` option books on the first two assets of `history`, from the close of day `first` on.
inline std::optional<std::vector<Walks>> walk_option_books(const DailyHistory& history, std::size_t books, std::size_t first) {
  std::vector<Garch> rules;
  for (const std::vector<double>& coin : {std::vector<double>{1.0, 0.0}, std::vector<double>{0.0, 1.0}}) {
    const std::vector<double> profits = linear_profits(coin, history.log_return);
    const auto garch = garch_fit(std::span{profits}.first(history.hold_out()));
    if (!garch) return std::nullopt;
    rules.push_back(garch->rule);
  }
  const std::vector<MarketState> closes = closes_of(history, rules);
  const auto methods_of_options = option_methods(), policies = option_policies();
  examples::Progress progress("full revaluation, days",
                              double((methods_of_options.size() + policies.size()) * (closes.size() - first - 1) * books));
  std::vector<Walks> all;
  for (const OptionBook& book : option_books())
    if (all.size() < books)
      all.push_back({book.name, &history, walk_options(methods_of_options, book.book, closes, first, progress),
                     walk_options(policies, book.book, closes, first, progress)});
  return all;
}

/// Everything that was walked, as tables.
inline void print_all(const std::vector<Walks>& all, bool is_real) {
  print_var_head();
  for (const Walks& walks : all)
    for (const Walked& walked : walks.methods) print_var(*walks.history, walks.book, walked);
  if (is_real)
    for (const Walks& walks : all) print_crashes(*walks.history, walks.book, walks.methods);
  for (const double cost : is_real ? std::vector{1.0, 1.5} : std::vector{1.0}) {
    Scores scores;
    print_margin_head(cost);
    for (const Walks& walks : all) print_margins(*walks.history, walks.book, walks.policies, cost * walks.cost(), scores);
    print_best(scores);
  }
  std::printf("\n");
}

}  // namespace held

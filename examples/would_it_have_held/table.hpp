#pragma once

#include <cstdio>
#include <map>

#include "bulwark/var/margin_backtest.hpp"
#include "linear.hpp"

namespace held {

/// Days that everybody asks about.
inline std::vector<Day> crash_dates(const DailyHistory& history) {
  std::vector<Day> dates;
  for (const char* text : {"2020-03-12", "2021-05-19", "2022-05-09", "2022-05-11", "2022-06-13", "2022-06-18", "2022-11-08", "2022-11-09",
                           "2025-04-03", "2025-10-10", "2026-02-05"})
    if (const Day day = day_of(text); day >= history.dates.front() && day <= history.dates.back()) dates.push_back(day);
  return dates;
}

inline void print_period(const DailyHistory& history) {
  std::printf("\n%s: %s .. %s, fitted until %s, held out from %s: %zu days\n", history.name.c_str(), text_of(history.dates.front()).c_str(),
              text_of(history.dates.back()).c_str(), text_of(history.fitted_until).c_str(),
              text_of(history.dates[history.hold_out()]).c_str(), history.days() - history.hold_out());
}

inline void print_var_head() {
  std::printf("%-20s %-20s %9s %6s %9s %7s %7s %8s %8s  %s\n", "99 % of a day", "method", "mean VaR", "days", "breaches", "Kupiec",
              "Christ.", "mean over", "worst", "on");
}

/// One line: breaches against expected in the hold-out, p-values, and by how much losses were over.
inline void print_var(const DailyHistory& history, const std::string& book, const Walked& walked) {
  const std::size_t first = history.hold_out();
  const std::vector<ForecastDay> days = known_from(walked.days, first);
  const Backtest all = backtest(days, tail);
  std::string worst = "-";
  for (std::size_t day = first; day < walked.days.size(); ++day) {
    const ForecastDay& one = walked.days[day];
    if (all.exceptions > 0 && -one.profit - one.value_at_risk == all.worst_excess) worst = text_of(history.dates[day]);
  }
  std::printf("%-20s %-20s %7.2f %% %6td %3td /%5.1f %7.3f %7.3f %7.2f %% %6.2f %%  %s\n", book.c_str(), walked.name.c_str(),
              100.0 * all.mean_value_at_risk, all.days, all.exceptions, tail * double(all.days), all.coverage.p_value,
              all.conditional_coverage.p_value, 100.0 * all.mean_excess, 100.0 * all.worst_excess, worst.c_str());
}

/// What was lost on the days that everybody asks about, and what each method had said the evening before; `*` where it was exceeded.
inline void print_crashes(const DailyHistory& history, const std::string& book, const std::vector<Walked>& walks) {
  std::printf("%-20s %8s", (book + ":").c_str(), "loss");
  for (const Walked& w : walks) std::printf(" %14.14s", w.name.c_str());
  std::printf("\n");
  for (const Day date : crash_dates(history)) {
    const auto at = std::find(history.dates.begin(), history.dates.end(), date);
    if (at == history.dates.end()) continue;
    const auto day = static_cast<std::size_t>(at - history.dates.begin());
    if (!is_finite(walks[0].days[day].profit)) continue;
    std::printf("  %s%-8s %6.2f %%", text_of(date).c_str(), date <= history.fitted_until ? " (fit)" : "",
                -100.0 * walks[0].days[day].profit);
    for (const Walked& w : walks) {
      const ForecastDay& one = w.days[day];
      if (is_finite(one.value_at_risk))
        std::printf(" %12.2f%%%c", 100.0 * one.value_at_risk, is_exception(one) ? '*' : ' ');
      else
        std::printf(" %12s  ", "unknown");
    }
    std::printf("\n");
  }
}

inline void print_margin_head(double cost) {
  std::printf(
      "\nmargins, each scaled so that its mean over the hold-out is %.2f times that of historical 99 %% VaR; owners open with 1.5 "
      "requirements\n",
      cost);
  std::printf("%-20s %-20s %7s %8s %9s %8s  %-10s %7s %8s %7s %8s\n", "book", "policy", "mean", "breaches", "shortfall", "worst", "on",
              "peak/tr", "5d rise", "liquid.", "by rise");
}

/// What a policy came to, book by book, and what all books were short of on each date, in mean requirements.
struct Score {
  std::string policy;
  std::vector<MarginBacktest> books{};
  std::map<Day, double> short_of{};
};
using Scores = std::vector<Score>;

/// One line for each policy, all of them at the same mean requirement `mean`.
inline void print_margins(const DailyHistory& history, const std::string& book, const std::vector<Walked>& walks, double mean,
                          Scores& scores) {
  const std::size_t first = history.hold_out();
  if (scores.empty())
    for (const Walked& w : walks) scores.push_back({w.name});
  for (std::size_t i = 0; i < walks.size(); ++i) {
    const std::vector<ForecastDay> days = known_from(walks[i].days, first);
    const double scale = scale_to_mean(days, mean);
    const MarginBacktest all = margin_backtest(days, scale);
    scores[i].books.push_back(all);
    std::string worst = "-";
    for (std::size_t day = first; day < walks[i].days.size(); ++day) {
      const ForecastDay& one = walks[i].days[day];
      const double over = -one.profit - product(scale, one.value_at_risk);
      if (all.breaches > 0 && over == all.worst_shortfall) worst = text_of(history.dates[day]);
      if (is_finite(over)) scores[i].short_of[history.dates[day]] += greatest(0.0, over) / mean;
    }
    std::printf("%-20s %-20s %5.2f %% %8td %7.2f %% %6.2f %%  %-10s %7.2f %6.0f %% %7td %8td\n", book.c_str(), walks[i].name.c_str(),
                100.0 * all.mean_requirement, all.breaches, 100.0 * all.shortfall, 100.0 * all.worst_shortfall, worst.c_str(),
                all.peak_to_trough, 100.0 * all.largest_rise, all.liquidations, all.liquidations_by_a_rise);
  }
}

/// By how many standard errors a policy was short of less than another: dates as independent draws, all books of a date together. Below 2
/// the history does not tell them apart.
inline double errors_apart(const Score& better, const Score& worse) {
  double sum = 0.0, squares = 0.0;
  for (const auto& [date, over] : worse.short_of) {
    const auto own = better.short_of.find(date);
    const double apart = over - (own == better.short_of.end() ? 0.0 : own->second);
    sum += apart, squares += apart * apart;
  }
  const auto n = double(worse.short_of.size());
  return sum == 0.0 ? 0.0 : sum / std::sqrt(squares - sum * sum / n);
}

/// Who was best at equal cost: over the books, shortfalls in mean requirements, so that no book counts for more because it is wilder, and
/// how often each had the least.
inline void print_best(const Scores& scores) {
  const std::size_t books = scores.front().books.size();
  std::printf("\n%-34s %10s %10s %9s %9s %8s %12s %12s %8s\n", ("at equal cost, books: " + std::to_string(books)).c_str(), "shortfall",
              "worst day", "breaches", "liquid.", "by rise", "least short.", "least worst", "vs grid");
  const Score* best = nullptr;
  double least_of_all = std::numeric_limits<double>::infinity();
  for (const Score& score : scores) {
    double shortfall = 0.0, worst = 0.0;
    Index breaches = 0, liquidations = 0, by_rise = 0, least_shortfall = 0, least_worst = 0;
    for (std::size_t b = 0; b < books; ++b) {
      const MarginBacktest& own = score.books[b];
      shortfall += own.shortfall / own.mean_requirement / double(books),
          worst += own.worst_shortfall / own.mean_requirement / double(books);
      breaches += own.breaches, liquidations += own.liquidations, by_rise += own.liquidations_by_a_rise;
      bool has_least = true, is_mildest = true;
      for (const Score& other : scores) {
        has_least = has_least && own.shortfall <= other.books[b].shortfall;
        is_mildest = is_mildest && own.worst_shortfall <= other.books[b].worst_shortfall;
      }
      least_shortfall += has_least ? 1 : 0, least_worst += is_mildest ? 1 : 0;
    }
    std::printf("%-34s %10.3f %10.3f %9td %9td %8td %12td %12td %+8.1f\n", score.policy.c_str(), shortfall, worst, breaches, liquidations,
                by_rise, least_shortfall, least_worst, errors_apart(score, scores.front()));
    if (shortfall < least_of_all) least_of_all = shortfall, best = &score;
  }
  std::printf("shortfall and worst day in mean requirements, mean over the books; vs grid: standard errors of the difference\n");
  std::printf("least in all: %s; not told apart from it (two standard errors):", best->policy.c_str());
  for (const Score& score : scores)
    if (&score != best && errors_apart(*best, score) < 2.0) std::printf(" %s;", score.policy.c_str());
  std::printf("\n");
}

}  // namespace held

#pragma once

#include <chrono>

#include "../support/drawing.hpp"
#include "bulwark/var/margin_backtest.hpp"
#include "linear.hpp"

namespace held {

/// What was required against what was lost: losses as grey bars, red where they were more than the first policy asked for; a curve for
/// each of three policies, scaled to one mean over the hold-out, which begins at the dashed line.
inline bool draw(const DailyHistory& history, const std::string& book, std::span<const Walked> walks, double mean,
                 const std::filesystem::path& path) {
  constexpr const char* colours[3] = {"#1b9e77", "#7570b3", "#e6ab02"};
  const std::size_t first = history.hold_out();
  double highest = 0.0;
  for (const ForecastDay& day : walks[0].days) highest = std::max(highest, is_finite(day.profit) ? -day.profit : 0.0);
  const examples::Axis x{0.0, double(history.days()), 60.0, 1'180.0}, y{0.0, highest * 1.05, 460.0, 40.0};
  examples::Drawing drawing(1'200.0, 500.0);
  drawing.write(60.0, 20.0, book + ": daily loss and margin, share of notional; margins scaled to one mean over the hold-out");
  for (int i = 0; i <= 5; ++i) {
    char text[16];
    const double at = highest * 0.2 * i;
    std::snprintf(text, sizeof text, "%.0f%%", 100.0 * at);
    drawing.line(60.0, y(at), 1'180.0, y(at), "#dddddd"), drawing.write(20.0, y(at) + 4.0, text);
  }
  for (std::size_t day = 1; day < history.days(); ++day)
    if (std::chrono::year_month_day{history.dates[day]}.year() != std::chrono::year_month_day{history.dates[day - 1]}.year())
      drawing.write(x(double(day)), 480.0, text_of(history.dates[day]).substr(0, 4));
  drawing.line(x(double(first)), 40.0, x(double(first)), 460.0, "#999999", 2.0);
  drawing.write(x(double(first)) + 4.0, 52.0, "held out from here");
  std::vector<double> scale;
  for (const Walked& walked : walks) scale.push_back(scale_to_mean(known_from(walked.days, first), mean));
  for (std::size_t day = 0; day < history.days(); ++day) {
    const double loss = -walks[0].days[day].profit;
    const bool is_breach = loss > scale[0] * walks[0].days[day].value_at_risk;
    if (loss > 0.0) drawing.line(x(double(day)), 460.0, x(double(day)), y(loss), is_breach ? "#d62728" : "#bbbbbb", is_breach ? 2.0 : 0.8);
  }
  for (std::size_t i = 0; i < walks.size() && i < 3; ++i) {
    std::vector<std::pair<double, double>> points;
    for (std::size_t day = 0; day < history.days(); ++day)
      if (const double margin = scale[i] * walks[i].days[day].value_at_risk; is_finite(margin))
        points.emplace_back(x(double(day)), y(margin));
    drawing.curve(points, colours[i]);
    drawing.write(1'000.0, 60.0 + 16.0 * double(i), walks[i].name, colours[i]);
  }
  return drawing.save(path);
}

}  // namespace held

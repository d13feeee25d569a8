#pragma once

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "evening.hpp"

namespace one_day_in_october {

/// The fund under each policy, above the market's mean price.
inline bool draw(const std::vector<Evening>& evenings, const std::string& path) {
  static constexpr const char* colours[] = {"#d95f02", "#1b9e77", "#7570b3", "#e7298a"};
  std::string text =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 540' font-family='sans-serif' font-size='12'>\n"
      "<rect width='800' height='540' fill='white'/>\n";
  const auto add = [&](const char* form, auto... values) {
    char line[300];
    std::snprintf(line, sizeof line, form, values...);
    text += line;
  };
  double most = 0.0;
  for (const Evening& e : evenings)
    for (const double fund : e.fund) most = std::max(most, fund);
  const auto steps = static_cast<double>(evenings.front().fund.size() - 1);
  const auto curve = [&](const std::vector<double>& values, double bottom, double top, double highest, const char* colour) {
    text += "<polyline fill='none' stroke-width='1.5' stroke='" + std::string{colour} + "' points='";
    for (std::size_t i = 0; i < values.size(); ++i)
      add("%.1f,%.1f ", 60.0 + 720.0 * static_cast<double>(i) / steps, bottom + (top - bottom) * values[i] / highest);
    text += "'/>\n";
  };
  text += "<text x='60' y='20'>10 October 2025, 20:00 to 23:00 UTC: the insurance fund under each policy, in millions</text>\n";
  for (int i = 0; i <= 4; ++i) {
    add("<line x1='60' y1='%.1f' x2='780' y2='%.1f' stroke='#dddddd'/>\n", 320.0 - 70.0 * i, 320.0 - 70.0 * i);
    add("<text x='10' y='%.1f'>%.1f</text>\n", 324.0 - 70.0 * i, 0.25 * i * most * 1e-8);
  }
  for (std::size_t p = 0; p < evenings.size(); ++p) {
    curve(evenings[p].fund, 320.0, 40.0, most, colours[p % 4]);
    add("<text x='70' y='%.1f' fill='%s'>%s</text>\n", 340.0 + 15.0 * static_cast<double>(p), colours[p % 4], evenings[p].policy.c_str());
  }
  curve(evenings.front().index, 520.0, 420.0, 1.0, "#444444");
  text += "<text x='10' y='424'>100 %</text><text x='10' y='524'>0</text><text x='600' y='416'>mean price of all coins</text>\n</svg>\n";
  return static_cast<bool>(std::ofstream{path} << text);
}

}  // namespace one_day_in_october

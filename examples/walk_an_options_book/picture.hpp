#pragma once

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "../support/drawing.hpp"
#include "table.hpp"

namespace options_book {

/// What a strategy has made by each date, part by part.
inline bool draw(const Result& result, const std::filesystem::path& folder) {
  struct Line {
    const char* name;
    const char* colour;
    double (*of)(const Step&);
  };
  static constexpr Line lines[] = {
      {"delta", "#7f7f7f", [](const Step& s) { return s.parts.delta; }},
      {"gamma", "#d62728", [](const Step& s) { return s.parts.gamma; }},
      {"vega", "#1f77b4", [](const Step& s) { return s.parts.vega; }},
      {"theta", "#2ca02c", [](const Step& s) { return s.parts.theta; }},
      {"vanna", "#9467bd", [](const Step& s) { return s.parts.vanna; }},
      {"volga", "#17becf", [](const Step& s) { return s.parts.volga; }},
      {"jump", "#ff7f0e", [](const Step& s) { return s.parts.jump; }},
      {"residual", "#e377c2", [](const Step& s) { return s.parts.residual; }},
      {"fees, spread, funding", "#8c564b", [](const Step& s) { return s.funding - s.fees - s.spread; }},
      {"net", "black", [](const Step& s) { return s.net(); }},
  };
  double low = 0.0, high = 0.0;
  for (const Line& line : lines) {
    double sum = 0.0;
    for (const Step& s : result.steps) sum += line.of(s), low = std::min(low, sum), high = std::max(high, sum);
  }
  const auto day = [](const Step& s) { return double(s.end.time_since_epoch().count()) / 86.4e6; };
  const examples::Axis x{day(result.steps.front()), day(result.steps.back()), 80.0, 760.0}, y{low, high + 1.0, 460.0, 40.0};
  examples::Drawing drawing(920.0, 500.0);
  drawing.write(80.0, 22.0, result.strategy + ", " + result.walk + ": profit by what made it, USD, added up");
  for (std::size_t i = 0; i <= 4; ++i) {
    char text[24];
    const double at = low + 0.25 * double(i) * (high - low);
    std::snprintf(text, sizeof text, "%.0f", at);
    drawing.line(80.0, y(at), 760.0, y(at), "#eeeeee"), drawing.write(20.0, y(at) + 4.0, text);
    const std::size_t step = i * (result.steps.size() - 1) / 4;
    drawing.write(x(day(result.steps[step])) - 30.0, 485.0, day_of(result.steps[step].end));
  }
  drawing.line(80.0, y(0.0), 760.0, y(0.0), "#999999");
  double row = 50.0;
  for (const Line& line : lines) {
    std::vector<std::pair<double, double>> points;
    double sum = 0.0;
    for (const Step& s : result.steps) sum += line.of(s), points.emplace_back(x(day(s)), y(sum));
    drawing.curve(points, line.colour);
    drawing.write(775.0, row, line.name, line.colour), row += 18.0;
  }
  std::string name = result.strategy + " " + result.walk + ".svg";
  std::replace(name.begin(), name.end(), ' ', '_');
  return drawing.save(folder / name);
}

}  // namespace options_book

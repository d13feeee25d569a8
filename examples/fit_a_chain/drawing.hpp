#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "../support/drawing.hpp"
#include "expiry.hpp"

namespace fit_a_chain {

using examples::Axis, examples::Drawing;

inline constexpr const char* colours[3] = {"#1b9e77", "#d95f02", "#7570b3"};

/// Smile with bid-ask bars and the three fits above, residuals of the fits against half the bid-ask width below.
inline bool draw(const Expiry& e, const std::filesystem::path& folder) {
  const auto& quotes = e.quoted.smile.quotes;
  const double years = e.quoted.smile.years;
  double left = 0.0, right = 0.0, low = HUGE_VAL, high = 0.0, widest = 0.0;
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    left = std::min(left, quotes[i].log_moneyness), right = std::max(right, quotes[i].log_moneyness);
    low = std::min(low, quotes[i].volatility), high = std::max(high, quotes[i].volatility);
    widest = std::max(widest, e.quoted.half_spread[i]);
  }
  const double margin = 0.1 * (high - low) + 0.01, most = std::min(widest, 6.0 * 0.01 * e.half_spread());
  const Axis x{left, right, 60.0, 780.0}, y{low - margin, high + margin, 360.0, 40.0}, z{-most, most, 560.0, 400.0};
  const auto svi = [&](double k) { return e.svi ? std::optional{std::sqrt(bulwark::svi_variance(*e.svi, k) / years)} : std::nullopt; };
  const auto merton = [&](double k) { return e.merton.volatility(k, years); };
  const auto kou = [&](double k) { return e.kou.volatility(k, years); };

  Drawing drawing(800.0, 600.0);
  char title[120];
  std::snprintf(title, sizeof title, "%s, %.1f days, forward %.2f: volatility and residuals by ln(strike / forward)", e.name.c_str(),
                365.0 * years, e.parity.forward);
  drawing.write(60.0, 20.0, title);
  for (int i = 0; i <= 4; ++i) {
    char text[24];
    const double v = y.low + 0.25 * i * (y.high - y.low), k = left + 0.25 * i * (right - left);
    std::snprintf(text, sizeof text, "%.0f%%", 100.0 * v);
    drawing.line(60.0, y(v), 780.0, y(v), "#dddddd"), drawing.write(20.0, y(v) + 4.0, text);
    std::snprintf(text, sizeof text, "%+.2f", k);
    drawing.write(x(k) - 14.0, 580.0, text);
  }
  drawing.line(60.0, z(0.0), 780.0, z(0.0), "#999999");
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const double k = quotes[i].log_moneyness, v = quotes[i].volatility, h = e.quoted.half_spread[i];
    drawing.line(x(k), y(v - h), x(k), y(v + h), "#888888", 3.0), drawing.line(x(k), z(-h), x(k), z(h), "#cccccc", 3.0);
  }
  const char* const names[3] = {"SVI", "Merton", "Kou"};
  const auto add = [&](int model, const auto& volatility) {
    std::vector<std::pair<double, double>> points;
    for (int i = 0; i <= 200; ++i)
      if (const auto v = volatility(left + (right - left) * i / 200.0)) points.emplace_back(x(left + (right - left) * i / 200.0), y(*v));
    drawing.curve(points, colours[model]);
    for (const bulwark::SmileQuote& q : quotes)
      if (const auto v = volatility(q.log_moneyness)) drawing.dot(x(q.log_moneyness), z(*v - q.volatility), colours[model]);
    drawing.write(640.0, 60.0 + 16.0 * model, names[model], colours[model]);
  };
  add(0, svi), add(1, merton), add(2, kou);
  std::string name = e.name + ".svg";
  std::replace(name.begin(), name.end(), ' ', '_');
  return drawing.save(folder / name);
}

}  // namespace fit_a_chain

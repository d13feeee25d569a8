#pragma once

#include <cmath>
#include <filesystem>

#include "../support/drawing.hpp"
#include "story.hpp"

namespace replay {

/// The market's price and the one that was acted on, moment by moment; a red dot where what was done cost somebody else money. Below each
/// moment, what was done and what would have been.
inline bool draw(const Story& story, const std::filesystem::path& path) {
  const std::size_t count = story.moments.size();
  double low = HUGE_VAL, high = 0.0;
  for (const Moment& m : story.moments) low = std::min({low, m.market, m.seen}), high = std::max({high, m.market, m.seen});
  const bool is_log = high > 5.0 * low;
  const auto scale = [&](double price) { return is_log ? std::log(price) : price; };
  const double margin = 0.08 * (scale(high) - scale(low));
  const double rows = 330.0 + 46.0 * static_cast<double>(count) + 16.0 * static_cast<double>(story.lesson.size());
  const examples::Axis x{0.0, static_cast<double>(count - 1), 80.0, 860.0}, y{scale(low) - margin, scale(high) + margin, 260.0, 50.0};
  examples::Drawing drawing(1100.0, rows + 20.0);
  drawing.write(20.0, 24.0, story.title);
  for (int i = 0; i <= 4; ++i) {
    const double level = y.low + 0.25 * i * (y.high - y.low);
    drawing.line(80.0, y(level), 860.0, y(level), "#dddddd");
    drawing.write(20.0, y(level) + 4.0, text("%.4g", is_log ? std::exp(level) : level));
  }
  std::vector<std::pair<double, double>> market, seen;
  for (std::size_t i = 0; i < count; ++i) {
    market.emplace_back(x(static_cast<double>(i)), y(scale(story.moments[i].market)));
    seen.emplace_back(x(static_cast<double>(i)), y(scale(story.moments[i].seen)));
  }
  drawing.curve(market, "#1b9e77"), drawing.curve(seen, "#d95f02");
  for (std::size_t i = 0; i < count; ++i) {
    drawing.dot(market[i].first, market[i].second, "#1b9e77"), drawing.dot(seen[i].first, seen[i].second, "#d95f02");
    if (story.moments[i].is_harm) drawing.dot(seen[i].first, seen[i].second, "#c00000", 5.0);
    drawing.write(market[i].first - 16.0, 280.0, story.moments[i].clock);
  }
  drawing.write(870.0, 70.0, "the market", "#1b9e77"), drawing.write(870.0, 88.0, "acted on", "#d95f02");
  drawing.write(870.0, 106.0, "somebody paid", "#c00000");
  double at = 310.0;
  for (const Moment& m : story.moments) {
    drawing.write(20.0, at, m.clock);
    drawing.write(90.0, at, "then: " + m.then, m.is_harm ? "#c00000" : "black");
    drawing.write(90.0, at + 16.0, "here: " + m.here, "#1b9e77");
    at += 46.0;
  }
  for (const std::string& line : story.lesson) drawing.write(20.0, at, line), at += 16.0;
  return drawing.save(path);
}

}  // namespace replay

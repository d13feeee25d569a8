#pragma once

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace examples {

/// A picture as text.
class Drawing {
 public:
  Drawing(double width, double height) {
    add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' font-family='sans-serif' font-size='12'>\n", width, height);
    add("<rect width='%.0f' height='%.0f' fill='white'/>\n", width, height);
  }

  void line(double x1, double y1, double x2, double y2, const char* colour, double width = 1.0) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='%.1f'/>\n", x1, y1, x2, y2, colour, width);
  }
  void curve(const std::vector<std::pair<double, double>>& points, const char* colour) {
    text_ += "<polyline fill='none' stroke-width='1.5' stroke='" + std::string{colour} + "' points='";
    for (const auto& [x, y] : points) add("%.1f,%.1f ", x, y);
    text_ += "'/>\n";
  }
  void dot(double x, double y, const char* colour, double radius = 2.0) {
    add("<circle cx='%.1f' cy='%.1f' r='%g' fill='%s'/>\n", x, y, radius, colour);
  }
  void write(double x, double y, const std::string& words, const char* colour = "black") {
    add("<text x='%.1f' y='%.1f' fill='%s'>", x, y, colour);
    for (const char c : words) text_ += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    text_ += "</text>\n";
  }

  bool save(const std::filesystem::path& path) const { return static_cast<bool>(std::ofstream{path} << text_ << "</svg>\n"); }

 private:
  template <class... Values>
  void add(const char* form, Values... values) {
    char text[400];
    std::snprintf(text, sizeof text, form, values...);
    text_ += text;
  }

  std::string text_;
};

/// Numbers to places on the paper.
struct Axis {
  double low, high, from, to;

  double operator()(double x) const { return from + (to - from) * (std::clamp(x, low, high) - low) / (high - low); }
};

}  // namespace examples

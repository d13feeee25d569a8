#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "line.hpp"

namespace compare {

/// "48,123 -35.7 %", or "never".
inline std::string edge_text(const std::optional<double>& price, double spot) {
  return price ? demo::grouped(*price, 0) + demo::padded(demo::percent(*price / spot - 1.0, 0), 8) : "never";
}

/// Every venue's answer on one book, cheapest first.
class Table {
 public:
  Table(const char* title, const char* text) : title_(title), text_(text) {}

  /// `remark`: what of the parameters is not the venue's.
  template <class Venue>
  void add(const Venue& venue, const Holds& may, const char* remark = "") {
    const Book book = book_on(may);
    spot_ = book.market[btc].spot;
    std::optional<Line> line = judge(venue, book);
    if (!line) {
      is_complete_ = false;
      return;
    }
    line->is_as_if = !may.perpetuals;
    if (*remark) line->replaced += (line->replaced.empty() ? "" : "; ") + std::string(remark);
    lines_.push_back(*std::move(line));
  }

  /// Whether every venue had an answer.
  bool print() {
    std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) { return a.tied_up() < b.tied_up(); });
    std::printf("━━ %s %s\n%s\n", title_, demo::rule(110 - std::ssize(std::string(title_))).c_str(), text_);
    print_numbers();
    print_words();
    print_picture();
    std::printf("\n");
    return is_complete_;
  }

 private:
  void print_numbers() const {
    std::printf("\n%-31s%8s%9s%9s%9s%18s%19s  %s\n", "USD", "ties up", "initial", "mainten.", "surplus", "liquidated below",
                "above, BTC at", "the venue's own numbers");
    for (const Line& line : lines_) {
      const bulwark::RiskReport& r = line.report;
      const auto whole = [](double x) { return demo::grouped(x, 0); };
      std::printf("%-31s%8s%9s%9s%9s%18s%19s  %s, %td assumption%s\n", line.rulebook->venue, whole(line.tied_up()).c_str(),
                  whole(r.requirement.initial).c_str(), whole(r.requirement.maintenance).c_str(), whole(r.initial_surplus()).c_str(),
                  edge_text(line.below, spot_).c_str(), edge_text(line.above, spot_).c_str(),
                  line.rulebook->is_verified() ? "met" : "none known", line.rulebook->assumptions(),
                  line.rulebook->assumptions() == 1 ? "" : "s");
    }
    std::printf(
        "Liquidated where all coins have moved by the same share, volatilities as they are; never: not between a tenth and tenfold.\n");
    const auto first = std::find_if(lines_.begin(), lines_.end(), [](const Line& line) { return !line.is_as_if; });
    if (first == lines_.end()) return;
    std::printf("\nCheapest that can hold it: %s. %s ties up %s times as much.\n", first->rulebook->venue, lines_.back().rulebook->venue,
                demo::grouped(lines_.back().tied_up() / first->tied_up(), 1).c_str());
  }

  void print_words() const {
    const auto say = [&](const char* title, std::string Line::*words) {
      if (std::all_of(lines_.begin(), lines_.end(), [&](const Line& line) { return (line.*words).empty(); })) return;
      std::printf("\n%-31s%s\n", "", title);
      for (const Line& line : lines_)
        if (!(line.*words).empty()) std::printf("%-31s%s\n", line.rulebook->venue, (line.*words).c_str());
    };
    say("the scenario that costs most (venues without one add up positions)", &Line::scenario);
    say("not as the book is", &Line::replaced);
  }

  void print_picture() const {
    constexpr double width = 72.0;
    const double scale = width / lines_.back().tied_up();
    std::printf("\n%-29s", "");
    for (const Kind kind : kinds)
      if (std::any_of(lines_.begin(), lines_.end(), [&](const Line& line) { return part(line, kind) * scale > 0.5; }))
        std::printf("  %s %s", fill_of[static_cast<std::size_t>(kind)], name_of[static_cast<std::size_t>(kind)]);
    std::printf("\n");
    for (const Line& line : lines_) {
      double end = 0.0;  // bars end where the sum does, not where rounded parts do
      std::string bar;
      for (const Kind kind : kinds) {
        const long from = std::lround(end * scale);
        end += part(line, kind);
        for (long cell = from; cell < std::lround(end * scale); ++cell) bar += fill_of[static_cast<std::size_t>(kind)];
      }
      std::printf("%-31s%s %s\n", line.rulebook->venue, bar.c_str(), demo::grouped(line.tied_up(), 0).c_str());
    }
  }

  static double part(const Line& line, Kind kind) { return line.parts[static_cast<std::size_t>(kind)]; }

  const char* title_;
  const char* text_;
  std::vector<Line> lines_;
  double spot_ = 0.0;
  bool is_complete_ = true;
};

}  // namespace compare

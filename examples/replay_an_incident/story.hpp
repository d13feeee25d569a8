#pragma once

#include <cstdarg>
#include <cstdio>
#include <string>
#include <vector>

namespace replay {

/// One moment of an incident: what there was to see, what was done at it, and what would have been.
struct Moment {
  std::string clock;
  double market;     ///< price elsewhere
  double seen;       ///< price that the venue acted on
  std::string then;  ///< as it was configured
  std::string here;  ///< with this library's defaults
  bool is_harm;      ///< whether what was done then cost somebody else money
};

struct Story {
  const char* name;
  const char* title;
  std::vector<std::string> setting;
  std::vector<Moment> moments;
  std::vector<std::string> lesson;
};

/// Text as printf writes it.
[[gnu::format(printf, 1, 2)]] inline std::string text(const char* form, ...) {
  char line[400];
  std::va_list values;
  va_start(values, form);
  std::vsnprintf(line, sizeof line, form, values);
  va_end(values);
  return line;
}

inline void tell(const Story& story) {
  std::printf("%s: %s\n", story.name, story.title);
  for (const std::string& line : story.setting) std::printf("  %s\n", line.c_str());
  for (const Moment& m : story.moments)
    std::printf("  %-6s market %.5g, seen %.5g\n         then %s\n         here %s\n", m.clock.c_str(), m.market, m.seen, m.then.c_str(),
                m.here.c_str());
  for (const std::string& line : story.lesson) std::printf("  %s\n", line.c_str());
}

}  // namespace replay

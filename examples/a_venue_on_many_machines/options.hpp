#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "bulwark/core/asset.hpp"

namespace machines {

using bulwark::Index;

/// What is asked for on the command line.
struct Options {
  Index threads = 1;  ///< of each rank
  Index accounts = 20'000;
  Index paths = 100'000;  ///< of the value at risk
  Index walks = 20'000;   ///< of the fund
  Index spoil = -1;       ///< a rank that gets bad accounts
  Index damage = -1;      ///< a rank whose copy of the table is damaged
  bool is_sizing = false;
};

inline constexpr const char* usage =
    "usage: a_venue_on_many_machines [--threads N] [--accounts N] [--paths N] [--walks N] [--spoil RANK] [--damage RANK] [--sizing]\n";

inline std::optional<Options> options_of(int argc, char** argv) {
  Options asked;
  const std::pair<const char*, Index Options::*> numbers[]{{"--threads", &Options::threads}, {"--accounts", &Options::accounts},
                                                           {"--paths", &Options::paths},     {"--walks", &Options::walks},
                                                           {"--spoil", &Options::spoil},     {"--damage", &Options::damage}};
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    bool is_known = name == "--sizing";
    asked.is_sizing = asked.is_sizing || is_known;
    for (const auto& [option, field] : numbers) {
      if (name != option || i + 1 == argc) continue;
      char* end = nullptr;
      asked.*field = std::strtoll(argv[++i], &end, 10);
      is_known = *end == '\0' && asked.*field >= (field == &Options::spoil || field == &Options::damage ? 0 : 1);
      break;
    }
    if (!is_known) return {};
  }
  return asked;
}

}  // namespace machines

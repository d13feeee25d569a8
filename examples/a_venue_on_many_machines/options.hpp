#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
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

/// None where they are wrong: a rank that is not one of `ranks` would be spoilt in no run.
inline std::optional<Options> options_of(int argc, char** argv, int ranks) {
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
      const std::string_view text = argv[++i];
      const bool is_rank = field == &Options::spoil || field == &Options::damage;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), asked.*field);
      is_known = error == std::errc{} && end == text.data() + text.size() && asked.*field >= (is_rank ? 0 : 1) &&
                 (!is_rank || asked.*field < ranks);
      break;
    }
    if (!is_known) return {};
  }
  return asked;
}

}  // namespace machines

#pragma once

#include <optional>

#include "bulwark/core/asset.hpp"

namespace bulwark::inline v1 {

/// The first of a number of steps at which something holds.
struct FirstStep {
  Index step;    ///< it holds here and does not one step before
  bool is_edge;  ///< nothing that was looked at beyond it fails: the search met one edge only
};

/// The smallest n in [1, most] at which `holds(n)`, where it does not hold at 0. Looks at `guess` and the step before it, at `points`
/// evenly spaced steps and at `most`, then bisects between the last that fails and the first that holds.
/// Limits: exact where what holds once holds from there on (one edge), for any `points`, also 0. Otherwise n is the first edge that the
/// points can see: a stretch that holds and lies between two neighbouring points, shorter than most / points, is missed. None where no
/// point holds. Cost: points + log2(most / points) + 3 calls, 3 where the guess is right and `points` is 0.
template <class Holds>
std::optional<FirstStep> first_step(Index most, Index guess, Index points, Holds holds) {
  Index fails = 0, holding = 0;
  bool is_edge = true;
  const auto look = [&](Index n) {
    if (n <= fails || n > most || n == holding) return;
    const bool is_good = holds(n);
    if (holding == 0) {
      (is_good ? holding : fails) = n;
    } else if (!is_good) {
      is_edge = false;
    }
  };
  bool is_guess_due = guess > 0 && guess <= most;
  const auto look_at_guess = [&](Index before) {
    if (!is_guess_due || guess > before) return;
    is_guess_due = false;
    look(guess - 1), look(guess);
  };
  for (Index p = 1; p <= points; ++p) {
    const Index n = most / points * p + most % points * p / points;
    look_at_guess(n), look(n);
  }
  look_at_guess(most);
  if (points > 0 || holding == 0) look(most);
  if (holding == 0) return {};
  while (holding - fails > 1) {
    const Index middle = fails + (holding - fails) / 2;
    (holds(middle) ? holding : fails) = middle;
  }
  return FirstStep{holding, is_edge};
}

}  // namespace bulwark::inline v1

// How sure is gap risk? First passage, overshoot and expected loss beyond zero equity against exact walks: 1e8 of them unless told
// otherwise
// (`--paths=1e6`), and for each number its distance from the walks' mean in standard errors. Walks draw the times and sizes of jumps, leave
// between jumps by the Brownian bridge, and are closed after the delay; the library's methods are not in them.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bulwark/liquidation/gap_risk.hpp"
#include "bulwark/math/random_bits.hpp"

namespace bulwark::bench {
namespace {

/// Random words from one counter, made into what a walk needs by libm.
struct Draws {
  Index path, used = 0;
  std::array<double, 2> pair{};

  double uniform() {
    if (used % 2 == 0) pair = random_pair(2026, path, used / 2);
    return pair[static_cast<std::size_t>(used++ % 2)];
  }
  double normal() {
    const double size = std::sqrt(-2.0 * std::log(uniform()));
    return size * std::cos(6.283185307179586 * uniform());
  }
  double jump(const ModelParameters& model) {
    if (const auto* merton = std::get_if<JumpParameters>(&model)) return merton->mean_log_jump + merton->log_jump_deviation * normal();
    const auto& kou = std::get<DoubleExponentialJumps>(model);
    const bool is_up = uniform() < kou.up_share;
    return -std::log(uniform()) / (is_up ? kou.up_rate : -kou.down_rate);
  }
};

struct Mean {
  double sum = 0.0, square = 0.0;
  Index hits = 0;  ///< that were not nothing
  void add(double x) { sum += x, square += x * x, hits += x != 0.0; }
};

/// A long of one coin at 100 with 8 of its own, liquidated at 95 where 3 are left.
constexpr double threshold = 95.0, bankrupt = 92.0;
double missing(double log_move) { return std::fmax(bankrupt - 100.0 * std::exp(log_move), 0.0); }

void compare(const char* name, const LogPrice& price, double years, double delay, Index paths) {
  const double distance = std::log(100.0 / threshold), drift = drift_between_jumps(price), per_year = jumps_per_year(price.model);
  Mean at_end, by_jump, overshoot, touch_loss, loss;
  for (Index path = 0; path < paths; ++path) {
    Draws draws{path};
    double x = 0.0, time = 0.0;
    int left = 0;  // 1: by the diffusion, 2: by a jump
    while (left == 0) {
      const double wait = per_year > 0.0 ? -std::log(draws.uniform()) / per_year : 2.0 * years, end = std::fmin(years, time + wait);
      const double variance = price.volatility * price.volatility * (end - time);
      const double y = x + drift * (end - time) + std::sqrt(variance) * draws.normal();
      if (y <= -distance || draws.uniform() < std::exp(-2.0 * (distance + x) * (distance + y) / variance)) {
        left = 1, x = -distance;
        break;
      }
      if (time + wait >= years) break;
      x = y + draws.jump(price.model), time = end;
      if (x <= -distance) left = 2;
    }
    at_end.add(left == 1), by_jump.add(left == 2), overshoot.add(left == 0 ? 0.0 : -distance - x);
    if (left == 0) {
      touch_loss.add(0.0), loss.add(0.0);
      continue;
    }
    touch_loss.add(missing(x));
    x += drift * delay + price.volatility * std::sqrt(delay) * draws.normal();
    if (per_year > 0.0)
      for (double t = -std::log(draws.uniform()) / per_year; t < delay; t -= std::log(draws.uniform()) / per_year)
        x += draws.jump(price.model);
    loss.add(missing(x));
  }
  const auto begin = std::chrono::steady_clock::now();
  const ExitLaw law = *exit_law(price, {.below = distance}, years);
  const GapRisk gap = gap_risk(law, price, {.delay = delay}, missing);
  const double milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  double over = 0.0;
  for (const Landing& landing : law.landings) over += landing.probability * (-distance - landing.log_move);
  std::printf("%s, %.4g days, delay %.3g minutes (%.1f ms)\n", name, 365.0 * years, 525'600.0 * delay, milliseconds);
  const auto line = [&](const char* what, double ours, const Mean& walks) {
    const double n = static_cast<double>(paths), mean = walks.sum / n,
                 error = std::sqrt(std::fmax(walks.square / n - mean * mean, 0.0) / (n - 1.0));
    std::printf("  %-28s %.8g  walks %.8g +- %.2g  ", what, ours, mean, error);
    if (walks.hits >= 30)
      std::printf("z %+.2f\n", (ours - mean) / error);
    else
      std::printf("(%ld walks: too few to tell)\n", static_cast<long>(walks.hits));
  };
  line("falls by diffusion", law.exit.shares.below_at_end, at_end);
  line("falls by a jump", law.exit.shares.below_by_jump, by_jump);
  line("overshoot, log price", over, overshoot);
  line("loss at the touch, quote", gap.at_the_touch, touch_loss);
  line("loss after the delay, quote", gap.expected_loss, loss);
}

}  // namespace
}  // namespace bulwark::bench

int main(int count, char** arguments) {
  using namespace bulwark;
  double paths = 1e8;
  for (int i = 1; i < count; ++i)
    if (std::strncmp(arguments[i], "--paths=", 8) == 0) paths = std::atof(arguments[i] + 8);
  const auto n = static_cast<Index>(paths);
  std::printf("%.3g walks each\n", paths);
  constexpr double day = 1.0 / 365.0, minute = day / 1440.0;
  const LogPrice black{.volatility = 0.6}, kou{.volatility = 0.6, .model = DoubleExponentialJumps{40.0, 0.4, 25.0, 12.0}},
      merton{.volatility = 0.6, .model = JumpParameters{40.0, -0.03, 0.08}};
  for (const double delay : {0.0, 60.0 * minute}) {
    bench::compare("Black", black, day, delay, n);
    bench::compare("Kou", kou, day, delay, n);
    bench::compare("Merton", merton, day, delay, n);
  }
}

#pragma once

#include "bulwark/backstop/fund_arrivals.hpp"
#include "bulwark/backstop/fund_gap_loss.hpp"
#include "bulwark/backstop/fund_simulation.hpp"
#include "bulwark/backstop/fund_size_of_parts.hpp"
#include "simulated.hpp"

namespace machines {

inline constexpr double capital = 1e6;
inline constexpr double ruins[]{0.10, 0.01, 0.001};

/// Two hundred accounts at ten times leverage, and two crashes a year.
struct LeveragedAccounts {
  static constexpr JumpParameters crash{.per_year = 2.0, .mean_log_jump = -0.03, .log_jump_deviation = 0.04};
  std::vector<AssetJump> assets{{1.0, 0.01}, {1.2, 0.02}, {1.5, 0.03}, {2.0, 0.05}};
  std::vector<double> equity = std::vector<double>(200, 10'000.0), maintenance = std::vector<double>(200, 5'000.0), exposure{};

  LeveragedAccounts() {
    for (std::size_t account = 0; account < equity.size(); ++account)
      for (std::size_t asset = 0; asset < assets.size(); ++asset)
        exposure.push_back(account % assets.size() != asset ? 0.0 : account % 8 < 5 ? 100'000.0 : -100'000.0);
  }

  FundSimulation<PoissonArrivals, GapLoss<>> fund() const {
    return {.arrivals = {crash.per_year},
            .loss = {crash, assets, equity, maintenance, exposure, 0.005},
            .income_per_year = 250'000.0,
            .years = 3.0};
  }
};

struct FundFound {
  DrawnTail drawn;
  FundEstimate size[3]{};          ///< row ruins; on the first rank, as the rest
  FundEstimate ruined{}, years{};  ///< of a fund of `capital`
};

inline std::optional<FundFound> fund_of_all(Ranks& ranks, const Options& asked) {
  struct Ruin {
    Index path;
    double years;
  };
  const LeveragedAccounts accounts;
  const auto fund = accounts.fund();
  if (!ranks.agree(described(fund.faults()))) return {};
  Index wanted = 0;
  for (const double ruin : ruins) wanted = std::max(wanted, needs_in_tail(asked.walks, ruin));
  std::vector<std::vector<Ruin>> ruined(static_cast<std::size_t>(asked.threads));
  const auto make = [&](double share, bool) { return SmallestOfMany(wanted, std::numeric_limits<double>::quiet_NaN(), share); };
  auto drawn = draw_tail(ranks, asked.threads, asked.walks, make, [&](Index t, SmallestOfMany& part, Index first, Index many) {
    for (Index path = first; path < first + many; ++path) {
      const double need = fund.need(path), negated = -need;
      if (need > capital) ruined[static_cast<std::size_t>(t)].push_back({path, fund.ruin_years(path, capital)});
      part.add(std::span(&negated, 1));
    }
  });
  if (!drawn) return {};
  FundFound found{.drawn = *std::move(drawn)};
  std::vector<Ruin> mine;
  for (const auto& some : ruined) mine.insert(mine.end(), some.begin(), some.end());
  std::vector<Ruin> all = ranks.gather(std::span<const Ruin>(mine));
  if (!ranks.is_first()) return found;
  // A mean is added in the order of paths, each once, should all have been drawn twice.
  std::sort(all.begin(), all.end(), [](const Ruin& a, const Ruin& b) { return a.path < b.path; });
  all.erase(std::unique(all.begin(), all.end(), [](const Ruin& a, const Ruin& b) { return a.path == b.path; }), all.end());
  std::vector<double> years;
  for (const Ruin& ruin : all) years.push_back(ruin.years);
  for (std::size_t i = 0; i < 3; ++i) found.size[i] = fund_size(found.drawn.tail, ruins[i]);
  found.ruined = share_of_paths(static_cast<double>(all.size()), static_cast<double>(asked.walks));
  found.years = mean_ruin_years(years);
  return found;
}

inline void print(const FundFound& found) {
  std::printf("the insurance fund of two hundred leveraged accounts, %td walks of three years\n", found.drawn.tail.count());
  for (std::size_t i = 0; i < 3; ++i)
    std::printf("  ruined in %4.1f %% of them: %18.2f +- %.2f  %a\n", 100.0 * ruins[i], found.size[i].value, found.size[i].standard_error,
                found.size[i].value);
  std::printf("  with a million: ruined in %.3f +- %.3f %%, after %.4f years  %a\n", 100.0 * found.ruined.value,
              100.0 * found.ruined.standard_error, found.years.value, found.years.value);
}

}  // namespace machines

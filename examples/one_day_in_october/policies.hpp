#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "evening.hpp"

namespace one_day_in_october {

inline constexpr bulwark::MinorUnits fund = 100'000'000;  // a million

/// The evening under each policy.
inline std::vector<Evening> under_each_policy(const std::vector<Coin>& coins, const Book& book) {
  using namespace bulwark;
  const VelocityTrigger ten{.window = std::chrono::hours{1}, .most = 0.10}, three{.window = std::chrono::hours{1}, .most = 0.03};
  const CascadeRules<> at_once{.penalty = 0.01};
  const CascadeRules<RestoringShare, AtOnce, FundThenWinners, ProRata> careful{
      .sizing = {.target = 1.25, .cost = 0.01}, .penalty = 0.01, .most_move = 0.02, .most_rounds = 10};
  return {evening("everything at once, the best winners pay", coins, book, at_once, fund),
          evening("what is needed and the market takes, all winners pay", coins, book, careful, fund),
          evening("the same, margins raised by half once prices move 3 %", coins, book, careful, fund, {.halt = {}, .raise = three}),
          evening("the same as the second, halted for half an hour at 10 %", coins, book, careful, fund, {.halt = ten, .raise = {}})};
}

/// Money in thousands.
inline void print(const char* title, const std::vector<Evening>& evenings) {
  std::printf("%-56s%8s%9s%9s%9s%9s%9s%10s%9s%9s\n", title, "hit", "closed", "slippage", "waiting", "to fund", "bad debt", "everybody",
              "winners", "forgone");
  for (const Evening& e : evenings)
    std::printf("%-56s%8td%9.0f%9.0f%9.0f%9.0f%9.0f%10.0f%9.0f%9.0f\n", e.policy.c_str(), e.hit, e.total.sold * 1e-3,
                e.total.slippage * 1e-3, e.most_underwater * 1e-3, static_cast<double>(e.total.to_fund) * 1e-5,
                static_cast<double>(e.total.bad_debt) * 1e-5, static_cast<double>(e.total.uncovered) * 1e-5, e.total.transferred * 1e-3,
                e.total.forgone * 1e-3);
  std::printf("\n");
}

}  // namespace one_day_in_october

#include "bulwark/scenario/crash_days.hpp"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/said.hpp"
#include "support/shared.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("crash days are those of the price history", "[scenario][crash_days]") {
  std::map<std::string, std::pair<double, double>> returns;
  for (const char* name : {"data/prices/crypto_daily_logret_2020_2023.csv", "data/prices/crypto_daily_logret_2023_2026.csv"}) {
    const auto path = shared(name);
    if (!path) return;
    std::ifstream file{*path};
    for (std::string line; std::getline(file, line);) {
      std::istringstream cells{line};
      std::string date, bitcoin, ether;
      std::getline(cells, date, ','), std::getline(cells, bitcoin, ','), std::getline(cells, ether, ',');
      if (!bitcoin.empty() && bitcoin != "BTC") returns[date] = {std::stod(bitcoin), std::stod(ether)};
    }
  }
  for (const CrashDay& day : crash_days) {
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", day.date.year % 10'000, day.date.month % 100, day.date.day % 100);
    CHECK(returns.at(date).first == day.bitcoin);
    CHECK(returns.at(date).second == day.ether);
  }
}

TEST_CASE("a crash moves all assets in one scenario, volatility the other way", "[scenario][crash_days]") {
  const CrashScenarios crash{.bitcoin = btc, .ether = eth, .beta = {1.0, 1.0, 1.5}};
  CHECK(crash.faults().empty());
  const ScenarioSet set = crash.scenarios(three_assets());
  CHECK(set.joint);
  CHECK(set.scenarios == 7);
  CHECK(faults(set, 3).empty());
  for (Index s = 0; s < 7; ++s) {
    const CrashDay& day = crash_days[static_cast<std::size_t>(s)];
    CHECK(set.price_move[set.at(s, btc)] == Catch::Approx(std::expm1(day.bitcoin)));
    CHECK(set.price_move[set.at(s, eth)] == Catch::Approx(std::expm1(day.ether)));
    CHECK(set.price_move[set.at(s, sol)] == Catch::Approx(std::expm1(1.5 * day.bitcoin)));
    CHECK(set.vol_move[set.at(s, btc)] == Catch::Approx(-2.0 * std::expm1(day.bitcoin)));
  }
  CHECK(said(CrashScenarios{.days = {}, .bitcoin = btc, .ether = eth, .beta = {100.0}, .vol_response = 1.0}.faults()) ==
        std::vector<std::string>{"crash_scenarios.days must not be empty", "crash_scenarios.beta[0] is out of range, got 100",
                                 "crash_scenarios.vol_response is out of range, got 1"});
}

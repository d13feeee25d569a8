#include "bulwark/evaluate/price_path.hpp"

#include <limits>

#include "support/books.hpp"
#include "support/catch.hpp"

using namespace bulwark;
using namespace bulwark::test;

TEST_CASE("every fault of a path has its field", "[evaluate][price_path][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const MarketState market = three_assets();
  CHECK(faults(PricePath{.asset = btc}, market).empty());
  const Faults found =
      faults(PricePath{.asset = btc, .beta = {1.0, nan}, .vol_response = nan, .lowest = 1.0, .highest = 1.0, .steps = 1}, market);
  std::vector<std::string> fields;
  for (const Fault& fault : found) fields.emplace_back(fault.field);
  CHECK(fields == std::vector<std::string>{"price_path.lowest", "price_path.highest", "price_path.steps", "price_path.vol_response",
                                           "price_path.beta"});
  CHECK(faults(PricePath{.asset = AssetId{7}}, market).front().code == FaultCode::unknown_asset);
}

TEST_CASE("a basis responds in a line by time between the expiries that are named, perpetuals only by name", "[evaluate][price_path]") {
  const auto in = [](int days) { return now + std::chrono::days{days}; };
  const PricePath path{.asset = btc, .basis = {{in(10), 0.1}, {in(30), 0.5}, {perpetual, -0.02}}};
  CHECK(basis_response(path, now, in(10)) == 0.1);
  CHECK(basis_response(path, now, in(30)) == 0.5);
  CHECK(basis_response(path, now, perpetual) == -0.02);
  CHECK(basis_response(path, now, in(5)) == Catch::Approx(0.05).epsilon(1e-14));
  CHECK(basis_response(path, now, in(20)) == Catch::Approx(0.3).epsilon(1e-14));
  CHECK(basis_response(path, now, in(60)) == Catch::Approx(1.0).epsilon(1e-14));
  CHECK(basis_response(path, now, now) == 0.0);
  CHECK(basis_response({.asset = btc}, now, in(10)) == 0.0);
  CHECK(basis_response({.asset = btc, .basis = {{in(10), 0.1}}}, now, perpetual) == 0.0);
}

TEST_CASE("bases must name times to come, in order, and prices must be prices", "[evaluate][price_path][faults]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const PricePath path{.asset = btc, .basis = {{december, nan}, {july, 0.1}, {now, 0.1}}, .prices = {1.0, 0.0, nan}};
  std::vector<std::string> said;
  for (const Fault& fault : faults(path, three_assets()))
    said.emplace_back(std::string{fault.field} + " " + std::to_string(fault.where.outer));
  CHECK(said == std::vector<std::string>{"price_path.prices 1", "price_path.prices 2", "price_path.basis.response 0",
                                         "price_path.basis.expiry 1", "price_path.basis.expiry 2", "price_path.basis.expiry 2"});
}

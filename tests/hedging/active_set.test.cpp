#include "bulwark/hedging/active_set.hpp"

#include "support/catch.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

/// Half of x^2 + y^2 - 4 x - y with costs of 1 and 2, within +-limit.
ActiveSet two_variables(double limit) {
  ActiveSet search;
  search.curvature = Eigen::MatrixXd::Identity(2, 2);
  search.slope = Eigen::Vector2d(-4.0, -1.0), search.cost = Eigen::Vector2d(1.0, 2.0);
  search.low = Eigen::Vector2d(-limit, -limit), search.high = Eigen::Vector2d(limit, limit);
  search.exact.resize(0, 2), search.price.resize(0), search.at = Eigen::Vector2d::Zero();
  return search;
}

}  // namespace

TEST_CASE("a variable moves as far as is worth its cost, and rests at the kink where nothing is", "[hedging][active_set]") {
  ActiveSet search = two_variables(10.0);
  REQUIRE(search.solve(100));
  CHECK_THAT(search.at(0), WithinAbs(3.0, 1e-12));
  CHECK(search.at(1) == 0.0);
  CHECK((search.residual() <= 1e-12 && search.gap() <= 1e-12));
  ActiveSet limited = two_variables(2.0);
  REQUIRE(limited.solve(100));
  CHECK((limited.at(0) == 2.0 && limited.gap() <= 1e-12));
}

TEST_CASE("an exact row has a price: what one more of it costs", "[hedging][active_set]") {
  // x + y = 5: x - 4 + 1 = y - 1 + 2 at x = 4.5, y = 0.5, where one more would cost 1.5.
  ActiveSet search = two_variables(10.0);
  search.exact = Eigen::RowVector2d(1.0, 1.0), search.price = Eigen::VectorXd::Zero(1), search.at = Eigen::Vector2d(2.5, 2.5);
  REQUIRE(search.solve(100));
  CHECK_THAT(search.at(0), WithinAbs(4.5, 1e-12));
  CHECK_THAT(search.at(1), WithinAbs(0.5, 1e-12));
  CHECK_THAT(search.price(0), WithinAbs(-1.5, 1e-12));
  CHECK(search.gap() <= 1e-10);
}

TEST_CASE("an unfinished search says that it is, and its gap is what there is to gain at most", "[hedging][active_set]") {
  ActiveSet search = two_variables(10.0);
  CHECK_FALSE(search.solve(0));
  CHECK(search.residual() == 3.0);
  CHECK(search.gap() == 30.0);  // the best is 4.5 better
}

TEST_CASE("without curvature a variable goes to its limit or stays", "[hedging][active_set]") {
  ActiveSet search = two_variables(10.0);
  search.curvature.setZero();
  REQUIRE(search.solve(100));
  CHECK((search.at(0) == 10.0 && search.at(1) == 0.0));
}

#include "bulwark/pricing/log_moves.hpp"

#include <cmath>

#include "bulwark/pricing/kou.hpp"
#include "bulwark/pricing/merton.hpp"
#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("the places of a move carry everything, keep the forward and price options as the model's own formula", "[pricing][log_moves]") {
  const JumpParameters merton{15.0, -0.03, 0.08};
  const DoubleExponentialJumps kou{15.0, 0.35, 22.0, 16.0};
  for (const double years : {1.0 / 8760.0, 1.0 / 365.0, 0.02})
    for (const ModelParameters& model : {ModelParameters{}, ModelParameters{merton}, ModelParameters{kou}}) {
      const LogPrice price{.volatility = 0.5, .model = model};
      const double strike = 100.0 * std::exp(-0.5 * std::sqrt(years));
      double all = 0.0, forward = 0.0, put = 0.0;
      for (const Landing& move : log_moves(price, years)) {
        const double there = 100.0 * std::exp(move.log_move);
        all += move.probability, forward += move.probability * there, put += move.probability * std::fmax(strike - there, 0.0);
      }
      const Claim<double> claim{100.0, strike, 0.5, years, -1.0};
      const double exact = model.index() == 0   ? black_value(claim)
                           : model.index() == 1 ? merton_value(claim, Jumps<double>{15.0, -0.03, 0.08})
                                                : kou_value(claim, kou);
      INFO(years << " " << model.index());
      CHECK(all == Catch::Approx(1.0).epsilon(1e-8));
      CHECK(forward == Catch::Approx(100.0).epsilon(5e-4));
      CHECK(put == Catch::Approx(exact).epsilon(3e-3));
    }
}

TEST_CASE("in no time nothing moves", "[pricing][log_moves]") {
  const auto moves = log_moves({.volatility = 0.5}, 0.0);
  REQUIRE(moves.size() == 1);
  CHECK(moves[0].log_move == 0.0);
  CHECK(moves[0].probability == 1.0);
}

#include "bulwark/backstop/fund_gap_loss.hpp"

#include <cmath>
#include <vector>

#include "bulwark/backstop/fund_size.hpp"
#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using Catch::Matchers::WithinAbs;

namespace {

EventNumbers event(Index path) { return {1, path, 0, random_pair(1, path, 0)[1]}; }

struct Book {
  std::vector<AssetJump> assets;
  std::vector<double> equity, maintenance, exposure;

  template <DrawnJumps Jumps = JumpParameters>
  GapLoss<Jumps> law(Jumps common, double penalty = 0.0) const {
    return {common, assets, equity, maintenance, exposure, penalty};
  }
};

/// Mean and its error.
template <FundLoss Law>
FundEstimate mean_of(const Law& law, Index events) {
  double sum = 0.0, squares = 0.0;
  for (Index path = 0; path < events; ++path) {
    const double loss = law.loss(event(path));
    sum += loss, squares += loss * loss;
  }
  const auto n = static_cast<double>(events);
  return {sum / n, std::sqrt((squares / n - sum * sum / n / n) / n)};
}

}  // namespace

TEST_CASE("one leveraged account's loss is worth a put on the jump", "[backstop][fund_gap_loss]") {
  const JumpParameters common{.per_year = 5.0, .mean_log_jump = -0.1, .log_jump_deviation = 0.15};
  const Book book{{{1.5, 0.1}}, {20.0}, {5.0}, {100.0}};
  // Loss below 1 - equity / exposure of the price: 100 x E[(0.8 - e^x)+], x normal.
  const double m = 1.5 * -0.1, s = std::sqrt(1.5 * 1.5 * 0.15 * 0.15 + 0.01), k = std::log(0.8);
  const double put = 100.0 * (0.8 * normal_cdf((k - m) / s) - std::exp(m + s * s / 2.0) * normal_cdf((k - m) / s - s));
  const FundEstimate simulated = mean_of(book.law(common), 50'000);
  CHECK_THAT(simulated.value, WithinAbs(put, 3.0 * simulated.standard_error));
  // With a penalty of 2 % of what is held where equity is between nothing and maintenance: less, by what those hold.
  CHECK(mean_of(book.law(common, 0.02), 50'000).value < simulated.value);
}

TEST_CASE("an account that is hedged or rich leaves nothing, and each bears its own", "[backstop][fund_gap_loss]") {
  const JumpParameters common{.mean_log_jump = -0.3, .log_jump_deviation = 0.3};
  const Book hedged{{{1.0, 0.0}, {1.0, 0.0}}, {1.0}, {0.0}, {100.0, -100.0}};
  const Book rich{{{1.0, 0.2}}, {101.0}, {0.0}, {100.0}};
  const Book both{{{1.0, 0.2}}, {10.0, 20.0}, {0.0, 0.0}, {100.0, -50.0}};
  const Book first{{{1.0, 0.2}}, {10.0}, {0.0}, {100.0}}, second{{{1.0, 0.2}}, {20.0}, {0.0}, {-50.0}};
  for (Index path = 0; path < 2'000; ++path) {
    CHECK(hedged.law(common).loss(event(path)) == 0.0);
    CHECK(rich.law(common).loss(event(path)) == 0.0);
    CHECK(both.law(common).loss(event(path)) == first.law(common).loss(event(path)) + second.law(common).loss(event(path)));
    CHECK(first.law(common).loss(event(path)) >= 0.0);
  }
}

TEST_CASE("assets that jump together need a larger fund than assets that jump alone", "[backstop][fund_gap_loss]") {
  Book together, alone;
  for (int i = 0; i < 20; ++i) {  // each asset's own jump has the same law in both
    together.assets.push_back({1.0, 0.0}), alone.assets.push_back({0.0, 0.2});
    for (Book* book : {&together, &alone}) {
      book->equity.push_back(15.0), book->maintenance.push_back(0.0);
      for (int j = 0; j < 20; ++j) book->exposure.push_back(i == j ? 100.0 : 0.0);
    }
  }
  const JumpParameters common{.log_jump_deviation = 0.2};
  constexpr std::size_t events = 4'000;
  std::vector<double> joint(events), apart(events);
  event_losses(together.law(common), 1, 0, joint);
  event_losses(alone.law(common), 1, 0, apart);
  CHECK(fund_size(joint, 0.01).value > 2.0 * fund_size(apart, 0.01).value);
}

TEST_CASE("a number that is none costs what is unknown, and is named", "[backstop][fund_gap_loss][faults]") {
  Book book{{{1.0, 0.1}}, {std::nan("")}, {0.0}, {100.0}};
  CHECK(std::isnan(book.law(JumpParameters{}).loss(event(0))));
  CHECK(book.law(JumpParameters{}).faults().size() == 1);
  book.equity = {1.0, 2.0};
  CHECK(book.law(JumpParameters{}).faults().size() == 2);
  CHECK(Book{{{1.0, -0.1}}, {1.0}, {-1.0}, {1.0}}.law(JumpParameters{.log_jump_deviation = -1.0}, -0.1).faults().size() == 4);
  CHECK_FALSE(Book{}.law(JumpParameters{}).faults().empty());
}

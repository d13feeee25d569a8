#include "bulwark/pricing/model.hpp"

#include <limits>

#include "bulwark/pricing/pricer.hpp"
#include "support/catch.hpp"

using namespace bulwark;

namespace {

struct Own {};
static_assert(std::is_same_v<ParametersOf<Own>, JumpParameters>);
static_assert(std::is_same_v<ParametersOf<Black>, std::monostate>);

std::vector<std::string> words(const ModelParameters& model) {
  std::vector<std::string> said;
  for (const Fault& fault : faults(model, {.outer = 3})) said.push_back(describe(fault));
  return said;
}

}  // namespace

TEST_CASE("a pricer reads its own model, defaults where nothing is said, and nothing of another model", "[pricing][model]") {
  const ModelParameters jumps = JumpParameters{.per_year = 2.0}, kou = DoubleExponentialJumps{.per_year = 3.0};
  REQUIRE(parameters_of<JumpDiffusion>(jumps));
  CHECK(parameters_of<JumpDiffusion>(jumps)->per_year == 2.0);
  REQUIRE(parameters_of<JumpDiffusion>({}));
  CHECK(parameters_of<JumpDiffusion>({})->per_year == 0.0);
  CHECK(parameters_of<JumpDiffusion>(kou) == nullptr);
  CHECK(parameters_of<Black>(kou) != nullptr);
}

TEST_CASE("every fault of a model's parameters is named", "[pricing][model][faults]") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(words({}).empty());
  CHECK(words(DoubleExponentialJumps{}).empty());
  CHECK(words(StochasticVariance{}).empty());
  CHECK(words(JumpParameters{-1.0, infinity, -2.0}) ==
        std::vector<std::string>{"market.model.jumps.per_year[3] must not be negative, got -1",
                                 "market.model.jumps.mean_log_jump[3] must be finite, got inf",
                                 "market.model.jumps.log_jump_deviation[3] must not be negative, got -2"});
  CHECK(words(DoubleExponentialJumps{-1.0, 1.5, 1.0, 0.0}) ==
        std::vector<std::string>{"market.model.per_year[3] must not be negative, got -1",
                                 "market.model.up_share[3] is out of range, got 1.5", "market.model.up_rate[3] is out of range, got 1",
                                 "market.model.down_rate[3] must be positive, got 0"});
  CHECK(words(StochasticVariance{-1.0, -2.0, -3.0, 1.5, {.per_year = -4.0}}) ==
        std::vector<std::string>{
            "market.model.reversion[3] must not be negative, got -1", "market.model.long_variance[3] must not be negative, got -2",
            "market.model.volatility_of_variance[3] must not be negative, got -3", "market.model.correlation[3] is out of range, got 1.5",
            "market.model.jumps.per_year[3] must not be negative, got -4"});
}

#include "bulwark/oracle/oracle_action.hpp"

#include <set>

#include "support/catch.hpp"

using namespace bulwark;

namespace {

using V = OracleValidity;
using A = OracleAction;

constexpr V validities[] = {V::not_positive,      V::too_volatile,    V::too_uncertain,       V::stale_for_margin,
                            V::insufficient_data, V::stale_for_fills, V::stale_for_immediate, V::valid};

/// Every action and, from the worst validity to the best, whether it is permitted. The table of Drift v2, `is_oracle_valid_for_action`
/// at 0ae3e3b1 (2026): not positive, volatile, uncertain, stale for margin, insufficient, stale for fills, stale for immediate, valid.
struct Row {
  A action;
  const char* permitted;
};
constexpr Row table[] = {
    {A::update_average, ".xxxxxxx"}, {A::update_curve, ".xxxxxxx"}, {A::liquidate, "..xxxxxx"},      {A::trigger_order, "..xxxxxx"},
    {A::fill_match, "...xxxxx"},     {A::update_cache, "...xxxxx"}, {A::update_funding, "...xxxxx"}, {A::settle_profit, "...xxxxx"},
    {A::value_margin, "....xxxx"},   {A::price_order, "....xxxx"},  {A::fill_low_risk, "......xx"},  {A::fill_immediate, ".......x"},
};

}  // namespace

TEST_CASE("every action is permitted at every validity that the table says, and at no other", "[oracle][oracle_action]") {
  std::set<A> seen;
  for (const Row& row : table) {
    seen.insert(row.action);
    for (int v = 0; v < 8; ++v) CHECK(is_permitted(row.action, validities[v]) == (row.permitted[v] == 'x'));
  }
  CHECK(seen.size() == static_cast<std::size_t>(A::fill_immediate) + 1);
}

TEST_CASE("a worse price never permits more", "[oracle][oracle_action]") {
  for (const Row& row : table)
    for (int v = 1; v < 8; ++v) {
      CHECK(validities[v - 1] < validities[v]);
      if (is_permitted(row.action, validities[v - 1])) CHECK(is_permitted(row.action, validities[v]));
    }
}

TEST_CASE("nothing is done on a price that is not positive, and everything on a valid one", "[oracle][oracle_action]") {
  for (const Row& row : table) {
    CHECK_FALSE(is_permitted(row.action, V::not_positive));
    CHECK(is_permitted(row.action, V::valid));
  }
}

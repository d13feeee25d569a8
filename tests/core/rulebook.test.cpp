#include "bulwark/core/rulebook.hpp"

#include <string>

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a rulebook counts what it assumes and says whether numbers were met", "[core][rulebook]") {
  static constexpr Rulebook known{
      .venue = "a venue", .source = "its code", .date = "2026", .verified = "its cases", .assumed = {"one", "two"}};
  static_assert(known.assumptions() == 2 && known.is_verified());
  std::string all;
  known.each_assumption([&](std::string_view text) { all += text; });
  CHECK(all == "onetwo");
  static constexpr Rulebook heard_of{.venue = "another", .source = "an article", .date = "2025", .verified = ""};
  static_assert(heard_of.assumptions() == 0 && !heard_of.is_verified());
}

#include "bulwark/core/rulebook.hpp"

#include "support/catch.hpp"

using namespace bulwark;

TEST_CASE("a rulebook counts what it assumes and says whether numbers were met", "[core][rulebook]") {
  constexpr Rulebook known{.venue = "a venue", .source = "its code", .date = "2026", .verified = "its cases", .assumed = {"one", "two"}};
  static_assert(known.assumptions() == 2 && known.is_verified());
  constexpr Rulebook heard_of{.venue = "another", .source = "an article", .date = "2025", .verified = ""};
  static_assert(heard_of.assumptions() == 0 && !heard_of.is_verified());
  constexpr Rulebook full{.venue = "", .source = "", .date = "", .verified = "", .assumed = {"", "", "", "", "", "", "", ""}};
  CHECK(full.assumptions() == 8);
}

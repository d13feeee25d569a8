#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/shared.hpp"

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

/// Every match's first group.
std::set<std::string> all(const std::string& text, const std::regex& pattern) {
  std::set<std::string> found;
  for (std::sregex_iterator match{text.begin(), text.end(), pattern}, end; match != end; ++match) found.insert((*match)[1]);
  return found;
}

/// The catalogue's properties of verdicts, liquidations, auctions, funds, oracles, accounting and contagion. The others (requirements,
/// prices) are laws and reference values beside what they are about.
std::set<std::string> catalogue(const std::string& text) {
  std::set<std::string> ids = all(text, std::regex{R"(\| ([ACDEFG][0-9]{2}) \|)"});
  ids.merge(all(text, std::regex{R"([ ;](J[0-9]{2}) [a-z])"}));
  return ids;
}

/// The properties that test cases beside this file are named after.
std::set<std::string> named() {
  std::set<std::string> ids;
  const std::regex name{R"(TEST_CASE\("([A-Z][0-9]{2})[^"]*:)"};
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(BULWARK_SOURCE_DIR) / "tests" / "properties"))
    ids.merge(all(text_of(file.path()), name));
  return ids;
}

}  // namespace

TEST_CASE("every property of the catalogue has a test that bears its name", "[properties]") {
  const auto path = bulwark::test::shared("reference/reliability.md");
  if (!path) return;
  const std::set<std::string> promised = catalogue(text_of(*path)), tested = named();
  CHECK(promised.size() == 109);
  std::vector<std::string> untested;
  std::set_difference(promised.begin(), promised.end(), tested.begin(), tested.end(), std::back_inserter(untested));
  CHECK(untested == std::vector<std::string>{});
}

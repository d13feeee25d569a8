#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "support/catch.hpp"
#include "support/incidents.hpp"

using namespace bulwark::test;

namespace {

/// Every case that some incident test asks for by its name: `"INC01a"` in a line of code beside this file.
std::set<std::string> claimed() {
  const std::filesystem::path here = std::filesystem::path(BULWARK_SOURCE_DIR) / "tests" / "incidents";
  const std::regex quoted{"\"(INC[0-9]{2}[a-z](-control)?)\""};
  std::set<std::string> found;
  for (const auto& file : std::filesystem::directory_iterator(here)) {
    if (file.path().filename() == "complete.test.cpp") continue;
    std::ifstream stream{file.path()};
    for (std::string line; std::getline(stream, line);) {
      line.resize(std::min(line.size(), line.find("//")));
      for (std::sregex_iterator match{line.begin(), line.end(), quoted}, end; match != end; ++match) found.insert((*match)[1]);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every case of the incident suite is asked of the library, and none that the suite does not have", "[incidents]") {
  const auto incidents = Incidents::load();
  if (!incidents) return;
  const std::vector<std::string> all = incidents->ids();
  CHECK(incidents->groups() == 36);
  CHECK(all.size() == 87);
  const std::set<std::string> suite(all.begin(), all.end()), tested = claimed();
  std::vector<std::string> untested, unknown;
  std::set_difference(suite.begin(), suite.end(), tested.begin(), tested.end(), std::back_inserter(untested));
  std::set_difference(tested.begin(), tested.end(), suite.begin(), suite.end(), std::back_inserter(unknown));
  CHECK(untested == std::vector<std::string>{});
  CHECK(unknown == std::vector<std::string>{});
}

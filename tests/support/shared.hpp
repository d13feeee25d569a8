#pragma once

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

namespace bulwark::test {

/// The file or folder `name` of the reference material beside the source tree, for example "vectors/pricing/black76.csv".
/// Where the material is absent: nothing, and a line by which ctest reports the test as skipped.
inline std::optional<std::filesystem::path> shared(const std::string& name) {
  const std::filesystem::path path = std::filesystem::path(BULWARK_SOURCE_DIR) / ".." / "shared" / name;
  if (std::filesystem::exists(path)) return path;
  std::printf("skipped: no ../shared (%s)\n", name.c_str());
  return std::nullopt;
}

}  // namespace bulwark::test

#pragma once

#include <filesystem>

namespace bulwark::test {

/// Whether every case of one venue's JSON file holds; prints what does not. An unknown kind of case is a failure.
bool venue_file_holds(const std::filesystem::path& path);

}  // namespace bulwark::test

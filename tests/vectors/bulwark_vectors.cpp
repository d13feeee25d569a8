// bulwark_vectors [--columns] DIR...: does the library reproduce the reference vectors in these folders?
// Prints each file's rows (of a table) or cases (of a venue), its worst error in units of the tolerance, and what fails or is skipped.
// Ends non-zero when a row or case fails, a file is unknown, or a case is of an unknown kind.

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vectors/forms.hpp"
#include "vectors/venue_file.hpp"

namespace {

using bulwark::test::Findings;
using bulwark::test::Table;

struct Form {
  std::string_view file;
  void (*check)(const Table&, Findings&);  // none: known, not yet checked
};

constexpr std::array forms = {
    Form{"black76.csv", bulwark::test::check_black76},
    Form{"black_scholes.csv", bulwark::test::check_black_scholes},
    Form{"inverse.csv", bulwark::test::check_inverse},
    Form{"merton.csv", bulwark::test::check_merton},
    Form{"limits.csv", bulwark::test::check_limits},
    Form{"implied_vol.csv", bulwark::test::check_implied_volatility},
    Form{"normal_cdf.csv", bulwark::test::check_normal_cdf},
    Form{"normal_inv.csv", bulwark::test::check_normal_inverse},
    Form{"published.csv", bulwark::test::check_published},
    Form{"bates.csv", bulwark::test::check_bates},
    Form{"digital.csv", bulwark::test::check_digital},
    Form{"kou.csv", bulwark::test::check_kou},
    Form{"heston.csv", bulwark::test::check_heston},
    Form{"quanto.csv", bulwark::test::check_quanto},
    Form{"ssvi.csv", bulwark::test::check_ssvi},
    Form{"svi_raw.csv", bulwark::test::check_svi_raw},
};

bool holds(const std::filesystem::path& path, bool columns) {
  if (path.extension() == ".json") return bulwark::test::venue_file_holds(path);
  const std::string name = path.filename().string();
  const auto form = std::find_if(forms.begin(), forms.end(), [&](const Form& f) { return f.file == name; });
  if (form == forms.end()) {
    std::printf("%-20s UNKNOWN: no form of this name\n", name.c_str());
    return false;
  }
  try {
    const Table table = bulwark::test::read_table(path);
    if (form->check == nullptr) {
      std::printf("%-20s %5zu rows  not yet\n", name.c_str(), table.rows.size());
      return true;
    }
    Findings findings;
    form->check(table, findings);
    return findings.print(name, table.rows.size(), columns);
  } catch (const std::exception& error) {
    std::printf("%-20s UNREADABLE: %s\n", name.c_str(), error.what());
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool columns = false;
  bool good = true;
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--columns") {
      columns = true;
      continue;
    }
    std::error_code error;
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i], error)) {
      if (entry.path().extension() != ".csv" && entry.path().extension() != ".json") continue;
      files.push_back(entry.path());
      ++found;
    }
    if (error || found == 0) {
      std::printf("%s: no vectors there\n", argv[i]);
      good = false;
    }
  }
  if (argc < 2) {
    std::printf("usage: bulwark_vectors [--columns] DIR...\n");
    return 2;
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) good = holds(file, columns) && good;
  std::printf(good ? "all hold\n" : "NOT all hold\n");
  return good ? 0 : 1;
}

// Runs the benchmarks that rows.json names and makes of their JSON the table of README.md, the baseline, or a comparison with it:
//   speed_table run ROWS PROGRAMS RESULTS       each program in each of its builds, with the row's benchmarks only; one JSON file for each
//   speed_table table ROWS RESULTS              Markdown
//   speed_table baseline ROWS RESULTS           what `compare` compares with, as JSON
//   speed_table compare ROWS RESULTS BASELINE   how each ratio moved; a report for people, which never fails for a number
// A row is a question a user has, the benchmark that answers it and the peer beside which it is measured in one run.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

const std::vector<std::string> builds{"native", "avx2", "baseline"};

struct Row {
  std::string question, program, benchmark, peer, aim;
  double scale;  ///< nanoseconds that one `unit` is
  std::string unit;
  std::vector<std::string> counters;  ///< printed by name instead of time and ratio
};

Json read(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no such file: " + path.string());
  return Json::parse(file);
}

std::vector<Row> rows_of(const fs::path& path) {
  std::vector<Row> rows;
  const Json all = read(path);
  for (const Json& row : all) {
    const std::string unit = row.value("unit", "ns");
    const std::map<std::string, double> scales{{"ns", 1.0}, {"us", 1e3}, {"ms", 1e6}};
    rows.push_back({row.at("question"), row.at("program"), row.at("benchmark"), row.value("peer", ""), row.value("aim", ""),
                    scales.at(unit), unit == "us" ? "µs" : unit, row.value("counters", std::vector<std::string>{})});
  }
  return rows;
}

fs::path result_file(const fs::path& results, const Row& row, const std::string& build) {
  return results / (row.program + "_" + build + ".json");
}

/// The run of a row's benchmark in one build; none where the program was not built or the name is not in it.
std::optional<Json> measured(const fs::path& results, const Row& row, const std::string& build) {
  const fs::path path = result_file(results, row, build);
  if (!fs::exists(path)) return {};
  const Json all = read(path);
  for (const Json& run : all.at("benchmarks")) {
    const std::string name = run.at("name");
    const bool is_named = name.rfind(row.benchmark, 0) == 0 && (name.size() == row.benchmark.size() || name[row.benchmark.size()] == '/');
    if (is_named && !run.value("error_occurred", false)) return run;
  }
  return {};
}

std::string text(const char* format, double x) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, x);
  return buffer;
}

/// Three figures or whole numbers.
std::string figure(double x) { return text(x >= 100.0 ? "%.0f" : x >= 10.0 ? "%.1f" : "%.2f", x); }

std::string cell(const Row& row, const std::optional<Json>& run) {
  if (!run) return "";
  std::string said;
  if (!row.counters.empty()) {
    for (const std::string& name : row.counters)
      if (run->contains(name)) said += (said.empty() ? "" : ", ") + figure(run->at(name).get<double>() / row.scale);
    return said + " " + row.unit;
  }
  said = figure(run->at("ours_ns").get<double>() / row.scale) + " " + row.unit;
  if (run->contains("ratio"))
    said += ", " + figure(run->at("ratio")) + "x (" + figure(run->at("ratio_low")) + " to " + figure(run->at("ratio_high")) + ")";
  return said;
}

int run_all(const std::vector<Row>& rows, const fs::path& programs, const fs::path& results) {
  fs::create_directories(results);
  std::map<std::string, std::string> filters;  // program -> its rows' benchmarks
  for (const Row& row : rows) {
    std::string& filter = filters[row.program];
    filter += (filter.empty() ? "^(" : "|") + row.benchmark;
  }
  int failed = 0;
  for (const auto& [program, filter] : filters)
    for (const std::string& build : builds) {
      const fs::path file = programs / (program + "_" + build), result = results / (program + "_" + build + ".json");
      fs::remove(result);
      if (!fs::exists(file)) {
        std::fprintf(stderr, "not built: %s\n", file.c_str());
        continue;
      }
      const std::string command = "\"" + file.string() + "\" \"--benchmark_filter=" + filter +
                                  ")(/|$)\" --benchmark_out_format=json \"--benchmark_out=" + result.string() + "\" > /dev/null";
      std::fprintf(stderr, "%s\n", file.filename().c_str());
      if (std::system(command.c_str()) != 0) std::fprintf(stderr, "failed: %s\n", command.c_str()), ++failed;
    }
  return failed == 0 ? 0 : 1;
}

void print_table(const std::vector<Row>& rows, const fs::path& results) {
  std::map<std::string, std::string> flags;
  std::string machine;
  for (const Row& row : rows)
    for (const std::string& build : builds)
      if (const fs::path path = result_file(results, row, build); fs::exists(path)) {
        const Json context = read(path).at("context");
        flags[build] = context.value("flags", "");
        machine = context.value("cpu", "") + ", " + context.value("compiler", "") + ", " + std::string(context.at("date")).substr(0, 10);
      }
  std::printf("One thread unless said; %s.\nMedian, ratio beside the peer in the same run, and its 10 to 90 %% range.\n\n",
              machine.c_str());
  std::printf("| question |");
  for (const std::string& build : builds) std::printf(" `%s` |", flags[build].c_str());
  std::printf(" peer | aim |\n|---|---|---|---|---|---|\n");
  for (const Row& row : rows) {
    std::printf("| %s |", row.question.c_str());
    for (const std::string& build : builds) std::printf(" %s |", cell(row, measured(results, row, build)).c_str());
    std::printf(" %s | %s |\n", row.peer.c_str(), row.aim.c_str());
  }
}

Json baseline_of(const std::vector<Row>& rows, const fs::path& results) {
  Json made = Json::array();
  for (const Row& row : rows)
    for (const std::string& build : builds) {
      const std::optional<Json> run = measured(results, row, build);
      if (!run || !run->contains("ratio")) continue;
      Json entry{{"program", row.program}, {"benchmark", row.benchmark}, {"build", build}};
      for (const char* name : {"ratio", "ratio_low", "ratio_high", "ours_ns"}) entry[name] = run->at(name);
      made.push_back(entry);
    }
  return made;
}

void compare(const std::vector<Row>& rows, const fs::path& results, const Json& baseline) {
  std::printf("| question | build | ratio then | ratio now | moved |\n|---|---|---|---|---|\n");
  for (const Json& now : baseline_of(rows, results)) {
    std::string question;
    for (const Row& row : rows)
      if (row.program == now.at("program") && row.benchmark == now.at("benchmark")) question = row.question;
    const Json* then = nullptr;
    for (const Json& entry : baseline)
      if (entry.at("program") == now.at("program") && entry.at("benchmark") == now.at("benchmark") && entry.at("build") == now.at("build"))
        then = &entry;
    const double ratio = now.at("ratio"), low = now.at("ratio_low"), high = now.at("ratio_high");
    if (!then) {
      std::printf("| %s | %s | new | %.2f | |\n", question.c_str(), std::string(now.at("build")).c_str(), ratio);
      continue;
    }
    const double before = then->at("ratio");
    const bool is_apart = high < then->at("ratio_low").get<double>() || low > then->at("ratio_high").get<double>();  // ranges don't touch
    std::printf("| %s | %s | %.2f | %.2f | %+.0f %%%s |\n", question.c_str(), std::string(now.at("build")).c_str(), before, ratio,
                100.0 * (ratio / before - 1.0), is_apart ? ratio > before ? " faster" : " SLOWER" : "");
  }
}

}  // namespace

int main(int count, char** argument) try {
  const std::vector<std::string> given(argument + 1, argument + count);
  const std::string verb = given.empty() ? "" : given[0];
  if (verb == "run" && given.size() == 4) return run_all(rows_of(given[1]), given[2], given[3]);
  if (verb == "table" && given.size() == 3) return print_table(rows_of(given[1]), given[2]), 0;
  if (verb == "baseline" && given.size() == 3) return std::printf("%s\n", baseline_of(rows_of(given[1]), given[2]).dump(1).c_str()), 0;
  if (verb == "compare" && given.size() == 4) return compare(rows_of(given[1]), given[2], read(given[3])), 0;
  std::fprintf(stderr, "run ROWS PROGRAMS RESULTS | table ROWS RESULTS | baseline ROWS RESULTS | compare ROWS RESULTS BASELINE\n");
  return 2;
} catch (const std::exception& wrong) {
  std::fprintf(stderr, "%s\n", wrong.what());
  return 1;
}

#include "vectors/venue_file.hpp"

#include <fstream>

#include "vectors/case_findings.hpp"

namespace bulwark::test {

bool venue_file_holds(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  CaseFindings findings;
  try {
    std::ifstream in(path);
    const nlohmann::json file = nlohmann::json::parse(in);
    for (const char* list : {"cases", "vectors"}) {
      if (!file.contains(list)) continue;
      for (const nlohmann::json& body : file[list]) {
        const Case one{file, body};
        findings.begin(one);
        const CaseForm form = form_for(one.kind());
        if (form == nullptr) {
          findings.fail("is of an unknown kind: " + one.kind());
        } else if (one.was_not_rederived()) {
          findings.skip("its source and an independent computation disagree: " + one.note());
        } else {
          if (one.is_mismatch()) findings.list_mismatch(one);
          try {
            form(one, findings);
          } catch (const std::exception& error) {
            findings.fail(error.what());
          }
        }
        findings.end();
      }
    }
  } catch (const std::exception& error) {
    std::printf("%-30s UNREADABLE: %s\n", name.c_str(), error.what());
    return false;
  }
  return findings.print(name);
}

}  // namespace bulwark::test

// What was done in a real disaster as it was configured, and what with this library's defaults? `replay_an_incident` tells six;
// `replay_an_incident NAME [PICTURE.svg]` one of them, and draws it.
#include <cstdio>
#include <cstring>

#include "replay_an_incident/crv.hpp"
#include "replay_an_incident/jelly.hpp"
#include "replay_an_incident/luna.hpp"
#include "replay_an_incident/maker.hpp"
#include "replay_an_incident/mango.hpp"
#include "replay_an_incident/picture.hpp"
#include "replay_an_incident/usde.hpp"

int main(int argc, char** argv) {
  using namespace replay;
  const std::vector<Story> stories{maker(), luna(), mango(), crv(), jelly(), usde()};
  bool is_told = false;
  for (const Story& story : stories) {
    if (argc > 1 && std::strcmp(argv[1], story.name) != 0) continue;
    if (is_told) std::printf("\n");
    tell(story);
    is_told = true;
    if (argc > 2 && !draw(story, argv[2])) return std::fprintf(stderr, "replay_an_incident: %s: cannot be written to\n", argv[2]), 1;
  }
  if (is_told && argc <= 3) return 0;
  std::fprintf(stderr, "usage: replay_an_incident [NAME [PICTURE.svg]], where NAME is one of");
  for (const Story& story : stories) std::fprintf(stderr, " %s", story.name);
  return std::fprintf(stderr, "\n"), 1;
}

#pragma once

#include <optional>

#include "../support/threads.hpp"
#include "bulwark/math/smallest_of_many.hpp"
#include "objections.hpp"
#include "options.hpp"

namespace machines {

/// The smallest of very many numbers, each a function of its own index, drawn by all ranks.
struct DrawnTail {
  SmallestOfMany tail;   ///< of all, on the first rank
  double seconds = 0.0;  ///< that this rank's threads computed
  Index sent = 0;        ///< candidates of this rank
};

/// Deals numbers 0 to `count` out to every thread of every rank, a block to each in turn: what lies side by side may be alike, and every
/// thread gets some of it. `draw(thread, part, first, many)` adds its numbers to a part, `make(share, is_sure)` is an empty one with room
/// for the share that it will see. Should that be too little, all is drawn again with room for everything, `is_sure`: it costs time, and
/// changes no bit.
/// None where a number was NaN.
template <class Make, class Draw>
std::optional<DrawnTail> draw_tail(Ranks& ranks, Index threads, Index count, Make make, Draw draw) {
  constexpr Index block = 256;
  const Index stride = block * threads * ranks.size();
  const double rank_share = 1.0 / static_cast<double>(ranks.size()), thread_share = rank_share / static_cast<double>(threads);
  double seconds = 0.0;
  for (const bool is_sure : {false, true}) {
    std::vector<SmallestOfMany> parts(static_cast<std::size_t>(threads), make(is_sure ? 1.0 : thread_share, is_sure));
    seconds += examples::in_threads(threads, [&](Index t) {
      for (Index first = block * (threads * ranks.rank() + t); first < count; first += stride)
        draw(t, parts[static_cast<std::size_t>(t)], first, std::min(block, count - first));
    });
    SmallestOfMany mine = make(is_sure ? 1.0 : rank_share, is_sure);
    for (const SmallestOfMany& part : parts) mine.merge(part);
    std::vector<std::string> objections;
    if (mine.has_nan()) objections.push_back("a number that was drawn is none");
    if (!ranks.agree(objections)) return {};

    struct Rest {
      Index count, kept;
      double threshold;
    };
    const std::span<const double> kept = mine.sorted();
    const Rest rest{mine.count(), std::ssize(kept), mine.threshold()};
    const std::vector<Rest> rests = ranks.gather(std::span<const Rest>(&rest, 1));
    const std::vector<double> all = ranks.gather(kept);
    DrawnTail drawn{.tail = make(1.0, is_sure), .seconds = seconds, .sent = rest.kept};
    std::size_t at = 0;
    for (const Rest& of : rests) {
      drawn.tail.merge(std::span(all).subspan(at, static_cast<std::size_t>(of.kept)), of.count, false, of.threshold);
      at += static_cast<std::size_t>(of.kept);
    }
    if (ranks.is_first() && drawn.tail.count() != count)
      objections.push_back("only " + std::to_string(drawn.tail.count()) + " numbers were drawn");
    if (!ranks.agree(objections)) return {};
    if (ranks.all(!ranks.is_first() || drawn.tail.is_complete())) return drawn;
  }
  ranks.agree({"a tail was not found"});
  return {};
}

}  // namespace machines

#include "bulwark/core/flat_bytes.hpp"

#include <limits>

#include "support/catch.hpp"
#include "support/random.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

constexpr std::uint64_t kind = 0x1234;

std::vector<std::byte> some(Random& random, Index words) {
  FlatBytes bytes(kind);
  for (Index i = 0; i < words; ++i) bytes.add(random.next());
  return std::move(bytes).finish();
}

}  // namespace

TEST_CASE("numbers come back as they were, in their order", "[core][flat_bytes]") {
  FlatBytes bytes(kind);
  const std::vector<double> many{1.5, -0.0, std::numeric_limits<double>::infinity(), std::bit_cast<double>(0x7ff8'0000'0000'0123u)};
  bytes.add(std::uint64_t{7});
  bytes.add(std::uint32_t{1}, std::uint32_t{2});
  bytes.add(-2.5);
  bytes.add(many);
  const std::vector<std::byte> sent = std::move(bytes).finish();
  CHECK(sent.size() == 8 * (1 + 3 + 4 + 2));
  FlatReader reader(sent);
  REQUIRE(reader.faults(kind, "it").empty());
  CHECK(reader.left() == 7);
  CHECK(reader.word() == 7);
  CHECK(reader.word() == 0x2'0000'0001u);
  CHECK(reader.number() == -2.5);
  std::vector<double> back(4);
  reader.numbers(back);
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::bit_cast<std::uint64_t>(back[i]) == std::bit_cast<std::uint64_t>(many[i]));
  CHECK(reader.left() == 0);
  CHECK_FALSE(reader.is_short());
  CHECK(reader.word() == 0);
  CHECK(reader.is_short());
}

TEST_CASE("every bit that turns over on the way is noticed", "[core][flat_bytes][faults]") {
  Random random{3};
  std::vector<std::byte> sent = some(random, 9);
  for (std::size_t bit = 0; bit < 8 * sent.size(); ++bit) {
    sent[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
    CHECK_FALSE(FlatReader(sent).faults(kind, "it").empty());
    sent[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
  }
  CHECK(FlatReader(sent).faults(kind, "it").empty());
}

TEST_CASE("bytes that are cut off, longer, exchanged or of another kind are refused, with every reason", "[core][flat_bytes][faults]") {
  Random random{5};
  const std::vector<std::byte> sent = some(random, 12);
  for (std::size_t length = 0; length < sent.size(); ++length)
    CHECK_FALSE(FlatReader(std::span(sent).first(length)).faults(kind, "it").empty());
  std::vector<std::byte> longer = sent, exchanged = sent;
  longer.resize(sent.size() + 8);
  CHECK_FALSE(FlatReader(longer).faults(kind, "it").empty());
  std::swap_ranges(exchanged.begin() + 16, exchanged.begin() + 24, exchanged.begin() + 48);
  CHECK(FlatReader(exchanged).faults(kind, "it").front().code == FaultCode::damaged);
  CHECK(FlatReader(sent).faults(kind + 1, "it").front().code == FaultCode::foreign);
  CHECK(describe(FlatReader(sent).faults(kind + 1, "it").front()) == "it is not what is read here");
  const Faults found = FlatReader(std::span(sent).first(40)).faults(kind + 1, "it");
  REQUIRE(found.size() == 3);
  CHECK(found[0].code == FaultCode::length_mismatch);
  CHECK(found[1].code == FaultCode::foreign);
  CHECK(found[2].code == FaultCode::damaged);
  CHECK(describe(found[2]) == "it is not what was written");
}

TEST_CASE("a checksum goes by order and length", "[core][flat_bytes]") {
  const std::vector<std::byte> zeros(80);
  for (std::size_t n = 0; n < 80; ++n)
    for (std::size_t m = 0; m < n; ++m) CHECK(checksum(std::span(zeros).first(n)) != checksum(std::span(zeros).first(m)));
}

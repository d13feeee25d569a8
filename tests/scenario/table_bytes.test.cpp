#include "bulwark/scenario/table_bytes.hpp"

#include <cstring>

#include "support/books.hpp"
#include "support/catch.hpp"
#include "support/derive.hpp"

using namespace bulwark;
using namespace bulwark::test;

namespace {

/// Changes one word and makes the checksum right again, as a program of another version might.
std::vector<std::byte> forged(std::vector<std::byte> bytes, std::size_t word, std::uint64_t value) {
  std::memcpy(bytes.data() + 8 * word, &value, 8);
  const std::uint64_t sum = checksum(std::span(bytes).first(bytes.size() - 8));
  std::memcpy(bytes.data() + bytes.size() - 8, &sum, 8);
  return bytes;
}

PricedMarket two_rows() {
  const std::vector<RiskUnit> units{{AssetId{0}, AssetId::quote}};
  PricedMarket table(2, units, {{.count = 3, .leader = {AssetId{0}}}}, 3);
  table.terms(0) = {.kind = InstrumentKind::option, .side = OptionSide::put, .listed = 3, .rank = 1, .strike = 5.0};
  table.row(0)[8] = -2.5;
  table.set_tags({{.expiry = 1, .run = 1, .kind = InstrumentKind::option}, {}}, {0.0, 0.25});
  table.set_certainties({0.5});
  table.quote_price = 0.75;
  return table;
}

std::string first_fault(const std::vector<std::byte>& bytes, std::uint64_t stamp = 0) {
  const auto read = table_from_bytes(bytes, stamp);
  return read ? "" : describe(read.faults().front());
}

}  // namespace

TEST_CASE("a table that was read back is the one that was written", "[scenario][table_bytes]") {
  const PricedMarket table = two_rows();
  const std::vector<std::byte> bytes = to_bytes(table, 42);
  const auto read = table_from_bytes(bytes, 42);
  REQUIRE(read);
  CHECK(read->rows() == 2);
  CHECK(read->stride() == table.stride());
  CHECK(read->generation() == 3);
  CHECK(read->terms(0).strike == 5.0);
  CHECK(read->terms(0).side == OptionSide::put);
  CHECK(read->terms(0).rank == 1);
  CHECK(read->terms(1).listed == 0);
  CHECK(read->terms(1).expiry == perpetual);
  CHECK(read->row(0)[8] == -2.5);
  CHECK(read->tag(0).run == 1);
  CHECK(read->expiry_years(1) == 0.25);
  CHECK(read->certainty(AssetId{0}) == 0.5);
  CHECK(read->quote_price == 0.75);
  CHECK(read->blocks()[0].leader.size() == 1);
  CHECK(to_bytes(*read, 42) == bytes);
}

TEST_CASE("the tables of venues go over a wire and come back the same, with what is unknown in them", "[scenario][table_bytes]") {
  MarketState market = three_assets();
  market.assets[1].spot = -1.0;  // its rows are NaN
  const Listing listing = *Listing::from(chain());
  on_every_venue([&](const auto& venue) {
    const std::vector<std::byte> bytes = to_bytes(venue.price(listing, market)->table(), 7);
    const auto read = table_from_bytes(bytes, 7);
    REQUIRE(read);
    CHECK(to_bytes(*read, 7) == bytes);
  });
  const auto expiry_by_expiry = second_manager().price(*Listing::from(derive_chain()), derive_market());
  REQUIRE(expiry_by_expiry->table().blocks_by_expiry() > 0);
  const std::vector<std::byte> bytes = to_bytes(expiry_by_expiry->table());
  CHECK(to_bytes(*table_from_bytes(bytes)) == bytes);
}

TEST_CASE("a table that was cut off, damaged or is another's is refused", "[scenario][table_bytes][faults]") {
  const std::vector<std::byte> bytes = to_bytes(two_rows(), 42);
  for (std::size_t length = 0; length < bytes.size(); ++length) CHECK_FALSE(table_from_bytes(std::span(bytes).first(length), 42));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::vector<std::byte> damaged = bytes;
    damaged[at] ^= std::byte{16};
    CHECK_FALSE(table_from_bytes(damaged, 42));
  }
  CHECK(first_fault({}) == "table_bytes has the wrong length, got 0");
  CHECK(first_fault(bytes, 43) == "table_bytes.stamp is out of range, got 42");
  CHECK(first_fault(std::move(FlatBytes(5)).finish()) == "table_bytes is not what is read here");
}

TEST_CASE("words that no table has are found one by one, whatever the checksum says", "[scenario][table_bytes][faults]") {
  const std::vector<std::byte> bytes = to_bytes(two_rows());
  constexpr std::size_t rows = 2, block = 10, row = block + 7 + 1 + 1 + 2 + 1 + 2;  // words before
  CHECK(first_fault(forged(bytes, rows, 1u << 30)).find("table_bytes.rows") == 0);
  CHECK(first_fault(forged(bytes, rows, 3)).find("table_bytes.shape") == 0);
  CHECK(first_fault(forged(bytes, block, ~std::uint64_t{0})).find("table_bytes.block.count") == 0);
  CHECK(first_fault(forged(bytes, block + 1, 5)).find("table_bytes.block.by_expiry") == 0);
  CHECK(first_fault(forged(bytes, block + 4, 9)).find("table_bytes.block.numeraire[0]") == 0);
  CHECK(first_fault(forged(bytes, row, 77)).find("table_bytes.row.kind[0]") == 0);
  CHECK(first_fault(forged(bytes, row + 2, std::uint64_t{4} << 32 | 3u)).find("table_bytes.row.unit[0]") == 0);
  CHECK(first_fault(forged(bytes, row + 4, std::uint64_t{9} << 32 | 9u)).find("table_bytes.row.expiry[0]") == 0);
  const auto both = table_from_bytes(forged(bytes, row + 4, std::uint64_t{9} << 32 | 9u));
  CHECK(both.faults().size() == 2);
}

TEST_CASE("no word makes the reader fall over", "[scenario][table_bytes][faults]") {
  const std::vector<std::byte> bytes = to_bytes(two_rows());
  Random random{29};
  for (std::size_t word = 0; word < bytes.size() / 8 - 1; ++word)
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{7}, std::uint64_t{1} << 40,
                                      ~std::uint64_t{0}, std::uint64_t{1} << 63, random.next()}) {
      const auto read = table_from_bytes(forged(bytes, word, value));
      CHECK((read || !read.faults().empty()));
    }
}

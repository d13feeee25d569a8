#pragma once

#include <mpi.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace examples {

/// The processes that share a run, over MPI. What is asked of all of them is asked by each, in the same order. A message may be longer than
/// the 2^31 elements that MPI counts; an error of MPI's own ends the run.
class Ranks {
 public:
  Ranks(int& argc, char**& argv) {
    int given = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }
  ~Ranks() { MPI_Finalize(); }
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  int rank() const noexcept { return rank_; }
  int size() const noexcept { return size_; }
  bool is_first() const noexcept { return rank_ == 0; }

  /// How many machines the ranks run on.
  int machines() const {
    MPI_Comm neighbours{};
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &neighbours);
    int place = 0, machines = 0;
    MPI_Comm_rank(neighbours, &place);
    MPI_Comm_free(&neighbours);
    const int is_lowest = place == 0 ? 1 : 0;
    MPI_Allreduce(&is_lowest, &machines, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    return machines;
  }

  double now() const { return MPI_Wtime(); }  ///< seconds on the clock
  double now_together() const {               ///< once everybody is here
    MPI_Barrier(MPI_COMM_WORLD);
    return MPI_Wtime();
  }

  /// The first rank's bytes, on every rank.
  std::vector<std::byte> broadcast(std::vector<std::byte> bytes) {
    std::uint64_t size = bytes.size();
    MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    bytes.resize(size);
    for (std::size_t at = 0; at < size; at += most) MPI_Bcast(bytes.data() + at, part(size - at), MPI_BYTE, 0, MPI_COMM_WORLD);
    return bytes;
  }

  /// Everybody's values on the first rank, in the order of ranks; nothing on the others.
  template <class T>
  std::vector<T> gather(std::span<const T> mine) {
    if (!is_first()) return send(mine, 0), std::vector<T>{};
    std::vector<T> all(mine.begin(), mine.end());
    for (int from = 1; from < size_; ++from) {
      const std::vector<T> more = receive<T>(from);
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

  /// All values in one, on the first rank: `merge(into, other)` in a tree, so that no rank receives more than log2(ranks) of them.
  template <class T, class Merge>
  T reduce(T value, Merge merge) {
    for (int step = 1; step < size_; step *= 2) {
      if (rank_ % (2 * step) != 0) {
        send(std::span<const T>(&value, 1), rank_ - step);
        break;
      }
      if (rank_ + step < size_) merge(value, receive<T>(rank_ + step).front());
    }
    return value;
  }

  /// Whether `yes` on every rank.
  bool all(bool yes) const {
    int mine = yes ? 1 : 0, least = 0;
    MPI_Allreduce(&mine, &least, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    return least != 0;
  }

  /// Ends a phase, before anything of it is added up: whether no rank has anything to object. Otherwise the first prints all that any has.
  bool agree(const std::vector<std::string>& objections) {
    if (all(objections.empty())) return true;
    std::string text;
    for (const std::string& objection : objections) text += "rank " + std::to_string(rank_) + ": " + objection + "\n";
    const std::vector<char> told = gather(std::span<const char>(text));
    const std::vector<std::uint8_t> objects = gather(std::span<const std::uint8_t>(std::vector<std::uint8_t>{!objections.empty()}));
    if (is_first()) {
      int ranks = 0;
      for (const std::uint8_t one : objects) ranks += one;
      std::fwrite(told.data(), 1, told.size(), stderr);  // may be longer than an int counts
      std::fprintf(stderr, "nothing was added up: %d of %d ranks had bad input\n", ranks, size_);
      std::fflush(stderr);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    return false;
  }

 private:
  static constexpr std::size_t most = std::size_t{1} << 30;
  static int part(std::size_t left) noexcept { return static_cast<int>(left < most ? left : most); }

  template <class T>
  void send(std::span<const T> values, int to) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::uint64_t count = values.size();
    const auto* bytes = reinterpret_cast<const std::byte*>(values.data());
    MPI_Send(&count, 1, MPI_UINT64_T, to, 0, MPI_COMM_WORLD);
    for (std::size_t at = 0; at < values.size_bytes(); at += most)
      MPI_Send(bytes + at, part(values.size_bytes() - at), MPI_BYTE, to, 0, MPI_COMM_WORLD);
  }

  template <class T>
  std::vector<T> receive(int from) {
    std::uint64_t count = 0;
    MPI_Recv(&count, 1, MPI_UINT64_T, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    std::vector<T> values(count);
    auto* bytes = reinterpret_cast<std::byte*>(values.data());
    for (std::size_t at = 0; at < count * sizeof(T); at += most)
      MPI_Recv(bytes + at, part(count * sizeof(T) - at), MPI_BYTE, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return values;
  }

  int rank_ = 0, size_ = 1;
};

}  // namespace examples

#pragma once

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

namespace examples {

/// How far a long run is, how fast it goes and how long it will take: one line that rewrites itself on a terminal, nothing in a pipe.
class Progress {
 public:
  Progress(std::string what, double steps) : what_(std::move(what)), steps_(steps) {}
  ~Progress() {
    if (is_shown_) std::fprintf(stderr, "\r\033[K");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step(double by = 1.0) {
    done_ += by;
    const auto now = std::chrono::steady_clock::now();
    if (!is_terminal_ || now - shown_ < std::chrono::milliseconds{200}) return;
    shown_ = now, is_shown_ = true;
    const double seconds = std::chrono::duration<double>(now - begun_).count(), rate = done_ / seconds;
    std::fprintf(stderr, "\r\033[K%s: %.0f %%, %.0f a second, %.0f s left", what_.c_str(), 100.0 * done_ / steps_, rate,
                 (steps_ - done_) / rate);
  }

 private:
  std::string what_;
  double steps_, done_ = 0.0;
  bool is_terminal_ = isatty(STDERR_FILENO) == 1, is_shown_ = false;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now(), shown_ = begun_;
};

}  // namespace examples

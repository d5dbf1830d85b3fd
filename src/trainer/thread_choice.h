#pragma once

#include <cstddef>
#include <vector>

namespace inkling {

/// With how many threads the steps of a training go fastest, as measured on the way. Where a network is small
/// or another program keeps a core busy, that is fewer than there are. The results are the same with any
/// number.
class ThreadChoice {
 public:
  /// The number for the next step, of `most` at most.
  std::size_t next(std::size_t most);
  /// How long the step with it took, in seconds.
  void took(double seconds);

 private:
  struct Candidate {
    std::size_t threads;
    /// A step, when last measured.
    double seconds = 0;
  };

  /// Tries these candidates, one after the other.
  void try_out(std::vector<std::size_t> candidates);
  void choose();

  std::size_t most_ = 0;
  /// The most threads first, then half as many each, one last.
  std::vector<Candidate> candidates_;
  std::size_t chosen_ = 0;
  std::vector<std::size_t> to_try_;
  /// Since the last change.
  double seconds_ = 0;
  int steps_ = 0;
  int warm_up_ = 0;
  /// How long the last trials took in seconds, and how many times as long it is until the next.
  double trials_ = 0, wait_ = 0;
};

}  // namespace inkling

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace inkling {

/// A seeded stream of random numbers, the same on every machine: xoshiro256++ by Blackman and Vigna
/// (https://prng.di.unimi.it/), its state filled from (seed, stream) by SplitMix64. Streams of one seed are
/// independent, so every image of a batch can have its own and no order of threads matters.
class Random {
 public:
  using State = std::array<std::uint64_t, 4>;

  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  std::uint64_t next();
  /// In [0, 1), 53 bits.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Mean 0, standard deviation 1 (Box and Muller).
  double normal();
  /// In [0, n), unbiased; n > 0.
  std::uint64_t below(std::uint64_t n);

  template <typename T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

  const State& state() const { return state_; }
  void set_state(const State& state) { state_ = state; }

 private:
  State state_;
};

}  // namespace inkling

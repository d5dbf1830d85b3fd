#include "base/random.h"

#include <bit>
#include <cmath>

#include "base/math.h"

namespace inkling {

namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t state = seed;
  state = split_mix(state) ^ stream;
  for (auto& word : state_) word = split_mix(state);
}

std::uint64_t Random::next() {
  auto& [a, b, c, d] = state_;
  const std::uint64_t result = std::rotl(a + d, 23) + a;
  const std::uint64_t shifted = b << 17;
  c ^= a;
  d ^= b;
  b ^= c;
  a ^= d;
  c ^= shifted;
  d = std::rotl(d, 45);
  return result;
}

double Random::normal() {
  const double radius = std::sqrt(-2 * math::log(1 - uniform()));
  return radius * math::cos(2 * math::kPi * uniform());
}

std::uint64_t Random::below(std::uint64_t n) {
  const std::uint64_t uneven = (0 - n) % n;
  for (;;) {
    const std::uint64_t value = next();
    if (value >= uneven) return value % n;
  }
}

}  // namespace inkling

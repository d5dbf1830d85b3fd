#include "tensor/arena.h"

#include <cstdint>

namespace inkling {

namespace {
constexpr std::size_t kAlignment = 64 / sizeof(Scalar);
}

Arena::Place Arena::plan(std::size_t elements) {
  const Place place{planned_};
  planned_ += (elements + kAlignment - 1) / kAlignment * kAlignment;
  return place;
}

void Arena::allocate() {
  block_.assign(planned_ + kAlignment, Scalar(0));
  const auto misaligned = reinterpret_cast<std::uintptr_t>(block_.data()) / sizeof(Scalar) % kAlignment;
  start_ = misaligned ? kAlignment - misaligned : 0;
}

}  // namespace inkling

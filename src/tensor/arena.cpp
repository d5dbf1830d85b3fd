#include "tensor/arena.h"

#include <cstdint>
#include <cstdlib>
#include <new>

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
  // The system hands out zeros when they are first touched, so that what is never used, as the gradients of a
  // model that only predicts, costs nothing.
  block_.reset(static_cast<Scalar*>(std::calloc(planned_ + kAlignment, sizeof(Scalar))));
  if (!block_) throw std::bad_alloc();
  const auto misaligned = reinterpret_cast<std::uintptr_t>(block_.get()) / sizeof(Scalar) % kAlignment;
  start_ = misaligned ? kAlignment - misaligned : 0;
}

}  // namespace inkling

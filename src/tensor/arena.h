#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

#include "tensor/tensor.h"

namespace inkling {

/// One block of memory handed out in pieces. First every piece is planned, then the block is allocated once
/// and each plan becomes a place in it, aligned to 64 bytes and zero.
class Arena {
 public:
  /// Where a piece will be; valid for the arena that planned it.
  struct Place {
    std::size_t offset = 0;
  };

  Place plan(std::size_t elements);
  void allocate();

  Scalar* at(Place place) { return block_.get() + start_ + place.offset; }
  const Scalar* at(Place place) const { return block_.get() + start_ + place.offset; }
  TensorView view(Place place, const Shape& shape) { return {at(place), shape}; }
  std::size_t elements() const { return planned_; }

 private:
  std::size_t planned_ = 0;
  std::size_t start_ = 0;
  struct Free {
    void operator()(Scalar* block) const { std::free(block); }
  };
  std::unique_ptr<Scalar, Free> block_;
};

}  // namespace inkling

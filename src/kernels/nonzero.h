#pragma once

// What is multiplied by zero, as behind a ReLU much is, need not be read; see vector.h for the namespace.

#include <algorithm>
#include <array>
#include <type_traits>

namespace inkling::INKLING_KERNELS {

namespace {

/// Calls add(indices, integral_constant) for the indices in [0, size) that are not zero, in their order:
/// Together at a time, then each of the rest. They are found without branches, which no processor could
/// foretell.
template <int Together, typename IsNonzero, typename Add>
void for_each_nonzero(int size, const IsNonzero& is_nonzero, const Add& add) {
  constexpr int kBlock = 256;
  std::array<int, Together + kBlock> indices;
  int found = 0;
  for (int begin = 0; begin < size; begin += kBlock) {
    for (int i = begin; i < std::min(begin + kBlock, size); ++i) {
      indices[found] = i;
      found += is_nonzero(i) ? 1 : 0;
    }
    int done = 0;
    for (; done + Together <= found; done += Together)
      add(indices.data() + done, std::integral_constant<int, Together>());
    std::copy(indices.begin() + done, indices.begin() + found, indices.begin());
    found -= done;
  }
  for (int i = 0; i < found; ++i) add(indices.data() + i, std::integral_constant<int, 1>());
}

}  // namespace

}  // namespace inkling::INKLING_KERNELS

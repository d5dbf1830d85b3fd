#include "kernels/kernel_set.h"

#include <vector>

namespace inkling {

namespace portable {
extern const KernelSet kernels;
}
namespace avx2 {
extern const KernelSet kernels;
}
namespace avx512 {
extern const KernelSet kernels;
}

namespace {

const KernelSet*& chosen() {
  static const KernelSet* set = available_kernels().back();
  return set;
}

}  // namespace

const KernelSet& kernels() {
  return *chosen();
}

void choose_kernels(const KernelSet& set) {
  chosen() = &set;
}

std::span<const KernelSet* const> available_kernels() {
  static const std::vector<const KernelSet*> sets = [] {
    std::vector<const KernelSet*> all{&portable::kernels};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) all.push_back(&avx2::kernels);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
      all.push_back(&avx512::kernels);
    return all;
  }();
  return sets;
}

}  // namespace inkling

#include "kernels/kernel_set.h"

namespace inkling {

namespace portable {
extern const KernelSet kernels;
}

std::span<const KernelSet* const> available_kernels() {
  static const KernelSet* const sets[] = {&portable::kernels};
  return sets;
}

}  // namespace inkling

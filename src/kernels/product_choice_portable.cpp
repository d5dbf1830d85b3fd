#include "kernels/product.h"

namespace inkling {

namespace portable {
extern const ProductKernels kernels;
}

std::vector<const ProductKernels*> available_kernels() {
  return {&portable::kernels};
}

}  // namespace inkling

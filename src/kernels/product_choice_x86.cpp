#include "kernels/product.h"

namespace inkling {

namespace portable {
extern const ProductKernels kernels;
}
namespace avx2 {
extern const ProductKernels kernels;
}
namespace avx512 {
extern const ProductKernels kernels;
}

std::vector<const ProductKernels*> available_kernels() {
  std::vector<const ProductKernels*> kernels{&portable::kernels};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) kernels.push_back(&avx2::kernels);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))
    kernels.push_back(&avx512::kernels);
  return kernels;
}

}  // namespace inkling

#pragma once

#include <string>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling::tests {

/// The kernels that give the same bits everywhere, for as long as this lives; then the fastest again.
class PortableKernels {
 public:
  PortableKernels() { use_kernels("portable"); }
  ~PortableKernels() { use_kernels("auto"); }
  PortableKernels(const PortableKernels&) = delete;
  PortableKernels& operator=(const PortableKernels&) = delete;
};

}  // namespace inkling::tests

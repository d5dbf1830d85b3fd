#pragma once

#include <string>

#include "base/parallel.h"
#include "kernels/kernel_set.h"

namespace inkling::tests {

/// A number of threads for as long as this lives; then that of before.
class Threads {
 public:
  explicit Threads(std::size_t count) : before_(thread_count()) { set_thread_count(count); }
  ~Threads() { set_thread_count(before_); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

 private:
  std::size_t before_;
};

/// The kernels that give the same bits everywhere, for as long as this lives; then the fastest again.
class PortableKernels {
 public:
  PortableKernels() { use_kernels("portable"); }
  ~PortableKernels() { use_kernels("auto"); }
  PortableKernels(const PortableKernels&) = delete;
  PortableKernels& operator=(const PortableKernels&) = delete;
};

}  // namespace inkling::tests

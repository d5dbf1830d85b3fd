#include "base/parallel.h"

namespace inkling {

std::size_t thread_count() {
  return 1;
}

void set_thread_count(std::size_t) {}

double steady_seconds() {
  return 0;
}

void detail::parallel_for(std::size_t count, Task task, void* context) {
  for (std::size_t i = 0; i < count; ++i) task(context, i, 0);
}

}  // namespace inkling

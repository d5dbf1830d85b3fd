#include "kernels/kernel_set.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace inkling {

void use_kernels(std::string_view choice) {
  if (choice == "auto")
    choose_kernels(*available_kernels().back());
  else if (choice == "portable")
    choose_kernels(*available_kernels().front());
  else
    fail("kernels", "must be auto or portable, got '{}'", choice);
}

int widest_panel(const Products& product, int n) {
  const int panels = product.panels(n);
  return product.packed_columns(n, panels - 1, panels);
}

std::size_t packed_size(int depth, int n) {
  int columns = 0;
  for (const auto* set : available_kernels())
    columns = std::max(columns, set->product.packed_columns(n, 0, set->product.panels(n)));
  return static_cast<std::size_t>(columns) * static_cast<std::size_t>(depth);
}

std::size_t packed_panel_size(int depth, int n) {
  int columns = 0;
  for (const auto* set : available_kernels()) columns = std::max(columns, widest_panel(set->product, n));
  return static_cast<std::size_t>(columns) * static_cast<std::size_t>(depth);
}

}  // namespace inkling

#include "kernels/product.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace inkling {

namespace {

const ProductKernels*& chosen() {
  static const ProductKernels* kernels = available_kernels().back();
  return kernels;
}

}  // namespace

const ProductKernels& product_kernels() {
  return *chosen();
}

void use_kernels(std::string_view choice) {
  if (choice == "auto")
    chosen() = available_kernels().back();
  else if (choice == "portable")
    chosen() = available_kernels().front();
  else
    fail("kernels", "must be auto or portable, got '" + std::string(choice) + "'");
}

std::size_t packed_size(int depth, int n) {
  int columns = 0;
  for (const auto* kernels : available_kernels())
    columns = std::max(columns, kernels->panels(n) * kernels->panel_columns(n));
  return static_cast<std::size_t>(columns) * static_cast<std::size_t>(depth);
}

}  // namespace inkling

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "data/array.h"

namespace inkling {

bool is_npy(std::span<const std::byte> bytes);

/// NumPy's array file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): numbers or
/// texts in C order. Throws an Error for what is damaged, for objects, complex numbers and Fortran order.
Array read_npy(std::string name, std::vector<std::byte> bytes);

}  // namespace inkling

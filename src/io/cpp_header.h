#pragma once

#include "io/format.h"

namespace inkling {

/// A C++ header with the weights and a plain function that reads an image, for where there is no more than a
/// compiler. It is only written.
Format cpp_header_format();

}  // namespace inkling

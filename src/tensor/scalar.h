#pragma once

namespace inkling {

/// What tensors are made of. A second build with double checks gradients without rounding noise.
#ifdef INKLING_DOUBLE
using Scalar = double;
#else
using Scalar = float;
#endif

}  // namespace inkling

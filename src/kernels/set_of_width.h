#pragma once

// Everything that is compiled for one vector width; a file for a width is six lines, of which this is one.

#include "kernels/kernel_set.h"
#include "kernels/max_windows.h"
#include "kernels/product_tiles.h"
#include "kernels/quantized_products.h"
#include "kernels/single_channel_kernels.h"
#include "kernels/winograd_tiles.h"

namespace inkling::INKLING_KERNELS {

extern const KernelSet kernels;
const KernelSet kernels{INKLING_KERNELS_NAME, kMaxLanes,   kProducts, kWinograd,
                        kSingleChannel,       kMaxWindows, kQuantized};

}  // namespace inkling::INKLING_KERNELS

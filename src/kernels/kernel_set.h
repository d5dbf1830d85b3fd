#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "kernels/pooling.h"
#include "kernels/product.h"
#include "kernels/quantized.h"
#include "kernels/single_channel_tiles.h"
#include "kernels/winograd_transforms.h"

namespace inkling {

/// All that is compiled once for each vector width.
struct KernelSet {
  const char* name;
  int lanes;
  Products product;
  WinogradTransforms winograd;
  SingleChannelTiles single_channel;
  MaxWindows max_windows;
  QuantizedProducts quantized;
};

/// The kernels in use: the widest this processor has, or the portable ones, which give the same bits
/// everywhere.
const KernelSet& kernels();

/// "auto" or "portable".
void use_kernels(std::string_view choice);
/// One of the available.
void choose_kernels(const KernelSet& set);

/// How many columns the panel has that has most of them, when it is packed: the last.
int widest_panel(const Products& product, int n);
/// How many Scalars a packed right factor (depth, n) takes with any of the available kernels.
std::size_t packed_size(int depth, int n);
/// And one panel of it.
std::size_t packed_panel_size(int depth, int n);

/// All sets that this processor can run, portable first; for tests and benchmarks.
std::span<const KernelSet* const> available_kernels();

}  // namespace inkling

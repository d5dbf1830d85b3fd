#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/array.h"
#include "data/dataset.h"

namespace inkling {

/// The bytes of a file, already unpacked, and what to call it in errors.
struct IdxFile {
  std::string_view name;
  std::span<const std::byte> bytes;
};

/// Reads a data set from a pair of IDX files of unsigned bytes, the format of MNIST
/// (http://yann.lecun.com/exdb/mnist/): images of rank 3 and as many labels of rank 1, big-endian sizes.
/// Without `label_names` labels are numbers from 0 to 254. Throws an Error for anything but exactly that.
Dataset read_idx(const std::string& name, const IdxFile& images, const IdxFile& labels,
                 std::vector<std::string> label_names = {});

bool is_idx(std::span<const std::byte> bytes);

/// One IDX file of any rank and kind of numbers. Throws an Error unless it is as long as its header says.
Array read_idx_array(std::string name, std::vector<std::byte> bytes);

}  // namespace inkling

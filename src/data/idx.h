#pragma once

#include <cstddef>
#include <cstdint>
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
  /// Of the whole file, where `bytes` are only its beginning.
  std::uint64_t size = bytes.size();
};

/// How many bytes come before the images, and before the labels.
inline constexpr std::size_t kIdxImagesHeader = 16, kIdxLabelsHeader = 8;

/// Reads a data set from a pair of IDX files of unsigned bytes, the format of MNIST
/// (http://yann.lecun.com/exdb/mnist/): images of rank 3 and as many labels of rank 1, big-endian sizes.
/// Without `label_names` labels are numbers from 0 to 254. Throws an Error for anything but exactly that.
Dataset read_idx(const std::string& name, const IdxFile& images, const IdxFile& labels,
                 std::vector<std::string> label_names = {});

/// All but the images, which may stay where they are: the header and the size of their file are enough.
Dataset read_idx_without_images(const std::string& name, const IdxFile& images, const IdxFile& labels);

bool is_idx(std::span<const std::byte> bytes);

/// One IDX file of any rank and kind of numbers. Throws an Error unless it is as long as its header says.
Array read_idx_array(std::string name, std::vector<std::byte> bytes);

}  // namespace inkling

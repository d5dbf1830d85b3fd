#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "cli/files.h"
#include "io/model_files.h"

namespace inkling {

bool is_hdf5(std::span<const std::byte> bytes);

/// The groups and numbers of an HDF5 file as Keras writes them. Nothing is fetched from elsewhere, links by
/// name are left out, and every object comes once, by the first of its paths. What an attribute holds besides
/// texts and numbers is null, data sets of anything but numbers are left out.
ModelFile read_hdf5(std::string name, std::span<const std::byte> bytes);

/// The same bytes for the same file, in the oldest format, which all readers know: tensors as contiguous
/// float32, or as int64 where they are `integers`.
Bytes write_hdf5(const ModelFile& file);

}  // namespace inkling

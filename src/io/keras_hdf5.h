#pragma once

#include <string>

#include "io/format.h"

namespace inkling {

/// A whole model in one HDF5 file, as Keras wrote it until 2.12 and still writes it for names that end in
/// .h5: https://keras.io/api/saving/
Format keras_hdf5_format();

/// The configuration as JSON and the weights in an HDF5 file, which keras_hdf5_format() reads.
Format keras_json_format();

/// "Keras 2.10.0", or "Keras" where the file does not say.
std::string keras_version(const ModelFile& file);

}  // namespace inkling

#pragma once

#include <string>
#include <vector>

#include "io/format.h"
#include "io/keras_network.h"

namespace inkling {

/// A whole model in one HDF5 file, as Keras wrote it until 2.12 and still writes it for names that end in
/// .h5: https://keras.io/api/saving/
Format keras_hdf5_format();

/// The configuration as JSON and the weights in an HDF5 file, which keras_hdf5_format() reads.
Format keras_json_format();

/// The weights in such a file, and in one that holds nothing else, layer by layer.
std::vector<LayerWeights> weights_in_hdf5(const ModelFile& file);

/// "Keras 2.10.0", or "Keras" where the file does not say.
std::string keras_version(const ModelFile& file);

/// Null where the file has no tensor of this name.
const NamedTensor* find(const ModelFile& file, const std::string& name);

}  // namespace inkling

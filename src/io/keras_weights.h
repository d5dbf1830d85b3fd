#pragma once

#include <string>
#include <vector>

#include "io/keras_network.h"
#include "io/model_files.h"

namespace inkling {

/// The weights of an HDF5 file in which every layer's own group lists them: of a whole model, or of weights
/// alone.
std::vector<LayerWeights> weights_by_layer(const ModelFile& file);

/// Whether the groups of weights are numbered by the kind of their layers, whatever those are called, as in a
/// .keras file and in what Keras 3 saves as .weights.h5.
bool has_weights_by_kind(const ModelFile& file);
std::vector<LayerWeights> weights_by_kind(const ModelFile& file, const KerasNetwork& network);

/// A group's attribute; null where it has none.
Json hdf5_attribute(const ModelFile& file, const std::string& group, const char* name);

/// The texts in a list.
std::vector<std::string> texts_in(const Json& list);

/// Null where the file has no tensor of this name.
const NamedTensor* find(const ModelFile& file, const std::string& name);

}  // namespace inkling

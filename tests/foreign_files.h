#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "fixtures.h"
#include "io/model_files.h"
#include "model/sequential.h"

namespace inkling::tests {

/// A model as Keras writes it into HDF5: groups, attributes and weights, layer by layer.
inline ModelFile keras_file(const Json& config, Sequential& model) {
  Json groups = Json::object(), names = Json::array();
  ModelFile file{.name = "model.h5", .bytes = {}, .description = nullptr, .tensors = {}};
  std::size_t weight = 0;
  for (const auto& layer : model.layers()) {
    names.push_back(layer->name());
    Json weights = Json::array();
    for (std::size_t i = 0; i < layer->weight_specs().size(); ++i, ++weight) {
      const auto& [name, values] = model.weights()[weight];
      weights.push_back(name + ":0");
      file.tensors.push_back({"model_weights/" + layer->name() + "/" + name + ":0",
                              values.shape,
                              {values.begin(), values.end()}});
    }
    groups["model_weights/" + layer->name()] = {{"weight_names", weights}};
  }
  groups["model_weights"] = {{"layer_names", names}};
  groups[""] = {{"model_config", config.dump()}, {"keras_version", "2.10.0"}};
  file.description = {{"hdf5", groups}};
  return file;
}

}  // namespace inkling::tests

#include "io/cpp_header.h"
#include "io/format.h"
#include "io/keras_archive.h"
#include "io/keras_hdf5.h"
#include "io/keras_script.h"
#include "io/named_weights.h"
#include "io/onnx.h"
#include "io/safetensors_model.h"
#include "io/tensorflow_graph.h"
#include "io/tensorflow_js.h"

namespace inkling {

const std::vector<Format>& formats() {
  static const std::vector<Format> registry{
      keras_archive_format(),    keras_hdf5_format(),   onnx_format(),          tensorflow_layers_format(),
      tensorflow_graph_format(), keras_json_format(),   named_weights_format(), safetensors_model_format(),
      cpp_header_format(),       keras_script_format(),
  };
  return registry;
}

}  // namespace inkling

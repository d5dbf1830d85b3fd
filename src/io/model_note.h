#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/sequential.h"

namespace inkling {

/// What a model's file says of it besides its network, in every format that Inkling writes: so that it comes
/// back as it went, and that whoever opens it elsewhere can prove that it answers the same.
struct ModelNote {
  /// Called this wherever it stands: an attribute of HDF5, a property of ONNX, a key of JSON.
  static constexpr const char* kKey = "inkling";

  std::vector<std::string> labels;
  /// As in NamedModel.
  Json reading = Json::object(), compile_config = Json::object();
  /// {"data", "epochs", "batch_size"} of its last training, where that is known.
  Json training = Json::object();
  /// A list of numbers for each image, ink 0..255, and what the network answers to them with ink 0..1.
  Json test_images = Json::array(), test_answers = Json::array();

  /// Asks the network.
  void add_tests(Sequential& network);
  std::string text() const;
};

/// Of a note's text; none where it is none of ours. Throws an Error where it is damaged.
std::optional<ModelNote> read_note(const Json& text);

}  // namespace inkling

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace inkling {

/// A ready-made network and how it is trained: one JSON file of this folder.
struct Preset {
  std::string name;
  std::string description;
  /// Where the network is published, and the figure given there; empty for our own.
  std::string source, published;
  /// The data set it is made for, as --data takes it.
  std::string data;
  /// A Keras Sequential configuration.
  Json model;
  /// optimizer, loss, metrics, epochs, batch_size, augmentation.
  Json training;
};

const std::vector<Preset>& presets();

/// Refuses an unknown name with the nearest known one.
const Preset& find_preset(std::string_view name);

}  // namespace inkling

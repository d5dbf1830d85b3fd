#pragma once

#include <string>

#include "base/json.h"
#include "session/session.h"

namespace inkling {

/// A network and how to train it.
struct Network {
  /// A Keras Sequential configuration.
  Json model;
  Json training = Json::object();
};

/// A Keras Sequential configuration, or an object with `model` and `training` as a preset has.
Network read_network(const std::string& path);

Session open_model(const std::string& path);

}  // namespace inkling

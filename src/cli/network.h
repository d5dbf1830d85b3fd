#pragma once

#include <string>

#include "base/json.h"
#include "io/import.h"
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

/// Tells on the error output what makes it doubtful that a foreign model was opened as it was meant.
void print_doubts(const ImportedModel& imported, const std::string& path);

/// Any model that can be opened, with its doubts.
Session open_model(const std::string& path);

}  // namespace inkling

#pragma once

#include <string>

#include "base/fields.h"

// What is asked of Session about the inside of a network. `off` is what is switched off meanwhile: a list of
// maps and units that give zeros, each {"layer", "channel"} by its places from 0.
namespace inkling {

struct LookOptions {
  Json off;

  void describe(Fields& fields);
};

/// Which explanation of an answer is wanted.
struct Explanation {
  /// One of the model's; empty for the class that it finds likeliest.
  std::string label;
  /// "gradient", "occlusion" or "grad_cam".
  std::string method = "gradient";
  /// Whose maps Grad-CAM takes; empty for the last layer that has any.
  std::string layer;
  Json off;

  void describe(Fields& fields);
};

/// One of the numbers that a layer gives, by its places from 0.
struct NumberPlace {
  int layer = 0, index = 0;
  Json off;

  void describe(Fields& fields);
};

/// A map or a unit of a layer, by its places from 0.
struct ChannelPlace {
  int layer = 0, channel = 0;

  void describe(Fields& fields);
};

}  // namespace inkling

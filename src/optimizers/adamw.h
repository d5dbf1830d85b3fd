#pragma once

#include "optimizers/adam.h"

namespace inkling {

/// Adam with weight decay of its own (Loshchilov and Hutter, arXiv:1711.05101).
/// https://keras.io/api/optimizers/adamw/
class AdamW final : public Adam {
 public:
  AdamW() : Adam(0.004) {}
  std::string_view type() const override { return "AdamW"; }
};

}  // namespace inkling

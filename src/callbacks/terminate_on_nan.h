#pragma once

#include "trainer/callback.h"

namespace inkling {

/// Does nothing, since every training here ends when its loss is no longer a finite number.
/// https://keras.io/api/callbacks/terminate_on_nan/
class TerminateOnNaN final : public Callback {
 public:
  std::string_view type() const override { return "TerminateOnNaN"; }
};

}  // namespace inkling

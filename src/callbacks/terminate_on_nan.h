#pragma once

#include "trainer/trainer.h"

namespace inkling {

/// Ends training when the loss is not a finite number. The weights stay as they were before that batch;
/// without this callback the Trainer refuses to go on. https://keras.io/api/callbacks/terminate_on_nan/
class TerminateOnNaN final : public Callback {
 public:
  std::string_view type() const override { return "TerminateOnNaN"; }
  void on_batch_end(Trainer& trainer, std::size_t batch, const Logs& logs) override;
};

}  // namespace inkling

#pragma once

#include <string>

#include "trainer/trainer.h"

namespace inkling {

/// Writes the logs of every epoch as a line of a CSV file: epoch, counted from 0, then the figures in
/// alphabetical order; `separator` is one character. https://keras.io/api/callbacks/csv_logger/
class CSVLogger final : public Callback {
 public:
  std::string_view type() const override { return "CSVLogger"; }
  void describe(Fields& fields) override;
  void on_train_begin(Trainer& trainer) override;
  void on_epoch_end(Trainer& trainer, int epoch, Logs& logs) override;
  void describe_state(State& state) override;

 private:
  std::string filename_, separator_ = ",", text_;
};

}  // namespace inkling

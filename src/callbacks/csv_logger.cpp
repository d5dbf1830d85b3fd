#include "callbacks/csv_logger.h"

#include <algorithm>

#include "base/error.h"

namespace inkling {

void CSVLogger::describe(Fields& fields) {
  fields.text("filename", filename_);
  fields.text("separator", separator_);
  fields.fixed("append", {false});
}

void CSVLogger::on_train_begin(Trainer& trainer) {
  require(!filename_.empty(), type(), "filename is missing");
  trainer.files(type());
  text_.clear();
}

void CSVLogger::on_epoch_end(Trainer& trainer, int epoch, Logs& logs) {
  Logs sorted = logs;
  std::sort(sorted.begin(), sorted.end());
  if (text_.empty()) {
    text_ = "epoch";
    for (const auto& log : sorted) text_ += separator_ + log.first;
    text_ += "\n";
  }
  text_ += std::to_string(epoch);
  for (const auto& log : sorted) text_ += separator_ + Json(log.second).dump();
  text_ += "\n";
  trainer.files(type()).write(filename_, std::as_bytes(std::span(text_)));
}

}  // namespace inkling

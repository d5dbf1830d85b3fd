#include "callbacks/csv_logger.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "callbacks/file_name.h"

namespace inkling {

void CSVLogger::describe(Fields& fields) {
  fields.text("filename", filename_);
  fields.text("separator", separator_);
  fields.fixed("append", {false});
}

void CSVLogger::on_train_begin(Trainer& trainer) {
  const bool is_visible = separator_ == "\t" || on_one_line(separator_) == separator_;
  if (character_count(separator_) != 1 || !is_visible)
    fail(type(), "separator must be one character, got '{}'", separator_);
  check_file_name(type(), "filename", filename_, trainer);
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

void CSVLogger::describe_state(State& state) {
  const std::string before = text_;
  state.text("text", text_);
  // A checkpoint may come from anybody: nothing but a table of figures goes from it into the file.
  const std::string known =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-.\n" + separator_;
  const bool is_table = text_.empty() || text_.starts_with("epoch" + separator_);
  if (text_ != before && (!is_table || text_.find_first_not_of(known) != text_.npos))
    fail(type(), "the lines so far must be a table of figures");
}

}  // namespace inkling

#include "callbacks/model_checkpoint.h"

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "base/names.h"
#include "callbacks/file_name.h"
#include "io/model_file.h"

namespace inkling {

namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// Python's format for "d", "02d" or ".2f"; `specification` may be empty.
std::string formatted(std::string_view where, const std::string& specification, double value) {
  std::string shape = specification;
  std::replace_if(shape.begin(), shape.end(), is_digit, '#');
  constexpr std::string_view kKnown[] = {"", "d", "#d", "##d", "f", ".#f", "#.#f", "g", ".#g", "#.#g"};
  require(std::find(std::begin(kKnown), std::end(kKnown), shape) != std::end(kKnown), where,
          "filepath: only formats such as {epoch:02d} and {val_loss:.2f} are known");
  const std::string format = "%" + (specification.empty() ? "g" : specification);
  char text[64];
  if (format.back() == 'd')
    std::snprintf(text, sizeof text, format.c_str(), static_cast<int>(value));
  else
    std::snprintf(text, sizeof text, format.c_str(), value);
  return text;
}

}  // namespace

void ModelCheckpoint::describe(Fields& fields) {
  fields.text("filepath", filepath_);
  monitor_.describe(fields);
  fields.flag("save_best_only", save_best_only_);
  fields.fixed("save_weights_only", {false});
  fields.fixed("save_freq", {"epoch"});
}

void ModelCheckpoint::on_train_begin(Trainer& trainer) {
  if (save_best_only_) monitor_.check(type(), trainer);
  Logs logs;
  for (const auto& name : trainer.log_names()) logs.emplace_back(name, 0);
  name(0, logs);
  check_file_name(type(), "filepath", filepath_, trainer);
  best_ = monitor_.worst();
}

void ModelCheckpoint::on_epoch_end(Trainer& trainer, int epoch, Logs& logs) {
  const double value = monitor_.value(logs);
  if (save_best_only_ && !monitor_.improves(value, best_)) return;
  CompileOptions compiled = trainer.compiled();
  const auto file =
      write_model(trainer.model(), trainer.label_names(), {.compile_config = write_fields(compiled)});
  // A model that could not be written does not count as the best so far.
  if (trainer.files(type()).write(name(epoch, logs), file)) best_ = value;
}

std::string ModelCheckpoint::name(int epoch, const Logs& logs) const {
  Logs all = logs;
  all.emplace_back("epoch", epoch + 1);
  std::string text;
  for (std::size_t begin = 0; begin < filepath_.size();) {
    const std::size_t open = std::min(filepath_.find('{', begin), filepath_.size());
    text += filepath_.substr(begin, open - begin);
    if (open == filepath_.size()) break;
    const std::size_t close = filepath_.find('}', open);
    require(close != std::string::npos, type(), "filepath: a { is not closed");
    const std::string field = filepath_.substr(open + 1, close - open - 1);
    const std::size_t colon = std::min(field.find(':'), field.size());
    std::vector<std::string> names;
    for (const auto& [name, value] : all) {
      names.push_back(name);
      if (name == field.substr(0, colon))
        text += formatted(type(), field.substr(std::min(colon + 1, field.size())), value);
    }
    if (std::find(names.begin(), names.end(), field.substr(0, colon)) == names.end())
      fail(type(), "filepath: {}", unknown_name(field.substr(0, colon), names));
    begin = close + 1;
  }
  return text;
}

}  // namespace inkling

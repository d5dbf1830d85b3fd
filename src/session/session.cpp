#include "session/session.h"

#include "base/error.h"
#include "io/export.h"

namespace inkling {

Session::Session(std::span<const std::byte> model_file) : Session(read_model(model_file)) {}

Session::Session(ImportedModel&& imported) : Session(std::move(imported.named)) {
  if (imported.format != kOwnFormat) origin_ = imported.origin();
}

Session::Session(NamedModel&& opened) : Recognizer(std::move(opened)) {
  if (!opened.compile_config.empty())
    read_fields("compile_config", compiled_.emplace(), opened.compile_config);
  optimizer_ = std::move(opened.optimizer);
  if (!opened.training) return;
  Json plan;
  State::restoring(*opened.training).json("plan", plan);
  read_fields("plan", interrupted_.emplace(), plan);
  checkpoint_ = std::move(opened.training);
}

Session::Session(const TrainingPlan& plan, std::vector<std::string> labels)
    : Recognizer(NamedModel{Sequential::from_config(plan.model), std::move(labels)}) {
  const Shape& output = model_->output_shape();
  if (output.rank() != 1 || static_cast<std::size_t>(output[0]) != labels_.size())
    fail("model", "its output is {}, but there are {} classes", output, labels_.size());
  model_->initialize(plan.seed);
  compiled_ = read_settings(plan, labels_.size(), {}).compile;
}

Json Session::evaluate(const Dataset& data) {
  Evaluation all = evaluation(data);
  while (all.step() > 0) {
  }
  return all.json();
}

Evaluation Session::evaluation(const Dataset& data) {
  data.validate();
  require(data.label_names == labels_, "evaluate", "the data set's labels are not the model's");
  return Evaluation(*model_, data, compiled_);
}

ModelFileOptions Session::file_options() {
  ModelFileOptions options{.reading = write_fields(recognition_)};
  if (compiled_) options.compile_config = write_fields(*compiled_);
  if (optimizer_) options.optimizer = &*optimizer_;
  return options;
}

std::vector<std::byte> Session::save() {
  if (trainer_) trainer_->check_finite();
  return write_model(*model_, labels_, file_options());
}

ModelFiles Session::exported(const Format& format, const std::string& name) {
  if (trainer_) trainer_->check_finite();
  const ModelFileOptions options = file_options();
  ModelNote note{.labels = labels_, .reading = options.reading, .compile_config = options.compile_config};
  for (const char* key : {"epochs", "batch_size"})
    if (plan_.training.contains(key)) note.training[key] = plan_.training[key];
  if (data_) note.training["data"] = data_->training.name;
  return export_model(*model_, std::move(note), format, name, options.optimizer);
}

}  // namespace inkling

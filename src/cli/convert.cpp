#include <memory>

#include "base/text.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/model_files.h"
#include "cli/output.h"
#include "io/import.h"
#include "session/session.h"

namespace inkling {

namespace {

struct ConvertOptions {
  std::string in, out, scaling = "auto";
};

std::string words_of(const Preparation& preparation) {
  return "ink " + preparation.scaling + (preparation.inverted ? ", paper and ink changed round" : "") +
         (preparation.transposed ? ", rows and columns changed round" : "");
}

void show(const ImportedModel& imported) {
  if (imported.format == kOwnFormat) return;
  print_line(shortened(imported.writer) + " (" + imported.format + "), " +
             grouped(imported.named.model.parameters()) + " parameters");
  if (imported.trials.empty()) {
    print_line(
        "its classes are no digits, so that it was not found out which numbers it takes for ink: 0..1");
    return;
  }
  constexpr std::size_t kShown = 4;
  Table table("lrr");
  table.add({"takes", "digits read", "loss"});
  for (std::size_t i = 0; i < std::min(imported.trials.size(), kShown); ++i) {
    const Trial& trial = imported.trials[i];
    table.add({words_of(trial.preparation) + (i == 0 ? "  <- taken" : ""),
               std::to_string(trial.right) + " of " + std::to_string(trial.of), fixed(trial.loss)});
  }
  table.print();
}

void convert(const ConvertOptions& options) {
  if (!options.out.ends_with(".safetensors")) fail(options.out, "must end in .safetensors");
  check_writable(options.out);
  ImportedModel imported = import_model(read_model_files(options.in), options.scaling);
  show(imported);
  const auto file = write_model(imported.named.model, imported.named.labels);
  write_file(options.out, file);
  print_line("saved " + shortened(options.out) + ", " + grouped(file.size()) + " bytes");
}

}  // namespace

void add_convert(CLI::App& program) {
  const auto options = std::make_shared<ConvertOptions>();
  CLI::App& command = *program.add_subcommand(
      "convert",
      "open a model of Keras, TensorFlow.js or ONNX, find out how it wants its images, and save it");
  command
      .add_option("IN", options->in,
                  "a .keras, .h5 (or its .json), model.json of TensorFlow.js, or .onnx file")
      ->type_name("")
      ->required();
  command.add_option("OUT", options->out, "the .safetensors file to write")->type_name("")->required();
  command
      .add_option("--scaling", options->scaling,
                  "which numbers it takes for paper and ink; auto: by a hundred digits")
      ->type_name("SCALING")
      ->check(CLI::IsMember(scaling_names()).description(""))
      ->capture_default_str();
  command.callback([options] { convert(*options); });
}

}  // namespace inkling

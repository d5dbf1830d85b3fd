#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/model_files.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/zip.h"
#include "io/export.h"
#include "io/import.h"
#include "session/session.h"

namespace inkling {

namespace {

struct ConvertOptions {
  std::string in, out, scaling = kAutomatic;
  std::vector<std::string> labels;
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

/// By the name of the file.
const Format& format_for(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  std::vector<std::string> endings;
  for (const Format* format : written_formats())
    for (const std::string& ending : format->endings) {
      if (ending[0] == '.' ? name.ends_with(ending) && name != ending : name == ending) return *format;
      endings.push_back(ending);
    }
  fail(path.string(), "must end in one of {}", endings);
}

/// Where a model's files go: into one archive, or beside each other.
std::vector<std::pair<std::filesystem::path, Bytes>> packed(const ModelFiles& files, const Format& format,
                                                            const std::filesystem::path& path) {
  std::vector<std::pair<std::string, Bytes>> all;
  for (const ModelFile& file : files) all.emplace_back(file.name, pack_model_file(file));
  if (format.is_archive && path.extension() != ".json") return {{path, zip(all)}};
  std::vector<std::pair<std::filesystem::path, Bytes>> placed;
  for (auto& [name, bytes] : all)
    placed.emplace_back(placed.empty() ? path : path.parent_path() / name, std::move(bytes));
  return placed;
}

void convert(const ConvertOptions& options) {
  const std::filesystem::path path = options.out;
  const Format& format = format_for(path);
  check_writable(path);
  ImportedModel imported = import_model(read_model_files(options.in), options.scaling, options.labels);
  show(imported);
  print_doubts(imported, options.in);
  const ModelFiles files = Session(std::move(imported)).exported(format, path.stem().string());
  for (const auto& [place, bytes] : packed(files, format, path)) {
    write_file(place, bytes);
    print_line("saved " + shortened(place.string()) + ", " + grouped(bytes.size()) + " bytes");
  }
}

}  // namespace

void add_convert(CLI::App& program) {
  const auto options = std::make_shared<ConvertOptions>();
  CLI::App& command = *program.add_subcommand(
      "convert",
      "open a model of Keras, TensorFlow.js or ONNX, find out how it wants its images, and save it in any of "
      "their formats");
  command
      .add_option("IN", options->in,
                  "a .keras, .h5 (or its .json), model.json of TensorFlow.js (or its folder) or .onnx file, "
                  "or weights "
                  "alone in an .h5, .npz or .safetensors file")
      ->type_name("")
      ->required();
  command
      .add_option("OUT", options->out,
                  "the file to write: .safetensors, .keras, .h5, .json (Keras, its weights beside it), "
                  ".onnx, .zip or "
                  "model.json (TensorFlow.js), .h (C++), .py (trains on in Keras, its model beside it)")
      ->type_name("")
      ->required();
  command
      .add_option("--scaling", options->scaling,
                  "which numbers it takes for paper and ink; auto: by a hundred digits")
      ->type_name("SCALING")
      ->check(CLI::IsMember(scaling_names()).description(""))
      ->capture_default_str();
  command.add_option("--labels", options->labels, "what its classes are called, with commas between them")
      ->type_name("A,B,...")
      ->delimiter(',');
  command.callback([options] { convert(*options); });
}

}  // namespace inkling

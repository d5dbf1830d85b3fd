#include <cmath>
#include <memory>
#include <optional>

#include "base/text.h"
#include "cli/command.h"
#include "cli/data_source.h"
#include "cli/network.h"
#include "cli/output.h"
#include "presets/preset.h"

namespace inkling {

namespace {

struct EvaluateOptions {
  std::string model, preset, data, scaling = "auto";
  std::uint64_t seed = TrainingPlan().seed;
  bool json = false;
  Compute compute;
};

std::string label_of(const Json& figures) {
  return shortened(figures["label"].get_ref<const std::string&>());
}

void print_classes(const Json& classes) {
  Table table("lrrrr");
  table.add({"class", "images", "precision", "recall", "F1"});
  for (const auto& each : classes)
    table.add({label_of(each), grouped(each["support"]), percent(each["precision"]), percent(each["recall"]),
               percent(each["f1"])});
  table.print();
}

void print_confusion(const Json& classes, const Json& confusion) {
  Table table("l" + std::string(classes.size(), 'r'));
  std::vector<std::string> head{""};
  for (const auto& each : classes) head.push_back(label_of(each));
  table.add(head);
  for (std::size_t truth = 0; truth < classes.size(); ++truth) {
    std::vector<std::string> row{label_of(classes[truth])};
    for (const auto& count : confusion[truth]) row.push_back(count == 0 ? "." : count.dump());
    table.add(row);
  }
  table.print();
}

void evaluate(const EvaluateOptions& options) {
  options.compute.apply();
  if (options.model.empty() == options.preset.empty()) fail("evaluate", "needs either MODEL or --preset");
  std::optional<Session> opened;
  if (!options.model.empty()) opened = open_model(options.model);
  std::vector<Source> sources = read_sources(options.data, Part::kTest, options.scaling);
  if (opened) use_labels(sources, opened->labels());
  const std::string description = describe(sources);
  const Dataset data = join(std::move(sources));
  if (!opened) {
    const Preset& preset = find_preset(options.preset);
    opened.emplace(TrainingPlan{preset.model, preset.training, options.seed}, data.label_names);
  }
  Json figures = opened->evaluate(data);
  if (!std::isfinite(figures["loss"].get<double>()))
    fail(options.model, "its answers are not finite numbers");
  if (options.json) {
    figures["data"] = description;
    return print_json(figures);
  }
  print_line(description);
  print_line("accuracy " + percent(figures["accuracy"]) + ", AUC " + fixed(figures["auc"]) + ", loss " +
             fixed(figures["loss"]) + " (" + figures["loss_function"].get<std::string>() +
             (figures["compiled"] ? ")\n" : "; the file does not say which it was trained with)\n"));
  print_classes(figures["classes"]);
  print_line("\nConfusion: a row for what it is, a column for what was read");
  print_confusion(figures["classes"], figures["confusion"]);
}

}  // namespace

void add_evaluate(CLI::App& program) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App& command = *program.add_subcommand("evaluate", "measure how well a model reads");
  command.add_option("MODEL", options->model, "a model file")->type_name("");
  command.add_option("--preset", options->preset, "or a preset as it is before training")->type_name("NAME");
  add_seed(command, options->seed, "decides the weights of a preset");
  command.add_option("--data", options->data, kDataHelp)->type_name("DATA")->required();
  command.add_option("--scaling", options->scaling, kScalingHelp)->type_name("SCALING");
  options->compute.add_options(command);
  command.add_flag("--json", options->json, "one JSON object");
  command.callback([options] { evaluate(*options); });
}

}  // namespace inkling

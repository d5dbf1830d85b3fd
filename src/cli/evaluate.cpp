#include <cmath>
#include <memory>

#include "cli/command.h"
#include "cli/data_source.h"
#include "cli/network.h"
#include "cli/output.h"

namespace inkling {

namespace {

struct EvaluateOptions {
  std::string model, data;
  bool json = false;
  Compute compute;
};

void print_classes(const Json& classes) {
  Table table("lrrrr");
  table.add({"class", "images", "precision", "recall", "F1"});
  for (const auto& each : classes)
    table.add({each["label"], grouped(each["support"]), percent(each["precision"]), percent(each["recall"]),
               percent(each["f1"])});
  table.print();
}

void print_confusion(const Json& classes, const Json& confusion) {
  Table table("l" + std::string(classes.size(), 'r'));
  std::vector<std::string> head{""};
  for (const auto& each : classes) head.push_back(each["label"]);
  table.add(head);
  for (std::size_t truth = 0; truth < classes.size(); ++truth) {
    std::vector<std::string> row{classes[truth]["label"]};
    for (const auto& count : confusion[truth]) row.push_back(count == 0 ? "." : count.dump());
    table.add(row);
  }
  table.print();
}

void evaluate(const EvaluateOptions& options) {
  options.compute.apply();
  Session session = open_model(options.model);
  std::vector<Source> sources = read_sources(options.data, Part::kTest);
  use_labels(sources, session.labels());
  const std::string description = describe(sources);
  Json figures = session.evaluate(join(std::move(sources)));
  if (!std::isfinite(figures["loss"].get<double>()))
    fail(options.model, "its answers are not finite numbers");
  if (options.json) {
    figures["data"] = description;
    return print_json(figures);
  }
  print_line(description);
  print_line("accuracy " + percent(figures["accuracy"]) + ", loss " + fixed(figures["loss"]) + "\n");
  print_classes(figures["classes"]);
  print_line("\nConfusion: a row for what it is, a column for what was read");
  print_confusion(figures["classes"], figures["confusion"]);
}

}  // namespace

void add_evaluate(CLI::App& program) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App& command = *program.add_subcommand("evaluate", "measure how well a model reads");
  command.add_option("MODEL", options->model, "a model file")->type_name("")->required();
  command.add_option("--data", options->data, kDataHelp)->type_name("DATA")->required();
  options->compute.add_options(command);
  command.add_flag("--json", options->json, "one JSON object");
  command.callback([options] { evaluate(*options); });
}

}  // namespace inkling

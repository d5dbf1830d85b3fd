#include <iostream>
#include <memory>

#include "cli/command.h"
#include "cli/lines.h"
#include "cli/network.h"
#include "cli/output.h"

namespace inkling {

namespace {

struct PredictOptions {
  std::string model, strokes;
  Compute compute;
};

Drawing read_line(std::string_view line, const std::string& path, std::size_t number) {
  const std::string where = path + ", line " + std::to_string(number);
  return read_drawing(line, where);
}

void predict(const PredictOptions& options) {
  options.compute.apply();
  Session session = open_model(options.model);
  Lines lines(options.strokes);
  for (std::string_view line; lines.next(line);) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    print_json(session.recognize(read_line(line, options.strokes, lines.number())).json());
    if (!lines.has_more()) std::cout.flush();
  }
}

}  // namespace

void add_predict(CLI::App& program) {
  const auto options = std::make_shared<PredictOptions>();
  CLI::App& command =
      *program.add_subcommand("predict", "read drawings; prints one JSON line for each, as they come");
  command.add_option("MODEL", options->model, "a model file")->type_name("")->required();
  command.add_option("--strokes", options->strokes, "a stroke file, or - for standard input")
      ->type_name("FILE.jsonl")
      ->required();
  options->compute.add_options(command);
  command.callback([options] { predict(*options); });
}

}  // namespace inkling

#include <memory>

#include "base/text.h"
#include "cli/command.h"
#include "cli/data_source.h"
#include "cli/files.h"
#include "cli/network.h"
#include "cli/output.h"

namespace inkling {

namespace {

struct PackOptions {
  std::string model, data, out;
  double refused = 0.005;
  Compute compute;
};

void pack(const PackOptions& options) {
  options.compute.apply();
  check_writable(options.out);
  Session session = open_model(options.model);
  std::vector<Source> sources = read_sources(options.data, Part::kTraining, "auto");
  use_labels(sources, session.labels());
  const auto file = session.packed(join(std::move(sources)), options.refused);
  write_file(options.out, file);
  print_line("saved " + shortened(options.out) + ", " + grouped(file.size()) + " bytes");
}

}  // namespace

void add_pack(CLI::App& program) {
  const auto options = std::make_shared<PackOptions>();
  CLI::App& command = *program.add_subcommand(
      "pack", "make a model file small and honest: for reading only, weights of 8 bits, confidence fitted");
  command.add_option("MODEL", options->model, "a model file")->type_name("")->required();
  command
      .add_option("--data", options->data,
                  std::string("what to fit confidence to, not trained on: ") + kDataHelp)
      ->type_name("DATA")
      ->required();
  command
      .add_option("--refused", options->refused, "the share of what it reads right there that may be refused")
      ->type_name("F")
      ->check(CLI::Range(0.0, 0.5).description(""))
      ->capture_default_str();
  command.add_option("--out", options->out, "the file to write")->type_name("FILE")->required();
  options->compute.add_options(command);
  command.callback([options] { pack(*options); });
}

}  // namespace inkling

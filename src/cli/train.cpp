#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/field_schema.h"
#include "base/parallel.h"
#include "base/text.h"
#include "cli/callback_files.h"
#include "cli/command.h"
#include "cli/data_source.h"
#include "cli/keeper.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/training.h"
#include "kernels/kernel_set.h"
#include "presets/preset.h"

namespace inkling {

namespace {

struct TrainOptions {
  std::string preset, model, data, validation_data, scaling = "auto", out, resume;
  std::optional<int> epochs, batch_size;
  std::uint64_t seed = TrainingPlan().seed;
  std::optional<double> validation_split;
  bool json = false, overwrite = false;
  Compute compute;
};

TrainingPlan read_plan(const TrainOptions& options) {
  Network network;
  if (!options.preset.empty()) {
    const Preset& preset = find_preset(options.preset);
    network = {preset.model, preset.training};
  } else if (!options.model.empty()) {
    network = read_network(options.model);
  }
  if (!network.training.is_object()) fail("training", "must be an object");
  if (options.epochs) network.training["epochs"] = *options.epochs;
  if (options.batch_size) network.training["batch_size"] = *options.batch_size;
  if (options.validation_split) network.training["validation_split"] = *options.validation_split;
  return {network.model, network.training, options.seed};
}

/// Refuses to train a model that was opened as another network than the plan's.
void check_same_layers(const TrainingPlan& plan, const Session& opened) {
  if (plan.model.is_null()) return;
  const auto layers = [](const Sequential& model) { return model.config()["config"]["layers"]; };
  if (layers(Sequential::from_config(plan.model)) != layers(opened.model()))
    fail("--resume", "the file holds another network than the one that is to be trained");
}

/// What to train on, and what to validate on where --validation-data says so.
TrainingData read_data(const TrainOptions& options, std::vector<Source> sources, const TrainingPlan& plan) {
  if (options.validation_data.empty()) {
    const Json& share = plan.training.value("validation_split", Json());
    return join_for_split(std::move(sources),
                          share.is_number() ? share.get<double>() : TrainingSettings().validation_split);
  }
  Dataset training = join(std::move(sources));
  std::vector<Source> held_out = read_sources(options.validation_data, Part::kTest, options.scaling);
  use_labels(held_out, training.label_names);
  return {std::move(training), join(std::move(held_out))};
}

/// What is to be done: as a checkpoint says, or as the options do.
TrainingPlan choose_plan(const TrainOptions& options, const std::optional<Session>& opened) {
  const TrainingPlan* interrupted = opened ? opened->interrupted() : nullptr;
  if (!interrupted) return read_plan(options);
  if (!options.preset.empty() || !options.model.empty() || options.epochs || options.batch_size ||
      options.validation_split)
    fail("--resume",
         "the file is a checkpoint, which says itself what is to be done; leave out --preset, --model, "
         "--epochs, --batch-size and --validation-split");
  return *interrupted;
}

/// A session that is ready to step.
Session begin(const TrainOptions& options, std::optional<Session> opened, std::vector<Source> sources,
              FileWriter& files) {
  const TrainingPlan plan = choose_plan(options, opened);
  if (opened) {
    check_same_layers(plan, *opened);
    use_labels(sources, opened->labels());
  }
  TrainingData data = read_data(options, std::move(sources), plan);
  if (!opened) return Session(plan, std::move(data), &files);
  if (opened->interrupted())
    opened->resume(std::move(data), &files);
  else
    opened->fit(plan, std::move(data), &files);
  return std::move(*opened);
}

/// What goes on with how it is validated.
std::string validated(std::string_view how) {
  if (how == "shuffled") return "; sorted by class, so that the part for validation is drawn by the seed";
  return "";
}

/// Which files the callbacks of a configuration or a checkpoint are going to write.
void tell(const CallbackFiles& files, bool json) {
  if (files.names().empty()) return;
  const std::string folder = std::filesystem::absolute(files.folder()).lexically_normal().string();
  if (json) return print_json({{"event", "files"}, {"folder", folder}, {"names", files.names()}});
  std::string names;
  for (const auto& name : files.names()) names += (names.empty() ? "" : ", ") + shortened(name);
  print_note("callbacks write into the folder " + shortened(folder) + ": " + names);
}

void train(const TrainOptions& options) {
  if (options.preset.empty() && options.model.empty() && options.resume.empty())
    fail("train", "needs --preset, --model or --resume");
  if (!options.preset.empty() && !options.model.empty()) fail("train", "takes --preset or --model, not both");
  options.compute.apply();
  Keeper keeper(options.out, options.resume, options.overwrite);
  std::vector<Source> sources = read_sources(options.data, Part::kTraining, options.scaling);
  const std::string description = describe(sources);
  std::optional<Session> opened;
  if (!options.resume.empty()) opened = open_model(options.resume);
  CallbackFiles files(options.out, opened && opened->interrupted(), options.overwrite);
  Session session = begin(options, std::move(opened), std::move(sources), files);
  tell(files, options.json);
  if (!options.json)
    print_line(shortened(session.model().name()) + ", " + grouped(session.model().parameters()) +
               " parameters, on " + description + validated(session.validation()));
  std::cout.flush();
  const Json done = Training(session, options.json, keeper).run();
  if (!options.out.empty()) {
    keeper.finish(session);
    if (!options.json) print_line("saved " + shortened(options.out));
  }
  if (done.contains("diverged")) throw Diverged("train", in_full(done["stopped"].get<std::string>()));
}

}  // namespace

void add_train(CLI::App& program) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App& command = *program.add_subcommand("train", "train a network on images or drawings");
  const auto text = [&](const char* name, std::string& value, const char* type, const char* help) {
    return command.add_option(name, value, help)->type_name(type);
  };
  TrainingSettings settings;
  const Json fields = list_fields(settings);
  // The core checks the values, and says what they may be.
  const auto setting = [&](const char* option, auto& value, const std::string& field) {
    const auto is_it = [&](const Json& each) { return each["name"] == field; };
    const Json& found = *std::find_if(fields.begin(), fields.end(), is_it);
    command
        .add_option(
            option, value,
            found["help"].get<std::string>() + " As the preset says, else " + found["default"].dump() + ".")
        ->type_name(found["type"] == "integer" ? "N" : "F");
  };
  text("--preset", options->preset, "NAME", "a network that `inkling presets` shows");
  text("--model", options->model, "CONFIG.json",
       "or a Keras Sequential configuration, or an object {model, training} as a preset has");
  text("--data", options->data, "DATA", kDataHelp)->required();
  text("--scaling", options->scaling, "SCALING", kScalingHelp);
  setting("--epochs", options->epochs, "epochs");
  setting("--batch-size", options->batch_size, "batch_size");
  add_seed(command, options->seed, "decides weights, order and augmentation");
  setting("--validation-split", options->validation_split, "validation_split");
  text("--validation-data", options->validation_data, "DATA",
       "validate on the test part of these data instead, and train on all of --data");
  options->compute.add_options(command);
  text("--out", options->out, "FILE",
       "the model file to write when training is complete; until then FILE.checkpoint, every ten seconds or "
       "sooner");
  command.add_flag("--overwrite", options->overwrite, "replace what another training left under these names");
  text("--resume", options->resume, "FILE",
       "a checkpoint, from which training goes on as if it had not stopped; or a model file, whose weights a "
       "new "
       "training starts from");
  command.add_flag("--json", options->json, "one JSON object a line");
  command.callback([options, &command] {
    if (command.count("--out") && options->out.empty()) fail("--out", "must name a file");
    train(*options);
  });
}

}  // namespace inkling

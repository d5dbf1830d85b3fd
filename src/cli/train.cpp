#include <chrono>
#include <csignal>
#include <memory>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "cli/command.h"
#include "cli/data_source.h"
#include "cli/files.h"
#include "cli/network.h"
#include "cli/output.h"
#include "kernels/product.h"
#include "presets/preset.h"

namespace inkling {

namespace {

using Clock = std::chrono::steady_clock;

struct TrainOptions {
  std::string preset, model, data, validation_data, out, resume;
  int epochs = 0, batch_size = 0;
  std::uint64_t seed = 1;
  std::optional<double> validation_split;
  bool json = false;
  Compute compute;
};

constexpr double kValidationSplit = 0.1;

volatile std::sig_atomic_t stop_asked = 0;

/// While this lives, Ctrl-C only asks to stop.
class StopOnRequest {
 public:
  StopOnRequest() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { stop_asked = 1; });
  }
  ~StopOnRequest() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  }
  StopOnRequest(const StopOnRequest&) = delete;
  StopOnRequest& operator=(const StopOnRequest&) = delete;
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

TrainingPlan read_plan(const TrainOptions& options) {
  Network network;
  if (!options.preset.empty()) {
    const Preset& preset = find_preset(options.preset);
    network = {preset.model, preset.training};
  } else if (!options.model.empty()) {
    network = read_network(options.model);
  }
  if (!network.training.is_object()) fail("training", "must be an object");
  if (options.epochs) network.training["epochs"] = options.epochs;
  if (options.batch_size) network.training["batch_size"] = options.batch_size;
  if (options.validation_split)
    network.training["validation_split"] = *options.validation_split;
  else if (!network.training.contains("validation_split"))
    network.training["validation_split"] = kValidationSplit;
  if (!options.validation_data.empty()) network.training["validation_split"] = 0;
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
TrainingData read_data(const TrainOptions& options, std::vector<Source> sources, double validation_split) {
  if (options.validation_data.empty()) return join_for_split(std::move(sources), validation_split);
  Dataset training = join(std::move(sources));
  std::vector<Source> held_out = read_sources(options.validation_data, Part::kTest);
  use_labels(held_out, training.label_names);
  return {std::move(training), join(std::move(held_out))};
}

/// A session that is ready to step, and how many images an epoch of it has.
std::pair<Session, std::size_t> begin(const TrainOptions& options, const TrainingPlan& plan,
                                      std::vector<Source> sources, FileWriter& files) {
  std::optional<Session> opened;
  if (!options.resume.empty()) {
    opened = open_model(options.resume);
    check_same_layers(plan, *opened);
    use_labels(sources, opened->labels());
  }
  const Json& share = plan.training["validation_split"];
  const double validation_split = share.is_number() ? share.get<double>() : 0;
  TrainingData data = read_data(options, std::move(sources), validation_split);
  const std::size_t images = split(data.training, validation_split).training.size();
  if (!opened) return {Session(plan, std::move(data), &files), images};
  opened->fit(plan, std::move(data), &files);
  return {std::move(*opened), images};
}

/// Steps to the end and tells what happens on the way.
class Training {
 public:
  Training(Session& session, std::size_t images, bool json)
      : session_(session), images_(images), json_(json) {}

  void run() {
    const StopOnRequest stop;
    for (;;) {
      const auto begin = Clock::now();
      Json event = session_.step();
      if (event["event"] == "done") return done(std::move(event));
      if (event["event"] == "epoch_end") {
        epoch_end(std::move(event));
        continue;
      }
      last_ = std::move(event);
      if (last_["event"] == "batch") training_seconds_ += seconds_since(begin);
      if (progress_.due()) show_progress();
      if (stop_asked) {
        progress_.clear();
        throw Interrupted("train", "stopped in epoch " + std::to_string(last_["epoch"].get<int>()) + " of " +
                                       std::to_string(last_["epochs"].get<int>()) + "; nothing was saved");
      }
    }
  }

 private:
  static std::string figures(const Json& event) {
    std::string text;
    for (const auto& [name, value] : event.items())
      if (value.is_number_float()) text += "  " + name + " " + fixed(value.get<double>());
    return text;
  }

  void epoch_end(Json event) {
    progress_.clear();
    const double speed = static_cast<double>(images_) / std::exchange(training_seconds_, 0);
    const auto epochs = last_["epochs"].get<std::size_t>();
    const std::string epoch = std::to_string(event["epoch"].get<int>()), of = std::to_string(epochs);
    if (!json_)
      print_line("epoch " + std::string(of.size() - std::min(of.size(), epoch.size()), ' ') + epoch + "/" +
                 of + figures(event) + "  " + grouped(static_cast<std::size_t>(speed)) + " images/s");
    event["images_per_second"] = speed;
    if (json_) print_json(event);
    std::cout.flush();
  }

  void show_progress() {
    const double batches = last_["batches"], batch = last_["batch"], epoch = last_["epoch"];
    const double share = (epoch - 1 + batch / batches) / last_["epochs"].get<double>();
    const std::string left = share > 0 ? duration(seconds_since(start_) * (1 - share) / share) : "?";
    const bool validating = last_["event"] == "validation";
    progress_.show(
        "epoch " + last_["epoch"].dump() + "/" + last_["epochs"].dump() + "  " +
        (validating ? "validating" : "batch " + last_["batch"].dump() + "/" + last_["batches"].dump()) +
        figures(last_) + "  " + left + " left");
  }

  void done(Json event) {
    const double seconds = seconds_since(start_);
    event["seconds"] = seconds;
    event["kernels"] = product_kernels().name;
    event["threads"] = thread_count();
    if (json_) return print_json(event);
    if (event.contains("stopped")) print_line(event["stopped"].get<std::string>());
    print_line("done in " + duration(seconds) + ", weights " + event["weights_hash"].get<std::string>());
  }

  Session& session_;
  std::size_t images_;
  bool json_;
  Progress progress_;
  Clock::time_point start_ = Clock::now();
  double training_seconds_ = 0;
  Json last_;
};

void train(const TrainOptions& options) {
  if (options.preset.empty() && options.model.empty() && options.resume.empty())
    fail("train", "needs --preset, --model or --resume");
  if (!options.preset.empty() && !options.model.empty()) fail("train", "takes --preset or --model, not both");
  options.compute.apply();
  const TrainingPlan plan = read_plan(options);
  if (!options.out.empty()) check_writable(options.out);
  std::vector<Source> sources = read_sources(options.data, Part::kTraining);
  const std::string description = describe(sources);
  DiskFiles files;
  auto [session, images] = begin(options, plan, std::move(sources), files);
  if (!options.json)
    print_line(session.model().name() + ", " + grouped(session.model().parameters()) + " parameters, on " +
               description);
  std::cout.flush();
  Training(session, images, options.json).run();
  if (options.out.empty()) return;
  write_file(options.out, session.save());
  if (!options.json) print_line("saved " + options.out);
}

}  // namespace

void add_train(CLI::App& program) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App& command = *program.add_subcommand("train", "train a network on images or drawings");
  const auto text = [&](const char* name, std::string& value, const char* type, const char* help) {
    return command.add_option(name, value, help)->type_name(type);
  };
  const auto count = [&](const char* name, int& value, const char* help) {
    command.add_option(name, value, help)->type_name("N")->check(CLI::Range(1, 1'000'000).description(""));
  };
  const auto is_seed = [](const std::string& seed) {
    const bool digits = seed.find_first_not_of("0123456789") == std::string::npos;
    return digits ? "" : "must be a whole number from 0, got " + seed;
  };
  text("--preset", options->preset, "NAME", "a network that `inkling presets` shows");
  text("--model", options->model, "CONFIG.json",
       "or a Keras Sequential configuration, or an object {model, training} as a preset has");
  text("--data", options->data, "DATA", kDataHelp)->required();
  count("--epochs", options->epochs, "as the preset says, else 1");
  count("--batch-size", options->batch_size, "as the preset says, else 32");
  command.add_option("--seed", options->seed, "decides weights, order and variation")
      ->type_name("N")
      ->check(CLI::Validator(is_seed, ""))
      ->capture_default_str();
  command
      .add_option(
          "--validation-split", options->validation_split,
          "the share at the end of each data set that is kept for validation: as the preset says, else 0.1")
      ->type_name("F")
      ->check(CLI::Range(0.0, 0.99).description(""));
  text("--validation-data", options->validation_data, "DATA",
       "validate on the test part of these data instead, and train on all of --data");
  options->compute.add_options(command);
  text("--out", options->out, "FILE", "the model file to write when training is complete");
  text("--resume", options->resume, "FILE",
       "a model file to start from: its weights, with a new optimizer from epoch 1");
  command.add_flag("--json", options->json, "one JSON object a line");
  command.callback([options] { train(*options); });
}

}  // namespace inkling

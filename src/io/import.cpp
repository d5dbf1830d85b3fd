#include "io/import.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/labels.h"
#include "io/keras_training.h"
#include "io/other_files.h"

namespace inkling {

namespace {

/// Of the networks that weights alone may belong to: how many of the best are looked at again, and how many
/// multiplications of an image all take together, so that it is done in a second or two.
constexpr std::size_t kLookedAtAgain = 8;
constexpr double kMostWork = 1e8, kMostWorkAgain = 4e7;

double work_of(const Sequential& network) {
  double work = 0;
  for (const auto& layer : network.layers()) work += layer->multiply_adds();
  return work;
}

/// What the classes are called: numbers, where they are not EMNIST's.
std::vector<std::string> labels_of(int classes) {
  // EMNIST counts letters from 1; whoever keeps that has a class without images.
  const bool counts_from_1 = classes == 27;
  std::vector<std::string> labels = emnist_classes(static_cast<std::size_t>(counts_from_1 ? 26 : classes));
  if (counts_from_1) labels.insert(labels.begin(), "?");
  if (labels.empty())
    for (int i = 0; i < classes; ++i) labels.push_back(std::to_string(i));
  return labels;
}

/// What digits are shown as.
const Shape kInkShape{kImageSide, kImageSide, 1};

bool has_digits(const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < 10; ++i)
    if (labels.size() < 10 || labels[i] != std::to_string(i)) return false;
  return true;
}

const Format* format_of(const ModelFiles& files) {
  for (const auto& format : formats())
    if (format.sniff && format.sniff(files)) return &format;
  return nullptr;
}

/// Throws an Error for several models at once: only one would be opened.
void check_one(const ModelFiles& files) {
  const ModelFile* first = nullptr;
  for (const auto& file : files) {
    if (file.description.is_null()) continue;
    if (first) fail("model", "{} and {} are two models; open them one by one", first->name, file.name);
    first = &file;
  }
}

void check_labels(const std::vector<std::string>& labels, const Shape& output) {
  if (labels.size() != static_cast<std::size_t>(output[0]))
    fail("labels", "{} labels do not fit the model's output {}", labels.size(), output);
}

/// What a network's classes are called. Throws an Error where it has none.
std::vector<std::string> classes_of(const Sequential& network, const std::optional<ModelNote>& note) {
  const Shape& output = network.output_shape();
  if (output.rank() != 1 || output[0] < 2 || static_cast<std::size_t>(output[0]) > kMaxClasses)
    fail("model", "its output is {}, and has to be one number for each of several classes", output);
  if (!note) return labels_of(output[0]);
  check_labels(note->labels, output);
  return note->labels;
}

/// A network that was tried.
struct Tried {
  const ForeignNetwork* network;
  Trial trial;

  int score() const { return 100 * trial.right / std::max(trial.of, 1) - network->cost; }
  bool operator<(const Tried& other) const {
    return score() != other.score() ? score() > other.score() : trial.loss < other.trial.loss;
  }
};

/// Of the networks that weights alone may belong to, the one that reads the most digits.
const ForeignNetwork& likeliest(const std::vector<ForeignNetwork>& networks) {
  require(!networks.empty(), "model", "no network was found in it");
  if (networks.size() == 1) return networks[0];
  // With a few digits first, then the best of them with all. What takes too long is passed over.
  std::vector<Tried> best;
  double work = 0;
  for (const ForeignNetwork& each : networks) {
    Sequential network = each.network.build();
    if (!has_digits(classes_of(network, each.note))) return networks[0];
    const double own = work_of(network);
    if (!best.empty() && work + own > kMostWork) continue;
    work += own;
    best.push_back({&each, first_look(network, each.is_pytorch)});
  }
  std::stable_sort(best.begin(), best.end());
  std::size_t again = 0;
  work = 0;
  for (auto& [each, trial] : best) {
    Sequential network = each->network.build();
    work += work_of(network);
    if (again > 0 && (again == kLookedAtAgain || work > kMostWorkAgain)) break;
    trial = find_preparation(network, each->is_pytorch).front();
    ++again;
  }
  best.resize(again);
  std::stable_sort(best.begin(), best.end());
  const auto& [chosen, trial] = best.front();
  // Where none reads digits, they may have learnt something else: then the likeliest layers are the best
  // guess.
  return chosen->is_guess && 2 * trial.right < trial.of ? networks[0] : *chosen;
}

std::vector<ForeignNetwork> read_networks(const Format& format, const ModelFiles& files) {
  try {
    return format.read(files);
  } catch (const Json::exception&) {
    fail("model", "what the file says of its network is damaged");
  }
}

/// What no other format claims, with the reason where it is no model.
ImportedModel own_model(const ModelFiles& files) {
  require(!files.empty(), "model", "there is no file");
  if (const std::string what = known_otherwise(files); !what.empty())
    fail("model", "this is {}", in_full(what));
  if (!json_in(files.front()).empty())
    fail("model", "the file holds a network without its weights; open it together with their file");
  return {read_model(files.front().bytes), kOwnFormat, "Inkling", {}};
}

ImportedModel foreign_model(const ModelFiles& files, const Format& format, std::string_view scaling) {
  const std::vector<ForeignNetwork> networks = read_networks(format, files);
  const ForeignNetwork& chosen = likeliest(networks);
  Sequential network = chosen.network.build();
  std::vector<std::string> labels = classes_of(network, chosen.note);
  // Where its classes are no digits, nothing tells which scaling is right.
  const bool has_answers = has_digits(labels);
  // What Inkling wrote takes ink 0..1, and images of whatever size.
  const bool is_own = scaling == kAutomatic && chosen.note;
  Preparation preparation{.scaling = scaling == kAutomatic ? Preparation().scaling : std::string(scaling)};
  std::vector<Trial> trials;
  if (has_answers && scaling == kAutomatic && !is_own) trials = find_preparation(network, chosen.is_pytorch);
  if (has_answers && (is_own ? network.input_shape() == kInkShape : scaling != kAutomatic))
    trials.push_back(attempt(network, preparation));
  if (!trials.empty()) preparation = trials[0].preparation;
  NamedModel named{.model = is_own ? std::move(network) : prepared(network, preparation),
                   .labels = std::move(labels),
                   .compile_config = chosen.compile_config};
  if (chosen.note) {
    named.reading = chosen.note->reading;
    named.compile_config = chosen.note->compile_config;
  }
  if (!chosen.network.has_reordered())
    named.optimizer = read_optimizer_variables(named.model, named.compile_config, chosen.optimizer_variables);
  return {std::move(named), format.name, chosen.writer, trials, chosen.is_guess};
}

}  // namespace

bool ImportedModel::reads_few() const {
  constexpr int kFew = 80;  // in a hundred
  return !trials.empty() && 100 * trials[0].right < kFew * trials[0].of;
}

Json ImportedModel::origin() const {
  Json tried = Json::array();
  for (const Trial& trial : trials)
    tried.push_back({{"scaling", trial.preparation.scaling},
                     {"inverted", trial.preparation.inverted},
                     {"transposed", trial.preparation.transposed},
                     {"right", trial.right},
                     {"of", trial.of},
                     {"loss", trial.loss}});
  return {{"format", format},
          {"writer", writer},
          {"guessed", is_guess},
          {"reads_few", reads_few()},
          {"trials", tried}};
}

ImportedModel import_model(const ModelFiles& files, std::string_view scaling,
                           const std::vector<std::string>& labels) {
  const auto names = scaling_names();
  if (std::find(names.begin(), names.end(), scaling) == names.end())
    fail("scaling", "must be one of {}, got {}", names, scaling);
  for (const auto& file : files)
    for (const auto& tensor : file.tensors)
      if (tensor.values.size() != tensor.shape.elements())
        fail("model", "{} has {} numbers, and the shape {}", tensor.name, tensor.values.size(), tensor.shape);
  check_one(files);
  const Format* format = format_of(files);
  ImportedModel imported = format ? foreign_model(files, *format, scaling) : own_model(files);
  if (labels.empty()) return imported;
  check_labels(labels, imported.named.model.output_shape());
  imported.named.labels = labels;
  return imported;
}

}  // namespace inkling

#include "io/import.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/labels.h"
#include "io/keras_training.h"

namespace inkling {

namespace {

/// Of the networks that weights alone may belong to: which are shown all digits, and for how many
/// multiplications the others are shown a few, so that it takes a second.
constexpr std::size_t kLookedAtAgain = 8, kLookedAt = 12;
constexpr double kMostWork = 5e8;

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

/// Of the networks that weights alone may belong to, the one that reads the most digits.
const ForeignNetwork& likeliest(const std::vector<ForeignNetwork>& networks) {
  require(!networks.empty(), "model", "no network was found in it");
  if (networks.size() == 1) return networks[0];
  // With a few digits first, then the best of them with all.
  std::vector<std::pair<int, const ForeignNetwork*>> best;
  double work = 0;
  for (const ForeignNetwork& each : networks) {
    if (work > kMostWork && best.size() >= kLookedAt) break;
    Sequential network = each.network.build();
    if (!has_digits(classes_of(network, each.note))) return networks[0];
    for (const auto& layer : network.layers()) work += layer->multiply_adds();
    best.emplace_back(first_look(network, each.is_pytorch).right, &each);
  }
  const auto is_more = [](const auto& a, const auto& b) { return a.first > b.first; };
  std::stable_sort(best.begin(), best.end(), is_more);
  best.resize(std::min(best.size(), kLookedAtAgain));
  Trial most;
  const ForeignNetwork* chosen = nullptr;
  for (const auto& [right, each] : best) {
    Sequential network = each->network.build();
    const Trial trial = find_preparation(network, each->is_pytorch).front();
    if (!chosen || trial.right > most.right) {
      most = trial;
      chosen = each;
    }
  }
  if (chosen->is_guess && 2 * most.right < most.of)
    fail("model",
         "none of {} networks that these weights fit reads more than {} of {} digits; open them together "
         "with the JSON of their network",
         networks.size(), most.right, most.of);
  return *chosen;
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
  const bool is_own = scaling == "auto" && chosen.note;
  Preparation preparation{.scaling = scaling == "auto" ? Preparation().scaling : std::string(scaling)};
  std::vector<Trial> trials;
  if (has_answers && scaling == "auto" && !is_own) trials = find_preparation(network, chosen.is_pytorch);
  if (has_answers && (is_own ? network.input_shape() == kInkShape : scaling != "auto"))
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
  return {std::move(named), format.name, chosen.writer, trials};
}

}  // namespace

Json ImportedModel::origin() const {
  Json tried = Json::array();
  for (const Trial& trial : trials)
    tried.push_back({{"scaling", trial.preparation.scaling},
                     {"inverted", trial.preparation.inverted},
                     {"transposed", trial.preparation.transposed},
                     {"right", trial.right},
                     {"of", trial.of},
                     {"loss", trial.loss}});
  return {{"format", format}, {"writer", writer}, {"trials", tried}};
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

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/format.h"
#include "io/model_file.h"
#include "io/trials.h"

namespace inkling {

/// What the format of our own files is called.
inline constexpr const char* kOwnFormat = "inkling";

/// A model made of somebody else's file.
struct ImportedModel {
  NamedModel named;
  /// The format's name, and who wrote the file.
  std::string format, writer;
  /// All that were tried, the one that was taken first; empty where the network's classes are no digits.
  std::vector<Trial> trials;
  /// Whether its layers were guessed from weights alone.
  bool is_guess = false;

  /// Whether it reads so few digits that it was trained on something else, or is opened wrongly.
  bool reads_few() const;
  /// {"format", "writer", "guessed", "reads_few", "trials": [{"scaling", "inverted", "transposed", "right",
  /// "of", "loss"}]}
  Json origin() const;
};

/// Opens them: a model file of our own as it is (kOwnFormat, no trials), or makes a model of them that
/// reads ink 0..1 of 28x28 pixels, with what its network wants before its first layer. `scaling` is "auto",
/// where digits decide, or one of scaling_names(). `labels` are what the classes are called; where there are
/// none, as the file says, else numbers or EMNIST's letters, as many as there are classes. Throws an Error
/// that says what cannot be opened.
ImportedModel import_model(const ModelFiles& files, std::string_view scaling = kAutomatic,
                           const std::vector<std::string>& labels = {});

}  // namespace inkling

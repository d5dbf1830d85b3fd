#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/json.h"
#include "ink/box.h"
#include "ink/prepare.h"
#include "tensor/scalar.h"

namespace inkling {

/// One character that was read.
struct Character {
  std::string label;
  double confidence = 0;
  std::vector<Scalar> probabilities;
  /// The network recognises no class: `label` is only the likeliest.
  bool rejected = false;
  /// The strokes it was read from, by their place in the drawing, and where they are.
  std::vector<std::size_t> strokes;
  Box box;
  /// What the network saw first; not part of the JSON.
  InkImage image{};
};

/// What a drawing says. Nothing drawn: no text and no characters.
struct Answer {
  /// The characters from left to right, with '?' for one that was rejected; empty where all were.
  std::string text;
  std::vector<Character> characters;
  /// Whether there was ink but nothing that could be read.
  bool rejected = false;

  /// {"text", "characters": [{"label", "confidence", "probabilities", "rejected", "strokes", "box": [left,
  /// top, right, bottom]}], "rejected"}.
  Json json() const;
};

/// Probabilities (n, classes) of n images.
using Predict = std::function<std::vector<Scalar>(std::span<const Scalar> images, std::size_t n)>;

/// How a model wants drawings, as its file says.
struct RecognitionOptions {
  InkOptions ink;
  /// A character whose likeliest label has less probability than this is rejected.
  double refuse_below = 0;
  /// A character whose likeliest label has less probability than this is looked at twice more, a little
  /// turned and with another pen, and its probabilities are the geometric means.
  double look_again_below = 0.9;

  void describe(Fields& fields);
};

/// Reads a line of characters. Where strokes may fall into characters in several ways, all are read, and the
/// way is taken in which the network is surest.
Answer recognize(const Drawing& drawing, const RecognitionOptions& options,
                 const std::vector<std::string>& labels, const Predict& predict);

}  // namespace inkling

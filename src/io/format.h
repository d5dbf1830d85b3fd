#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/model_files.h"
#include "io/model_note.h"
#include "io/network_builder.h"

namespace inkling {

/// The rows and columns of our images, and of a file's where it leaves them open.
inline constexpr int kImageSide = 28;

/// A network that a file holds, and what is known of where it comes from.
struct ForeignNetwork {
  NetworkBuilder network;
  /// Who wrote the file: "Keras 2.10.0", "pytorch 1.6".
  std::string writer;
  /// Whether its layers were guessed from weights alone, and how unlikely they are: by so many digits of a
  /// hundred it has to be better than one that costs nothing.
  bool is_guess = false;
  int cost = 0;
  /// PyTorch's users give their networks other numbers than Keras's do (io/trials.h).
  bool is_pytorch = false;
  /// What it was compiled with, as CompileOptions have it; empty where that is not known.
  Json compile_config = Json::object();
  /// What its optimizer had gathered, in Keras's order (io/keras_training.h); they are the file's.
  std::vector<const NamedTensor*> optimizer_variables = {};
  /// Of a file that Inkling wrote.
  std::optional<ModelNote> note = std::nullopt;
};

/// A model on its way out.
struct WrittenModel {
  const Sequential& network;
  /// Goes into the file wherever its format has a place for such a text.
  const ModelNote& note;
  /// What its files are called, without an ending.
  std::string name;
  /// What its optimizer had gathered; null where there is nothing.
  const Checkpoint* optimizer = nullptr;
};

/// A format of model files; some are only read, some only written.
struct Format {
  /// "keras", as it is called in commands and in the library.
  std::string name;
  /// What people call it: "Keras (.keras)".
  std::string title;
  /// What files in it end with where it is written; a whole name where there is no dot in front.
  std::vector<std::string> endings;
  /// Whether these files, or one among them, are of this format.
  bool (*sniff)(const ModelFiles& files) = nullptr;
  /// Several where the file leaves open how its weights are to be used: then digits decide. Throws an Error
  /// that names what cannot be opened.
  std::vector<ForeignNetwork> (*read)(const ModelFiles& files) = nullptr;
  /// The files that hold a model.
  ModelFiles (*write)(const WrittenModel& model) = nullptr;
  /// Whether these files are put into one zip archive, and are not beside each other.
  bool is_archive = false;
};

/// Those that can be read in the order in which they are tried; the others have null for what they cannot.
const std::vector<Format>& formats();

}  // namespace inkling

#pragma once

#include <string>
#include <vector>

#include "io/model_files.h"
#include "io/network_builder.h"

namespace inkling {

/// The rows and columns of our images, and of a file's where it leaves them open.
inline constexpr int kImageSide = 28;

/// A network that a file holds, and what is known of where it comes from.
struct ForeignNetwork {
  NetworkBuilder network;
  /// Who wrote the file: "Keras 2.10.0", "pytorch 1.6".
  std::string writer;
  /// PyTorch's users give their networks other numbers than Keras's do (io/scaling.h).
  bool is_pytorch = false;
};

/// A format of model files.
struct Format {
  /// "keras", as it is called in commands and in the library.
  std::string name;
  /// What people call it: "Keras (.keras)".
  std::string title;
  /// Whether these files, or one among them, are of this format.
  bool (*sniff)(const ModelFiles& files);
  /// Several where the file leaves open how its weights are to be used: then digits decide. Throws an Error
  /// that names what cannot be opened.
  std::vector<ForeignNetwork> (*read)(const ModelFiles& files);
};

/// The formats that can be read, in the order in which they are tried.
const std::vector<Format>& formats();

}  // namespace inkling

#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "fixtures.h"

namespace inkling::tests {

/// A file of the source tree, by its path below the root: "src/layers/dense.cpp".
struct SourceFile {
  std::string path, text;

  std::string extension() const { return std::filesystem::path(path).extension().string(); }
  /// "dense" of src/layers/dense.cpp.
  std::string stem() const { return std::filesystem::path(path).stem().string(); }
  /// "layers" of src/layers/dense.cpp.
  std::string folder() const { return std::filesystem::path(path).parent_path().filename().string(); }
};

/// Every C++ and JSON file below `folder`, in order.
inline std::vector<SourceFile> files_below(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(INKLING_SOURCE_DIR) / folder)) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp" && extension != ".json") continue;
    if (entry.path().string().find("node_modules") != std::string::npos) continue;
    files.push_back({entry.path().lexically_relative(INKLING_SOURCE_DIR).generic_string(),
                     read_text(entry.path().string())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace inkling::tests

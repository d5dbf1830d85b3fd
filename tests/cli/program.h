#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "fixtures.h"

namespace inkling::tests {

/// A folder that goes away with this.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "inkling-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    const std::string file = *this / name;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int status;
  std::string out, error;
};

/// Runs the real program with these words, given as a shell takes them, and what goes before its name.
inline Outcome run_inkling(const std::string& words, const std::string& before = "") {
  const TemporaryFolder folder;
  const std::string command = "(" + before + " '" INKLING_PROGRAM "' " + words + ") >'" + folder / "out" +
                              "' 2>'" + folder / "error" + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(folder / "out"),
          read_text(folder / "error")};
}

/// Exit status 2, nothing on standard output, and one line of words that says `what`.
inline void check_refused(const std::string& words, const std::string& what, const std::string& before = "") {
  CAPTURE(words);
  const Outcome outcome = run_inkling(words, before);
  CAPTURE(outcome.error);
  CHECK(outcome.status == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.error.starts_with("inkling: ["));
  CHECK(std::count(outcome.error.begin(), outcome.error.end(), '\n') == 1);
  CHECK(outcome.error.find(what) != std::string::npos);
}

inline std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

/// `count` images of 28x28, each a bar whose place tells its label, as a folder of IDX files.
inline std::string idx_folder(const TemporaryFolder& folder, const std::string& part, int count) {
  std::string images = big_endian(0x803) + big_endian(count) + big_endian(28) + big_endian(28);
  std::string labels = big_endian(0x801) + big_endian(count);
  for (int i = 0; i < count; ++i) {
    std::string image(784, '\0');
    const int label = i % 10;
    for (int y = 4; y < 24; ++y)
      for (int x = 0; x < 3; ++x) image[y * 28 + 2 * label + x + 3] = static_cast<char>(200 + i % 50);
    images += image;
    labels += static_cast<char>(label);
  }
  folder.write("digits/" + part + "-images-idx3-ubyte", images);
  folder.write("digits/" + part + "-labels-idx1-ubyte", labels);
  return folder / "digits";
}

/// A configuration that trains in an instant.
inline const char* kSmallNetwork =
    R"({"class_name": "Sequential", "config": {"name": "small", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 28, 28, 1]}},
        {"class_name": "MaxPooling2D", "config": {"pool_size": 2}},
        {"class_name": "Conv2D", "config": {"filters": 4, "kernel_size": 3, "activation": "relu"}},
        {"class_name": "Dropout", "config": {"rate": 0.25}},
        {"class_name": "Flatten", "config": {}},
        {"class_name": "Dense", "config": {"units": 10, "activation": "softmax"}}]}})";

}  // namespace inkling::tests

#include "cli/model_files.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "cli/hdf5.h"
#include "cli/onnx.h"
#include "cli/unpack.h"

namespace inkling {

namespace {

namespace fs = std::filesystem;

/// An architecture takes some kilobytes.
constexpr std::size_t kMaxJson = std::size_t{4} << 20;
/// What is between the name of an architecture and the ending of its weights.
constexpr const char* kWeights[] = {".weights", "_weights", "-weights", ""};

/// What they are called where they have no name in common.
constexpr std::string_view kArchitectures[] = {"model.json", "architecture.json", "model_architecture.json",
                                               "config.json"},
                           kOnlyWeights[] = {"weights.h5", "model_weights.h5", "model.weights.h5",
                                             "weights.hdf5"};

class ModelReading {
 public:
  explicit ModelReading(const fs::path& path)
      : folder_(path.parent_path()), name_(path.filename().string()), stem_(path.stem().string()) {}

  ModelFiles read() {
    Unpacked unpacked;
    unpack(name_, read_beside(name_), unpacked, [this](const std::string& name, Bytes bytes) {
      add(name == name_ ? name : name_in_archive(name.substr(name_.size() + 1)), std::move(bytes));
    });
    for (ModelFile& file : files_) open(file);
    if (files_.size() == 1 && files_[0].name == name_) add_what_belongs();
    return std::move(files_);
  }

 private:
  static std::string name_in_archive(std::string name) {
    if (name.find('/') == name.npos) std::replace(name.begin(), name.end(), '\\', '/');
    return name;
  }

  void add(std::string name, Bytes bytes) { files_.push_back({std::move(name), std::move(bytes), {}, {}}); }

  void open(ModelFile& file) {
    const Bytes& bytes = file.bytes;
    // What every writer of ONNX begins with.
    constexpr std::byte kVersion{8};
    if (is_hdf5(bytes))
      file = read_hdf5(file.name, bytes);
    else if (file.name.ends_with(".onnx") || (!bytes.empty() && bytes[0] == kVersion && is_onnx(bytes)))
      file = read_onnx(file.name, bytes, [&](const std::string& beside) {
        const std::string name = file.name.substr(0, file.name.rfind('/') + 1) + beside;
        const auto found = std::find_if(files_.begin(), files_.end(),
                                        [&](const ModelFile& each) { return each.name == name; });
        return found != files_.end() ? found->bytes : read_beside(beside);
      });
  }

  void add_what_belongs() {
    const ModelFile& file = files_[0];
    const std::string_view text = as_text(file.bytes);
    if (file.description.contains("hdf5")) {
      if (!file.description["hdf5"][""].contains("model_config")) add_architecture();
    } else if (text.size() <= kMaxJson &&
               text.substr(0, text.find('{')).find_first_not_of(" \t\r\n") == text.npos) {
      add_weights(text);
    }
  }

  void add_architecture() {
    for (const std::string end : kWeights)
      if (stem_.ends_with(end) && add_file(stem_.substr(0, stem_.size() - end.size()) + ".json")) return;
    if (stem_.find("weights") == stem_.npos) return;
    for (const std::string_view name : kArchitectures)
      if (add_file(std::string(name))) return;
  }

  void add_weights(std::string_view text) {
    Json json;
    try {
      json = parse_json(name_, text);
    } catch (const Error&) {
      return;  // whoever takes it for a model will say what is wrong
    }
    if (json.contains("weightsManifest")) return add_shards(json["weightsManifest"]);
    for (const std::string format : {".h5", ".hdf5"})
      for (const std::string end : kWeights)
        if (add_file(stem_ + end + format)) return;
    if (std::find(std::begin(kArchitectures), std::end(kArchitectures), name_) == std::end(kArchitectures))
      return;
    for (const std::string_view name : kOnlyWeights)
      if (add_file(std::string(name))) return;
  }

  void add_shards(const Json& manifest) {
    std::set<std::string> names;
    for (const Json& group : manifest)
      if (group.contains("paths"))
        for (const Json& path : group["paths"])
          if (path.is_string() && is_below(path) && names.insert(path).second) add(path, read_beside(path));
  }

  /// Whether a path that a file names leads to its own folder or one in it.
  static bool is_below(const fs::path& path) {
    const fs::path normal = path.lexically_normal();
    return path.is_relative() && !normal.empty() && *normal.begin() != ".." &&
           is_plain_name(normal.filename());
  }

  /// Whether there is one.
  bool add_file(const std::string& name) {
    std::error_code error;
    if (!fs::is_regular_file(folder_ / name, error)) return false;
    add(name, read_beside(name));
    open(files_.back());
    return true;
  }

  /// All together may be as large as a model may be.
  Bytes read_beside(const std::string& name) {
    Bytes bytes = read_file(folder_ / name, left_);
    left_ -= bytes.size();
    return bytes;
  }

  const fs::path folder_;
  const std::string name_, stem_;
  std::size_t left_ = kMaxModelBytes;
  ModelFiles files_;
};

}  // namespace

ModelFiles read_model_files(const fs::path& path) {
  // The folder that TensorFlow.js writes.
  const fs::path inside = path / "model.json";
  std::error_code error;
  return ModelReading(fs::is_regular_file(inside, error) ? inside : path).read();
}

Bytes pack_model_file(const ModelFile& file) {
  if (file.description.contains("hdf5")) return write_hdf5(file);
  if (file.description.contains("onnx")) return write_onnx(file);
  return file.bytes;
}

}  // namespace inkling

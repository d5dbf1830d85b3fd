#pragma once

#include <onnx.pb.h>

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/files.h"
#include "io/model_files.h"

namespace inkling::onnx {

inline constexpr const char* kOnnx = "ONNX";

/// Takes the numbers out of a file's tensors.
class Tensors {
 public:
  Tensors(std::size_t file_bytes, const std::function<Bytes(const std::string&)>& external);

  /// False where there are no numbers in it.
  bool add(const std::string& name, const TensorProto& tensor);

  /// As ModelFile has them.
  Json::object_t integers;
  std::vector<NamedTensor> tensors;

 private:
  /// Numbers as they are stored, so many bytes from one to the next.
  struct Stored {
    std::span<const std::byte> bytes;
    std::size_t stride;
  };

  Stored stored(const std::string& name, const TensorProto& tensor, std::size_t count, std::size_t each);
  std::span<const std::byte> external_bytes(const std::string& name, const TensorProto& tensor,
                                            std::size_t bytes);
  template <typename Number>
  static std::vector<Number> numbers(const TensorProto& tensor, const Stored& stored);

  const std::function<Bytes(const std::string&)>& external_;
  std::map<std::string, Bytes> files_;
  Unpacked unpacked_;
  std::set<std::string> names_;
};

}  // namespace inkling::onnx

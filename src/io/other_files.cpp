#include "io/other_files.h"

#include <algorithm>
#include <string_view>

#include "base/names.h"

namespace inkling {

namespace {

std::string_view beginning_of(const ModelFile& file) {
  constexpr std::size_t kLooked = 512;
  return {reinterpret_cast<const char*>(file.bytes.data()), std::min(file.bytes.size(), kLooked)};
}

bool is_web_page(std::string_view text) {
  const std::string lower = lower_case(text.substr(0, text.find('>')));
  const std::size_t begin = lower.find_first_not_of(" \t\r\n");
  return begin != lower.npos &&
         (lower.substr(begin).starts_with("<!doctype html") || lower.substr(begin).starts_with("<html"));
}

/// Since its second version a pickle begins with that version.
bool is_pickle(std::string_view text) {
  return text.size() > 2 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5;
}

}  // namespace

std::string known_otherwise(const ModelFiles& files) {
  constexpr const char* kPickle =
      "a pickle of Python, as PyTorch writes it, which is a program and is not run; export the model as ONNX "
      "(torch.onnx.export), or save its state_dict with safetensors";
  for (const ModelFile& file : files) {
    const std::string_view text = beginning_of(file);
    if (file.name.ends_with("data.pkl") || is_pickle(text)) return kPickle;
    if (text.size() > 8 && text.substr(4, 4) == "TFL3")
      return "a file of TensorFlow Lite; open the model that it was made of";
    if (file.name.ends_with(".pb"))
      return "a SavedModel of TensorFlow; save it as .keras, or convert it with tensorflowjs_converter";
    if (text.starts_with("version https://git-lfs"))
      return "a pointer of Git LFS in place of the file; fetch that with git lfs pull";
    if (is_web_page(text)) return "a web page in place of the file; download the file itself";
  }
  return "";
}

}  // namespace inkling

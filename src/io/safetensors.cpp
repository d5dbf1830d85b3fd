#include "io/safetensors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <set>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "io/half.h"
#include "io/safetensors_format.h"

namespace inkling {

namespace safetensors {

template <typename Number>
void check_finite(const std::string& tensor, std::span<const Number> values) {
  const auto wrong =
      std::find_if(values.begin(), values.end(), [](Number value) { return !std::isfinite(value); });
  if (wrong != values.end())
    fail(kWhere, "tensor \"{}\" has a value that is not finite, at {}", tensor, wrong - values.begin());
}

template void check_finite(const std::string&, std::span<const float>);
template void check_finite(const std::string&, std::span<const double>);

}  // namespace safetensors

using namespace safetensors;

namespace {

/// The format's own limit, and what is read: parsed, a header takes many times its size.
constexpr std::uint64_t kFormatsHeader = 100'000'000, kMaxHeader = 4 << 20;
/// Looking up a name takes time in proportion to their number.
constexpr std::size_t kMaxNames = 10'000, kMaxHeaderKeys = 4 * kMaxNames;
constexpr int kMaxNesting = 3;
/// Said of a file that does not begin as the format does: with a length, and the header's brace.
constexpr const char* kOtherKind =
    "this is no model that can be opened: neither Inkling's safetensors nor a file of Keras, TensorFlow.js "
    "or ONNX";

/// Parses the header, in which no name may come twice.
Json parse_header(std::string_view text) {
  std::vector<std::set<std::string>> names;
  std::size_t keys = 0;
  const auto check = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (depth > kMaxNesting) fail(kWhere, "the header is nested too deeply");
    if (event == Event::object_start) names.emplace_back();
    if (event == Event::object_end) names.pop_back();
    if (event == Event::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!names.back().insert(name).second) fail(kWhere, "the name \"{}\" comes twice", name);
      if (names.back().size() > kMaxNames || ++keys > kMaxHeaderKeys)
        fail(kWhere, "more than {} names", kMaxNames);
    }
    return true;
  };
  try {
    return parse_checked(text, check);
  } catch (const Json::exception&) {
    fail(kWhere, "the header is not valid JSON");
  }
}

std::uint64_t count_from(const Json& json, const std::string& name, const char* what) {
  if (!json.is_number_unsigned()) fail(kWhere, "tensor \"{}\" {} must be whole numbers from 0", name, what);
  return json.get<std::uint64_t>();
}

Shape shape_from(const Json& entry, const std::string& name) {
  const auto sizes = entry.find("shape");
  if (sizes == entry.end() || !sizes->is_array()) fail(kWhere, "tensor \"{}\" has no shape", name);
  if (sizes->size() > Shape::kMaxRank)
    fail(kWhere, "tensor \"{}\" has {} axes, at most 4 are read", name, sizes->size());
  constexpr std::uint64_t kMaxElements = std::numeric_limits<int>::max();
  std::uint64_t elements = 1;
  std::vector<int> shape;
  for (const auto& each : *sizes) {
    const std::uint64_t size = count_from(each, name, "sizes");
    if (size > kMaxElements || (size > 0 && elements > kMaxElements / size))
      fail(kWhere, "tensor \"{}\" has more than 2^31 elements", name);
    elements *= size;
    shape.push_back(static_cast<int>(size));
  }
  return Shape(shape);
}

template <typename Number>
float read_as(const std::byte* at) {
  Number number;
  std::memcpy(&number, at, sizeof number);
  return static_cast<float>(number);
}

/// How numbers are stored. Ours are the first two; whoever keeps halves or counts steps has others.
struct Type {
  const char* name;
  std::size_t bytes;
  float (*read)(const std::byte*);
};
constexpr Type kTypes[] = {{kFloats, 4, read_as<float>}, {kIntegers, 1, read_as<std::int8_t>},
                           {"F16", 2, read_as<Float16>}, {"BF16", 2, read_as<BFloat16>},
                           {"F64", 8, read_as<double>},  {"I64", 8, read_as<std::int64_t>}};

struct Entry {
  std::string name;
  Shape shape;
  const Type* type;
  std::uint64_t begin, end;
};

Entry entry_from(const std::string& name, const Json& json, std::uint64_t data_bytes) {
  if (!json.is_object()) fail(kWhere, "tensor \"{}\" must be an object", name);
  if (json.size() != 3)
    fail(kWhere, "tensor \"{}\" must have dtype, shape and data_offsets and nothing else", name);
  const auto type = json.find("dtype");
  if (type == json.end() || !type->is_string()) fail(kWhere, "tensor \"{}\" has no dtype", name);
  const auto known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const Type& each) { return *type == each.name; });
  if (known == std::end(kTypes))
    fail(kWhere, "tensor \"{}\" has dtype \"{}\", only F32, I8, F16, BF16, F64 and I64 are read", name,
         type->get_ref<const std::string&>());
  Entry entry{name, shape_from(json, name), known, 0, 0};
  const auto offsets = json.find("data_offsets");
  if (offsets == json.end() || !offsets->is_array() || offsets->size() != 2)
    fail(kWhere, "tensor \"{}\" has no data_offsets", name);
  entry.begin = count_from((*offsets)[0], name, "data_offsets");
  entry.end = count_from((*offsets)[1], name, "data_offsets");
  if (entry.begin > entry.end)
    fail(kWhere, "tensor \"{}\" has data_offsets out of order, {} to {}", name, entry.begin, entry.end);
  if (entry.end > data_bytes)
    fail(kWhere, "tensor \"{}\" lies at bytes {} to {} of the data, of which there are {}", name, entry.begin,
         entry.end, data_bytes);
  const std::uint64_t needed = std::uint64_t{entry.shape.elements()} * known->bytes;
  if (entry.end - entry.begin != needed)
    fail(kWhere, "tensor \"{}\" of shape {} needs {} bytes, data_offsets give {}", name, entry.shape, needed,
         entry.end - entry.begin);
  return entry;
}

/// In the order of their data, which they must fill without holes or overlaps.
void check_order(std::vector<Entry>& entries, std::uint64_t data_bytes) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::uint64_t end = 0;
  for (const auto& entry : entries) {
    if (entry.begin < end) fail(kWhere, "tensor \"{}\" overlaps the tensor before it", entry.name);
    if (entry.begin > end) fail(kWhere, "tensor \"{}\" leaves a hole before it", entry.name);
    end = entry.end;
  }
  if (end != data_bytes) fail(kWhere, "{} bytes of data belong to no tensor", data_bytes - end);
}

std::vector<float> read_values(const Entry& entry, const std::byte* data) {
  std::vector<float> values(entry.shape.elements());
  if (entry.type == &kTypes[0] && !values.empty())
    std::memcpy(values.data(), data, values.size() * sizeof(float));
  else
    for (float& value : values) {
      value = entry.type->read(data);
      data += entry.type->bytes;
    }
  return values;
}

}  // namespace

const NamedTensor* TensorFile::tensor(std::string_view name) const {
  const auto found =
      std::find_if(tensors.begin(), tensors.end(), [name](const auto& each) { return each.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

const std::string* TensorFile::text(std::string_view key) const {
  const auto found =
      std::find_if(metadata.begin(), metadata.end(), [key](const auto& each) { return each.first == key; });
  return found == metadata.end() ? nullptr : &found->second;
}

TensorFile read_safetensors(std::span<const std::byte> bytes) {
  if (bytes.empty()) fail(kWhere, "this file is empty");
  if (bytes.size() < kLengthBytes) fail(kWhere, kOtherKind);
  std::uint64_t header_bytes = 0;
  std::memcpy(&header_bytes, bytes.data(), kLengthBytes);
  bytes = bytes.subspan(kLengthBytes);
  const bool opens = bytes.empty() || bytes.front() == std::byte{'{'};
  if (header_bytes > kFormatsHeader || !opens) fail(kWhere, kOtherKind);
  if (header_bytes > kMaxHeader)
    fail(kWhere, "the header has {} bytes, at most {} MiB are read", header_bytes, kMaxHeader >> 20);
  if (header_bytes > bytes.size())
    fail(kWhere, "the header has {} bytes but only {} follow", header_bytes, bytes.size());
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()),
                              static_cast<std::size_t>(header_bytes));
  const auto data = bytes.subspan(text.size());
  const Json header = parse_header(text);

  TensorFile file;
  std::vector<Entry> entries;
  for (const auto& [name, json] : header.items()) {
    if (name != kMetadata) {
      entries.push_back(entry_from(name, json, data.size()));
      continue;
    }
    if (!json.is_object()) fail(kWhere, "__metadata__ must be an object");
    for (const auto& [key, value] : json.items()) {
      if (!value.is_string()) fail(kWhere, "metadata \"{}\" must be a text", key);
      file.metadata.emplace_back(key, value.get<std::string>());
    }
  }
  check_order(entries, data.size());
  for (const auto& entry : entries) {
    NamedTensor tensor{entry.name, entry.shape, read_values(entry, data.data() + entry.begin),
                       entry.type == &kTypes[1]};
    check_finite<float>(tensor.name, tensor.values);
    file.tensors.push_back(std::move(tensor));
  }
  return file;
}

}  // namespace inkling

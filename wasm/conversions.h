#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/given_data.h"
#include "data/number_range.h"
#include "session/session.h"

/// Values of JavaScript and of C++: each is a copy of the other.
namespace inkling {

using emscripten::val;

template <typename Number>
std::vector<Number> copy_in(const val& array) {
  return emscripten::convertJSArrayToNumberVector<Number>(array);
}

template <typename Numbers>
val copy_out(const Numbers& numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), std::to_address(numbers.begin())))
      .template call<val>("slice");
}

inline val file_out(const std::vector<std::byte>& file) {
  return copy_out(std::span(reinterpret_cast<const std::uint8_t*>(file.data()), file.size()));
}

inline Drawing drawing(const std::string& text) {
  return read_drawing(parse_json("strokes", text));
}

/// A structure of the core, from JSON.
template <typename Structure>
Structure read_structure(const char* where, const std::string& text) {
  Structure structure;
  read_fields(where, structure, parse_json(where, text));
  return structure;
}

inline Picture picture(const val& seen) {
  return {seen["width"].as<int>(), seen["height"].as<int>(), copy_in<std::uint8_t>(seen["pixels"])};
}

inline std::vector<std::byte> bytes_in(const val& view) {
  const val bytes = val::global("Uint8Array").new_(view["buffer"], view["byteOffset"], view["byteLength"]);
  std::vector<std::byte> copy(bytes["length"].as<std::size_t>());
  val(emscripten::typed_memory_view(copy.size(), reinterpret_cast<std::uint8_t*>(copy.data())))
      .call<void>("set", bytes);
  return copy;
}

/// Files of a model: [{name, bytes}], or {name, description, tensors: [{name, shape, values, integers}]} in
/// place of those that are HDF5 or ONNX.
inline ModelFiles model_files(const val& given) {
  ModelFiles files;
  for (const val& each : emscripten::vecFromJSArray<val>(given)) {
    ModelFile file{
        .name = each["name"].as<std::string>(), .bytes = {}, .description = nullptr, .tensors = {}};
    if (const val bytes = each["bytes"]; !bytes.isUndefined()) file.bytes = bytes_in(bytes);
    if (const val description = each["description"]; !description.isUndefined()) {
      file.description = parse_json("description", description.as<std::string>());
      for (const val& tensor : emscripten::vecFromJSArray<val>(each["tensors"]))
        file.tensors.push_back({tensor["name"].as<std::string>(),
                                Shape(emscripten::vecFromJSArray<int>(tensor["shape"])),
                                copy_in<float>(tensor["values"]), tensor["integers"].isTrue()});
    }
    files.push_back(std::move(file));
  }
  return files;
}

/// The same for JavaScript, with descriptions as JSON.
inline val to_js(const ModelFiles& files) {
  val all = val::array();
  for (const ModelFile& file : files) {
    val each = val::object();
    each.set("name", file.name);
    if (file.description.is_null()) {
      each.set("bytes", file_out(file.bytes));
    } else {
      val tensors = val::array();
      for (const NamedTensor& tensor : file.tensors) {
        val values = val::object();
        values.set("name", tensor.name);
        values.set("shape", val::array(tensor.shape.sizes()));
        values.set("values", copy_out(tensor.values));
        tensors.call<void>("push", values);
      }
      each.set("description", file.description.dump());
      each.set("tensors", tensors);
    }
    all.call<void>("push", each);
  }
  return all;
}

/// A typed array, or an array of numbers.
inline Array array(const val& numbers, std::string name) {
  static constexpr std::pair<const char*, Element> kKinds[] = {
      {"Uint8Array", Element::kUint8},    {"Uint8ClampedArray", Element::kUint8},
      {"Int8Array", Element::kInt8},      {"Uint16Array", Element::kUint16},
      {"Int16Array", Element::kInt16},    {"Uint32Array", Element::kUint32},
      {"Int32Array", Element::kInt32},    {"BigUint64Array", Element::kUint64},
      {"BigInt64Array", Element::kInt64}, {"Float32Array", Element::kFloat32},
      {"Float64Array", Element::kFloat64}};
  Array array{.name = std::move(name), .shape = {numbers["length"].as<std::size_t>()}};
  const auto kind = numbers["constructor"]["name"].as<std::string>();
  for (const auto& [known, element] : kKinds)
    if (kind == known) {
      array.element = element;
      array.bytes = bytes_in(numbers);
      return array;
    }
  array.element = Element::kFloat64;
  array.bytes = bytes_in(val::global("Float64Array").new_(numbers));
  return array;
}

inline Dataset dataset(const val& data) {
  const val channels = data["channels"], names = data["label_names"], scaling = data["scaling"];
  GivenData given{.images = array(data["images"], "images"), .labels = array(data["labels"], "labels")};
  given.set_shape(data["rows"].as<int>(), data["columns"].as<int>(),
                  channels.isUndefined() ? 1 : channels.as<int>());
  if (!names.isUndefined()) given.label_names = emscripten::vecFromJSArray<std::string>(names);
  if (!scaling.isUndefined()) given.scaling = scaling.as<std::string>();
  return as_dataset(std::move(given));
}

/// A data set for JavaScript.
inline val to_js(const Dataset& data) {
  val object = val::object();
  object.set("images", copy_out(data.images));
  object.set("labels", copy_out(data.labels));
  object.set("rows", data.rows);
  object.set("columns", data.columns);
  object.set("channels", data.channels);
  object.set("label_names", val::array(data.label_names));
  object.set("scaling", Scaling().text());
  return object;
}

/// {answer: its JSON, images: what the network saw, one for each character}.
inline val to_js(const Answer& answer) {
  val object = val::object(), images = val::array();
  for (const auto& character : answer.characters) images.call<void>("push", copy_out(character.image));
  object.set("answer", answer.json().dump());
  object.set("images", images);
  return object;
}

inline val to_js(const Counterfactual& change) {
  val object = val::object();
  object.set("image", copy_out(change.image));
  object.set("probability", change.probability);
  object.set("found", change.found);
  return object;
}

inline val to_js(const WeightedSum& sum) {
  val object = val::object();
  object.set("inputs", copy_out(sum.inputs));
  object.set("values", copy_out(sum.values));
  object.set("weights", copy_out(sum.weights));
  object.set("bias", sum.bias);
  object.set("sum", sum.sum);
  object.set("activation", sum.activation);
  object.set("value", sum.value);
  return object;
}

/// [{name, shape, values}].
inline val to_js(const std::vector<Sequential::Weight>& weights) {
  val all = val::array();
  for (const auto& [name, values] : weights) {
    val each = val::object();
    each.set("name", name);
    each.set("shape", val::array(values.shape.sizes()));
    each.set("values", copy_out(values));
    all.call<void>("push", each);
  }
  return all;
}

inline TrainingPlan training_plan(const std::string& text) {
  return read_structure<TrainingPlan>("plan", text);
}

inline std::string to_js(TrainingPlan plan) {
  return write_fields(plan).dump();
}

inline TrainingData training_data(const val& data, const val& validation_data) {
  if (validation_data.isUndefined()) return dataset(data);
  return {dataset(data), dataset(validation_data)};
}

}  // namespace inkling
